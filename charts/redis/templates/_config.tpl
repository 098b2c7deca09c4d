{{/*
redis.conf: one line per directive, lists repeated, sorted by directive; true is yes, as YAML reads
a bare yes as true.
*/}}
{{- define "redis.config" -}}
dir /data
{{- range $directive, $value := .Values.config }}
{{- range (ternary $value (list $value) (kindIs "slice" $value)) }}
{{ $directive }} {{ if kindIs "bool" . }}{{ ternary "yes" "no" . }}{{ else }}{{ include "rutter.text.scalar" . }}{{ end }}
{{- end }}
{{- end }}
{{- if .Values.auth.enabled }}
include /run/redis/auth.conf
{{- end }}
{{- end -}}
