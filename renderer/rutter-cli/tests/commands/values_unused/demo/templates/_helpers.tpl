{{- define "service" -}}
{{ .service.name }}:{{ .service.port }}{{ .context.Values.replicaCount }}
{{- end -}}
{{- define "part" -}}
{{- $values := index .context.Values .part -}}
{{ $values.cpu }}
{{- end -}}
{{- define "never.called" -}}
{{ .Values.autoscaling.enabled }}
{{- end -}}
{{- define "footer" -}}
{{ .Values.signature }}
{{- end -}}
