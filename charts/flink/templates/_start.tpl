{{/* Waits for what the chart starts after, in an umbrella chart that says so. */}}
{{- define "flink.startGate" -}}
{{- include "rutter.pod.startGate" (dict "context" . "image" (include "rutter.images.reference" (dict "context" . "image" .Values.image)) "pullPolicy" .Values.image.pullPolicy) -}}
{{- end -}}

{{/* Where the cluster answers when it is up, for charts that start after it. */}}
{{- define "flink.startAddress" -}}
{{ include "flink.restService" . }}:{{ .Values.rest.service.port }}
{{- end -}}
