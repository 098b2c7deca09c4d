{{/*
Labels that a claim selects its volume by.
context: the root context; name: the share's.
*/}}
{{- define "nfs.selectorLabels" -}}
{{- include "rutter.labels.selector" (dict "context" .context) }}
nfs.rutter/namespace: {{ .context.Release.Namespace }}
nfs.rutter/share: {{ .name }}
{{- end -}}
