{{/* Options of a master's Java process: where it finds the state of the one before it. */}}
{{- define "spark.masterOptions" -}}
{{- $master := .Values.master -}}
{{- $options := list -}}
{{- if eq $master.recovery.mode "ZOOKEEPER" -}}
{{- $path := default (printf "/spark/%s-%s" .Release.Namespace (include "rutter.names.full" (dict "context" .))) $master.recovery.zookeeper.path -}}
{{- $options = list "-Dspark.deploy.recoveryMode=ZOOKEEPER" (printf "-Dspark.deploy.zookeeper.url=%s" $master.recovery.zookeeper.quorum) (printf "-Dspark.deploy.zookeeper.dir=%s" $path) -}}
{{- else if eq $master.recovery.mode "FILESYSTEM" -}}
{{- $options = list "-Dspark.deploy.recoveryMode=FILESYSTEM" "-Dspark.deploy.recoveryDirectory=/recovery" -}}
{{- end -}}
{{- /* Spark 4 starts the REST server where nothing is said. */ -}}
{{- $options = append $options (printf "-Dspark.master.rest.enabled=%t" $master.rest.enabled) -}}
{{- if $master.rest.enabled }}{{ $options = append $options (printf "-Dspark.master.rest.port=%d" (int $master.rest.port)) }}{{ end -}}
{{- with $master.javaOptions }}{{ $options = append $options . }}{{ end -}}
{{- join " " $options -}}
{{- end -}}

{{/* The pod template of a master, the same in a StatefulSet and in a Deployment. */}}
{{- define "spark.masterPod" -}}
{{- $master := .Values.master -}}
{{- $args := dict "context" . "component" "master" "values" $master -}}
{{- $ports := dict "cluster" $master.clusterPort -}}
{{- if $master.rest.enabled }}{{ $_ := set $ports "rest" $master.rest.port }}{{ end -}}
{{- $files := eq $master.recovery.mode "FILESYSTEM" -}}
{{- $claim := ternary (include "rutter.names.full" $args) "" (eq $master.kind "Deployment") -}}
{{ include "spark.podHead" $args }}
  {{- with include "rutter.pod.startGate" (dict "context" . "image" (include "rutter.images.reference" (dict "context" . "image" .Values.image)) "pullPolicy" .Values.image.pullPolicy) }}
  initContainers:
    {{- . | nindent 4 }}
  {{- end }}
  containers:
    {{- include "spark.containerHead" (dict "context" . "name" "master") | nindent 4 }}
      command:
        - /opt/spark/bin/spark-class
        - org.apache.spark.deploy.master.Master
        - --host
        {{- if eq $master.kind "Deployment" }}
        - $(POD_IP)
        {{- else }}
        - $(POD_NAME).{{ include "spark.masterHeadless" . }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
        {{- end }}
        - --port
        - {{ $master.clusterPort | quote }}
        - --webui-port
        - {{ $master.webPort | quote }}
      env:
        {{- include "spark.environment" (dict "context" . "memory" $master.daemonMemory "options" (include "spark.masterOptions" .)) | nindent 8 }}
      ports:
        {{- include "spark.ports" (dict "context" . "port" $master.webPort "ports" $ports) | trim | nindent 8 }}
      {{- with include "spark.probes" (dict "context" . "values" $master.probes "path" "/json/" "port" "cluster") }}
      {{- . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml $master.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        {{- include "spark.mounts" (dict "context" .) | nindent 8 }}
        {{- if $files }}
        - name: recovery
          mountPath: /recovery
        {{- end }}
  volumes:
    {{- include "spark.volumes" (dict "context" .) | nindent 4 }}
    {{- if $files }}
    {{- with include "rutter.volumes.data" (dict "name" "recovery" "persistence" $master.recovery.persistence "claim" $claim) }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- end }}
{{- end -}}
