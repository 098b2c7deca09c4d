{{/* Waits for what the chart starts after, in an umbrella chart that says so. */}}
{{- define "mlsql.startGate" -}}
{{- include "rutter.pod.startGate" (dict "context" . "image" (include "mlsql.image" .) "pullPolicy" (include "mlsql.imageBlock" . | fromYaml).pullPolicy) -}}
{{- end -}}

{{/* Where the driver answers when it is up, for charts that start after it. */}}
{{- define "mlsql.startAddress" -}}
{{ include "rutter.names.full" (dict "context" .) }}:{{ .Values.service.port }}
{{- end -}}
