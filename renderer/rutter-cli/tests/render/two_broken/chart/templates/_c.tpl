{{- define "c" -}}
{{ .Values.a.b.c }}
{{- end -}}
