{{/* The pod template of a TaskManager. */}}
{{- define "flink.taskManagerPod" -}}
{{- $task := .Values.taskManager -}}
{{- $stateful := eq $task.kind "StatefulSet" -}}
{{- include "flink.podHead" (dict "context" . "component" "taskmanager" "values" $task) }}
  initContainers:
    {{- include "flink.copyConfiguration" (dict "context" .) | nindent 4 }}
  containers:
    {{- include "flink.containerHead" (dict "context" . "name" "taskmanager") | nindent 4 }}
      args:
        - taskmanager
        {{- if $stateful }}
        # By its name a TaskManager that restarts gets the tasks whose state it has.
        - -Dtaskmanager.resource-id=$(POD_NAME)
        {{- end }}
      env:
        {{- include "flink.environment" (dict "context" .) | nindent 8 }}
      ports:
        - name: rpc
          containerPort: 6122
        - name: data
          containerPort: 6121
        {{- with include "flink.metricsPort" (dict "context" .) }}
        {{- . | nindent 8 }}
        {{- end }}
      {{- with include "flink.probes" (dict "values" $task.probes "readiness" (dict "tcpSocket" (dict "port" "rpc"))) }}
      {{- . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml $task.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        {{- include "flink.mounts" (dict "context" .) | nindent 8 }}
        {{- if $task.localRecovery.enabled }}
        - name: work
          mountPath: /taskmanager
        {{- end }}
  volumes:
    {{- include "flink.volumes" (dict "context" .) | nindent 4 }}
    {{- if $task.localRecovery.enabled }}
    {{- with include "rutter.volumes.data" (dict "name" "work" "persistence" $task.localRecovery.persistence) }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- end }}
{{- end -}}
