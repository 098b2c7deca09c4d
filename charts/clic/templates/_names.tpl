{{/* Name of the Service before the master. */}}
{{- define "clic.masterService" -}}
{{- include "rutter.names.full" (dict "context" . "component" "master-svc") -}}
{{- end -}}

{{/* The master that the shell talks to, as HOST:PORT. */}}
{{- define "clic.masterAddress" -}}
{{- default (printf "%s:%d" (include "clic.masterService" .) (int .Values.master.service.port)) .Values.shell.masterAddress -}}
{{- end -}}

{{/* Where the master answers when it is up, for charts that start after it. */}}
{{- define "clic-master.startAddress" -}}
{{ include "clic.masterAddress" . }}
{{- end -}}

{{/* Nothing listens in the shell. */}}
{{- define "clic-shell.startAddress" -}}
{{- end -}}
