{{/* The pod template of a service, the same in a Deployment and in a StatefulSet. context: the root context; name: the service's. */}}
{{- define "linkis.pod" -}}
{{- $values := .context.Values -}}
{{- $service := include "linkis.service" . | fromYaml -}}
{{- $args := dict "context" .context "component" .name -}}
{{- $podValues := include "linkis.podValues" (dict "context" .context "values" $service) | fromYaml -}}
{{- $images := include "linkis.pullImages" (dict "context" .context "image" $service.image) | fromYamlArray -}}
{{- if and $values.jdbcDriver.enabled $values.jdbcDriver.image.enabled }}{{ $images = append $images (pick $values.jdbcDriver.image.source "pullSecrets") }}{{ end -}}
{{- $parts := dict "context" .context "service" $service "name" .name -}}
metadata:
  {{- include "rutter.pod.metadata" (merge (dict "values" $podValues "checksums" (dict "config" (include "linkis.files" .) "scripts" (include "linkis.scripts" .context))) $args) | nindent 2 }}
spec:
  {{- include "rutter.pod.spec" (merge (dict "values" $podValues "images" $images) $args) | nindent 2 }}
  initContainers:
    {{- with include "linkis.startGate" $parts }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- include "linkis.initContainers" (omit $parts "name") | nindent 4 }}
  containers:
    - name: {{ .name }}
      image: {{ include "rutter.images.reference" (dict "context" .context "image" $service.image) }}
      imagePullPolicy: {{ $service.image.pullPolicy }}
      {{- if $service.mainClass }}
      command:
        {{- include "linkis.javaCommand" $parts | trim | nindent 8 }}
      {{- else }}
      {{- with $service.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $service.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- end }}
      env:
        {{- include "linkis.environment" $parts | trim | nindent 8 }}
      {{- with $service.preStop }}
      lifecycle:
        preStop:
          exec:
            command:
              {{- toYaml . | nindent 14 }}
      {{- end }}
      ports:
        - name: http
          containerPort: {{ $service.port }}
      {{- with include "linkis.probes" $service }}
      {{- . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml $service.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" $values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        - name: settings
          mountPath: {{ $values.folders.config }}
        - name: logs
          mountPath: {{ $values.folders.logs }}
        - name: tmp
          mountPath: /tmp
        {{- if and $service.mainClass $service.database $values.jdbcDriver.enabled }}
        - name: driver
          mountPath: {{ $values.jdbcDriver.folder }}
          readOnly: true
        {{- end }}
        {{- with include "linkis.serviceMounts" . }}
        {{- . | trim | nindent 8 }}
        {{- end }}
        {{- with $values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "linkis.configMapName" . }}
    - name: scripts
      configMap:
        name: {{ include "linkis.scriptsName" .context }}
    {{- $folders := dict "logs" dict "tmp" dict "settings" (dict "medium" "Memory") }}
    {{- if and $service.mainClass $service.database $values.jdbcDriver.enabled }}{{ $_ := set $folders "driver" dict }}{{ end }}
    {{- include "rutter.volumes.temporary" (dict "folders" $folders) | nindent 4 }}
    {{- with include "linkis.serviceVolumes" . }}
    {{- . | trim | nindent 4 }}
    {{- end }}
    {{- with $values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/*
The command of a service of Linkis 1: java itself, which gets the signal to stop, as Linkis' own scripts
would not hand it on and write below the folder of Linkis.
context: the root context; service: the block; name: the service's.
*/}}
{{- define "linkis.javaCommand" -}}
{{- $values := .context.Values -}}
{{- $path := list $values.folders.config -}}
{{- range .service.libraries }}{{ $path = append $path (printf "%s/%s/*" $values.folders.home .) }}{{ end -}}
{{- if and .service.database $values.jdbcDriver.enabled }}{{ $path = append $path (printf "%s/*" $values.jdbcDriver.folder) }}{{ end }}
- java
- -DserviceName={{ .service.application }}
- -Xmx{{ include "rutter.container.heap" (dict "values" .service "name" (printf "services.%s." .name)) }}m
- -cp
- {{ join ":" $path | quote }}
- {{ .service.mainClass }}
{{- if and (eq $values.discovery.kind "eureka") (eq .name $values.discovery.service) }}
{{ include "linkis.eurekaArguments" . }}
{{- end }}
{{- with .service.args }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The variables of a service. context: the root context; service: the block; name: the service's. */}}
{{- define "linkis.environment" -}}
{{- $values := .context.Values -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: LINKIS_HOME
  value: {{ $values.folders.home }}
- name: LINKIS_CONF_DIR
  value: {{ $values.folders.config }}
- name: LINKIS_LOG_DIR
  value: {{ $values.folders.logs }}
{{- with .service.javaOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- if not .service.mainClass }}
- name: SERVER_HEAP_SIZE
  value: {{ include "rutter.container.heap" (dict "values" .service "name" (printf "services.%s." .name)) }}M
- name: START_PORT
  value: {{ .service.port | quote }}
{{- end }}
{{- if eq $values.discovery.kind "eureka" }}
- name: EUREKA_PREFER_IP
  value: "true"
{{- range $values.discovery.variables }}
- name: {{ . }}
  valueFrom:
    configMapKeyRef:
      name: {{ include "linkis.configMapName" (dict "context" $.context "name" $values.discovery.service) }}
      key: eurekaUrl
{{- end }}
{{- end }}
{{- with $values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- with .service.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The probes of a service, from its block: its port, or its path when it has one. */}}
{{- define "linkis.probes" -}}
{{- $port := dict "tcpSocket" (dict "port" "http") -}}
{{- $ready := $port -}}
{{- with .readyPath }}{{ $ready = dict "httpGet" (dict "path" . "port" "http") }}{{ end -}}
{{- include "rutter.container.probes" (dict "values" .probes "defaults" (dict
    "startup" (merge (dict "periodSeconds" 5 "failureThreshold" 120) $port)
    "liveness" (merge (dict "periodSeconds" 10 "timeoutSeconds" 5 "failureThreshold" 6) $port)
    "readiness" (merge (dict "periodSeconds" 5 "timeoutSeconds" 5) $ready))) -}}
{{- end -}}
