{{/* redis.conf: one line per directive, lists repeated, sorted by directive. */}}
{{- define "redis.config" -}}
dir /data
{{- range $directive, $value := .Values.config }}
{{- if kindIs "slice" $value }}
{{- range $value }}
{{ $directive }} {{ include "redis.scalar" . }}
{{- end }}
{{- else }}
{{ $directive }} {{ include "redis.scalar" $value }}
{{- end }}
{{- end }}
{{- end -}}

{{/* A number in plain digits, a text as it is. */}}
{{- define "redis.scalar" -}}
{{- if kindIs "string" . }}{{ . }}{{ else }}{{ toJson . }}{{ end -}}
{{- end -}}
