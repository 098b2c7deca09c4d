{{- define "demo.name" -}}
{{- if .Values.nameOverride -}}
{{ .Values.nameOverride }}
{{- else -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end -}}
{{- end -}}

{{- define "demo.labels" -}}
app: {{ include "demo.name" . }}
team: {{ .Values.global.team }}
{{- end -}}
