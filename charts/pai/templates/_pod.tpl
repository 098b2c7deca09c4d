{{/*
The pod template of a part, the same in every workload.
context: the root context; name: the part's; component: the block.
*/}}
{{- define "pai.pod" -}}
{{- $component := .component -}}
{{- $args := dict "context" .context "component" .name -}}
{{- $values := include "pai.podValues" (dict "context" .context "values" $component) | fromYaml -}}
{{- $images := concat (include "pai.pullImages" (dict "context" .context "image" $component.image) | fromYamlArray) (list (pick .context.Values.gate.image "pullSecrets")) -}}
{{- $gate := include "pai.gateTargets" . -}}
metadata:
  {{- include "rutter.pod.metadata" (merge (dict "values" $values "checksums" (include "pai.checksums" . | fromYaml)) $args) | nindent 2 }}
spec:
  {{- if eq $component.kind "Job" }}
  restartPolicy: OnFailure
  {{- end }}
  {{- if $component.hostNetwork }}
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  {{- end }}
  {{- if $component.hostPID }}
  hostPID: true
  {{- end }}
  {{- include "rutter.pod.spec" (merge (dict "values" $values "images" $images) $args) | nindent 2 }}
  {{- $waits := and .context.Values.gate.enabled (not (empty $gate)) -}}
  {{- $start := include "pai.startGate" . }}
  {{- if or $start $waits }}
  initContainers:
    {{- with $start }}
    {{- . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- if $waits }}
    - name: gate
      image: {{ include "rutter.images.reference" (dict "context" .context "image" .context.Values.gate.image) }}
      imagePullPolicy: {{ .context.Values.gate.image.pullPolicy }}
      command:
        - sh
        - -c
        - |
          {{- include "pai.gateScript" . | nindent 10 }}
      env:
        - name: TARGETS
          value: {{ $gate | quote }}
        - name: WAIT_SECONDS
          value: {{ .context.Values.gate.timeoutSeconds | quote }}
      resources:
        {{- toYaml .context.Values.gate.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" dict | nindent 8 }}
  {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ include "rutter.images.reference" (dict "context" .context "image" $component.image) }}
      imagePullPolicy: {{ $component.image.pullPolicy }}
      {{- with $component.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $component.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      env:
        {{- include "pai.environment" . | trim | nindent 8 }}
      {{- if $component.ports }}
      ports:
        {{- range $name, $port := $component.ports }}
        - name: {{ $name }}
          containerPort: {{ $port.container }}
          {{- if $port.host }}
          hostPort: {{ $port.host }}
          {{- else if $component.hostNetwork }}
          hostPort: {{ $port.container }}
          {{- end }}
        {{- end }}
      {{- end }}
      {{- with include "pai.probes" $component }}
      {{- . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml $component.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" $component.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- range $name, $volume := $component.volumes }}
        - name: {{ $name }}
          mountPath: {{ include "pai.text" (dict "context" $.context "text" $volume.mountPath) }}
          {{- if $volume.readOnly }}
          readOnly: true
          {{- end }}
        {{- end }}
        {{- if $component.files }}
        - name: files
          mountPath: {{ $component.filesPath }}
          readOnly: true
        {{- end }}
  volumes:
    {{- include "rutter.volumes.temporary" (dict "folders" (dict "tmp" dict)) | nindent 4 }}
    {{- with include "pai.volumes" . }}
    {{- . | trim | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* What a pod must restart for, by name. context, name, component: as for pai.pod. */}}
{{- define "pai.checksums" -}}
{{- $texts := dict -}}
{{- if .component.files }}{{ $_ := set $texts "files" (include "pai.componentFiles" .) }}{{ end -}}
{{- range .component.volumes -}}
{{- if eq (default "" .chartConfigMap) "hadoop" }}{{ $_ := set $texts "hadoop" (include "pai.hadoopFiles" $.context) }}{{ end -}}
{{- if eq (default "" .chartConfigMap) "machines" }}{{ $_ := set $texts "machines" (include "pai.machineFiles" $.context) }}{{ end -}}
{{- end -}}
{{- if .component.secretEnv }}{{ with .context.Values.secrets.data }}{{ $_ := set $texts "secrets" (toYaml .) }}{{ end }}{{ end -}}
{{- toYaml $texts -}}
{{- end -}}

{{/* The variables of a part. context, name, component: as for pai.pod. */}}
{{- define "pai.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
{{- range $name, $text := .component.env }}
- name: {{ $name }}
  value: {{ include "pai.text" (dict "context" $.context "text" $text) | quote }}
{{- end }}
{{- range $name, $key := .component.secretEnv }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ include "pai.secretName" $.context }}
      key: {{ $key }}
{{- end }}
{{- end -}}

{{/* The volumes of a part. context, name, component: as for pai.pod. */}}
{{- define "pai.volumes" -}}
{{- range $name, $volume := .component.volumes }}
- name: {{ $name }}
  {{- if $volume.hostPath }}
  hostPath:
    path: {{ include "pai.text" (dict "context" $.context "text" $volume.hostPath) }}
  {{- else if $volume.chartConfigMap }}
  configMap:
    name: {{ ternary (include "pai.hadoopName" $.context) (include "pai.machinesName" $.context) (eq $volume.chartConfigMap "hadoop") }}
  {{- else if $volume.configMap }}
  configMap:
    name: {{ $volume.configMap }}
  {{- else if $volume.secret }}
  secret:
    secretName: {{ $volume.secret }}
    defaultMode: 0440
  {{- else if $volume.existingClaim }}
  persistentVolumeClaim:
    claimName: {{ $volume.existingClaim }}
  {{- else }}
  emptyDir:
    {{- toYaml $volume.emptyDir | nindent 4 }}
  {{- end }}
{{- end }}
{{- if .component.files }}
- name: files
  configMap:
    name: {{ include "pai.name" . }}
{{- end }}
{{- end -}}

{{/* The probes of a part, from its block: a command, a path, or its first port. */}}
{{- define "pai.probes" -}}
{{- $port := include "pai.mainPort" . -}}
{{- $alive := dict -}}
{{- $ready := dict -}}
{{- if $port }}{{ $alive = dict "tcpSocket" (dict "port" $port) }}{{ $ready = $alive }}{{ end -}}
{{- with .readyPath }}{{ $ready = dict "httpGet" (dict "path" . "port" $port) }}{{ end -}}
{{- $defaults := dict -}}
{{- if and $alive (not .readyCommand) -}}
{{- $_ := set $defaults "startup" (merge (dict "periodSeconds" 5 "failureThreshold" 120) $alive) -}}
{{- $_ := set $defaults "liveness" (merge (dict "periodSeconds" 10 "timeoutSeconds" 5 "failureThreshold" 6) $alive) -}}
{{- end -}}
{{- if .readyCommand -}}
{{- $_ := set $defaults "readiness" (dict "exec" (dict "command" .readyCommand) "initialDelaySeconds" 5 "periodSeconds" 3) -}}
{{- else if $ready -}}
{{- $_ := set $defaults "readiness" (merge (dict "periodSeconds" 5 "timeoutSeconds" 5) $ready) -}}
{{- end -}}
{{- if ne .kind "Job" }}{{ include "rutter.container.probes" (dict "values" .probes "defaults" $defaults) }}{{ end -}}
{{- end -}}

{{/* What a part waits for, as NAME=HOST:PORT with blanks between them. context, name, component: as for pai.pod. */}}
{{- define "pai.gateTargets" -}}
{{- $components := include "pai.components" .context | fromYaml -}}
{{- $targets := list -}}
{{- range .component.after -}}
{{- $other := get $components . | default dict -}}
{{- $main := include "pai.mainPort" (dict "ports" (default dict $other.ports)) -}}
{{- if $main }}{{ $targets = append $targets (printf "%s=%s:%s" . (include "pai.host" (dict "context" $.context "name" .)) (include "pai.servicePort" (get $other.ports $main))) }}{{ end -}}
{{- end -}}
{{- join " " $targets -}}
{{- end -}}

{{/* The script that waits for TARGETS. */}}
{{- define "pai.gateScript" -}}
# Waits until each of NAME=HOST:PORT takes a connection.
end=$(($(date +%s) + WAIT_SECONDS))
for target in $TARGETS; do
  address="${target#*=}"
  until nc -z -w 2 "${address%:*}" "${address##*:}" 2> /dev/null; do
    if [ "$(date +%s)" -ge "$end" ]; then
      echo "${target%%=*} ($address) did not answer within $WAIT_SECONDS s" >&2
      exit 1
    fi
    echo "waiting for ${target%%=*} ($address)"
    sleep 2
  done
  echo "${target%%=*} answers"
done
{{- end -}}
