{{/* What the entrypoint of the image starts: a session, or the job of an application. */}}
{{- define "flink.jobManagerArguments" -}}
{{- $application := .Values.application -}}
{{- $arguments := list (ternary "standalone-job" "jobmanager" (eq .Values.mode "application")) -}}
{{- /* From 2.0 on a JobManager is asked for jars by the address that it listens on; by its host name no other finds it. */ -}}
{{- if and (ne .Values.highAvailability.type "none") (include "flink.since" (dict "context" . "version" "2.0")) -}}
{{- $arguments = concat $arguments (list "-D" "jobmanager.bind-host=$(POD_IP)") -}}
{{- end -}}
{{- if eq .Values.mode "application" -}}
{{- with $application.jobClass }}{{ $arguments = concat $arguments (list "--job-classname" .) }}{{ end -}}
{{- with $application.jars }}{{ $arguments = concat $arguments (list "--jars" (join "," .)) }}{{ end -}}
{{- with $application.jobId }}{{ $arguments = concat $arguments (list "--job-id" .) }}{{ end -}}
{{- with $application.savepoint }}{{ $arguments = concat $arguments (list "--fromSavepoint" .) }}{{ end -}}
{{- if $application.allowNonRestoredState }}{{ $arguments = append $arguments "--allowNonRestoredState" }}{{ end -}}
{{- $arguments = concat $arguments $application.args -}}
{{- end -}}
{{- toYaml $arguments -}}
{{- end -}}

{{/* The pod template of a JobManager; as a Job it names when its containers restart. */}}
{{- define "flink.jobManagerPod" -}}
{{- $job := .Values.jobManager -}}
{{- include "flink.podHead" (dict "context" . "component" "jobmanager" "values" $job) }}
  {{- if eq .Values.mode "application" }}
  restartPolicy: OnFailure
  {{- end }}
  initContainers:
    {{- with include "flink.startGate" . }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- include "flink.copyConfiguration" (dict "context" .) | nindent 4 }}
  containers:
    {{- include "flink.containerHead" (dict "context" . "name" "jobmanager") | nindent 4 }}
      args:
        {{- include "flink.jobManagerArguments" . | nindent 8 }}
      env:
        {{- include "flink.environment" (dict "context" .) | nindent 8 }}
      ports:
        - name: rpc
          containerPort: 6123
        - name: blob
          containerPort: 6124
        - name: flink-ui
          containerPort: {{ .Values.rest.port }}
        {{- with include "flink.metricsPort" (dict "context" .) }}
        {{- . | nindent 8 }}
        {{- end }}
      {{- with include "flink.probes" (dict "values" $job.probes "readiness" (dict "httpGet" (dict "path" "/overview" "port" "flink-ui"))) }}
      {{- . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml $job.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        {{- include "flink.mounts" (dict "context" .) | nindent 8 }}
  volumes:
    {{- include "flink.volumes" (dict "context" .) | nindent 4 }}
{{- end -}}
