{{/* Waits for what the chart starts after, in an umbrella chart that says so. */}}
{{- define "hdfs.startGate" -}}
{{- include "rutter.pod.startGate" (dict "context" . "image" (include "rutter.images.reference" (dict "context" . "image" .Values.image)) "pullPolicy" .Values.image.pullPolicy) -}}
{{- end -}}

{{/* Where the file system answers when it is up, for charts that start after it. */}}
{{- define "hdfs.startAddress" -}}
{{- if .Values.httpfs.enabled -}}
{{ include "rutter.names.full" (dict "context" . "component" "httpfs") }}:14000
{{- else -}}
{{ include "rutter.names.full" (dict "context" .) }}:8020
{{- end -}}
{{- end -}}
