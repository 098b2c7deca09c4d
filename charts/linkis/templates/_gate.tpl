{{/*
What a service waits for, as NAME=HOST:PORT or NAME=HOST:PORT/PATH with blanks between them: the database,
and the services before it. Eureka must answer for what it knows.
context: the root context; service: the block of the service.
*/}}
{{- define "linkis.gateTargets" -}}
{{- $targets := list -}}
{{- if .service.database }}{{ $targets = append $targets (printf "database=%s:%d" (include "linkis.databaseHost" .context) (int (include "linkis.databasePort" .context))) }}{{ end -}}
{{- range .service.after -}}
{{- $other := include "linkis.service" (dict "context" $.context "name" .) | fromYaml -}}
{{- $path := ternary "/eureka/apps" "" (and (eq $.context.Values.discovery.kind "eureka") (eq . $.context.Values.discovery.service)) -}}
{{- $targets = append $targets (printf "%s=%s:%d%s" . (include "linkis.host" (dict "context" $.context "name" .)) (int $other.port) $path) -}}
{{- end -}}
{{- join " " $targets -}}
{{- end -}}

{{/*
An init container that runs one of the chart's scripts.
context: the root context; service: the block of the service; name: the script's; env, mounts: as YAML (may be left out).
*/}}
{{- define "linkis.scriptContainer" -}}
- name: {{ .name }}
  image: {{ include "rutter.images.reference" (dict "context" .context "image" .service.image) }}
  imagePullPolicy: {{ .service.image.pullPolicy }}
  command:
    - bash
    - /scripts/{{ .name }}.sh
  {{- with .env }}
  env:
    {{- . | trim | nindent 4 }}
  {{- end }}
  resources:
    {{- toYaml .context.Values.gate.resources | nindent 4 }}
  securityContext:
    {{- include "rutter.container.securityContext" (dict "values" .context.Values.containerSecurityContext) | nindent 4 }}
  volumeMounts:
    - name: scripts
      mountPath: /scripts
      readOnly: true
    {{- with .mounts }}
    {{- . | trim | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* The init containers of a service: its settings, the driver, the gate. context: the root context; service: its block. */}}
{{- define "linkis.initContainers" -}}
{{- $values := .context.Values -}}
{{- include "linkis.scriptContainer" (merge (dict "name" "settings" "env" (include "linkis.settingsEnvironment" .) "mounts" "- name: config\n  mountPath: /config\n  readOnly: true\n- name: settings\n  mountPath: /settings\n") .) }}
{{- if and .service.mainClass .service.database $values.jdbcDriver.enabled }}
{{- if $values.jdbcDriver.image.enabled }}
- name: driver
  image: {{ include "rutter.images.reference" (dict "context" .context "image" $values.jdbcDriver.image.source) }}
  imagePullPolicy: {{ $values.jdbcDriver.image.source.pullPolicy }}
  command:
    - cp
    - {{ $values.jdbcDriver.image.file }}
    - /driver/
  resources:
    {{- toYaml $values.gate.resources | nindent 4 }}
  securityContext:
    {{- include "rutter.container.securityContext" (dict "values" $values.containerSecurityContext) | nindent 4 }}
  volumeMounts:
    - name: driver
      mountPath: /driver
{{- else }}
{{ include "linkis.scriptContainer" (merge (dict "name" "driver" "env" (include "linkis.driverEnvironment" .context) "mounts" "- name: driver\n  mountPath: /driver\n") .) }}
{{- end }}
{{- end }}
{{- $targets := include "linkis.gateTargets" . }}
{{- if and $values.gate.enabled $targets }}
{{ include "linkis.scriptContainer" (merge (dict "name" "gate" "env" (include "linkis.gateEnvironment" (merge (dict "targets" $targets) .))) .) }}
{{- end }}
{{- end -}}

{{/* Variables of the script settings: what it puts into linkis.properties. context: the root context; service: the block. */}}
{{- define "linkis.settingsEnvironment" -}}
{{- $secrets := include "linkis.secretProperties" . | fromYaml -}}
- name: IMAGE_CONFIG
  value: {{ .context.Values.folders.imageConfig | quote }}
- name: DISCOVERY
  value: {{ .context.Values.discovery.kind }}
- name: SECRET_NAMES
  value: {{ keys $secrets | sortAlpha | join " " | quote }}
{{- range $index, $name := keys $secrets | sortAlpha }}
{{- $from := get $secrets $name }}
- name: SECRET_{{ $index }}
  valueFrom:
    secretKeyRef:
      name: {{ $from.secret }}
      key: {{ $from.key }}
{{- end }}
{{- end -}}

{{/* Variables of the script driver. */}}
{{- define "linkis.driverEnvironment" -}}
- name: DRIVER_URL
  value: {{ .Values.jdbcDriver.url }}
- name: DRIVER_SHA256
  value: {{ .Values.jdbcDriver.sha256 | quote }}
{{- end -}}

{{/* Variables of the script gate. context: the root context; service: the block; targets: what to wait for. */}}
{{- define "linkis.gateEnvironment" -}}
- name: TARGETS
  value: {{ .targets | quote }}
- name: WAIT_SECONDS
  value: {{ .context.Values.gate.timeoutSeconds | quote }}
{{- if and .service.database .context.Values.database.mysql.enabled .context.Values.database.init.enabled }}
# The Job that makes the tables starts with the services here: they wait for its last word.
- name: WAIT_FOR_TABLES
  value: "true"
{{ include "linkis.databaseEnvironment" .context }}
{{- end }}
{{- end -}}
