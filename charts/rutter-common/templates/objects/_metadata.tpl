{{/*
The field metadata of an object: name, namespace, labels, annotations with .Values.commonAnnotations.
context, component: as for rutter.names.full; name: in place of the full name; labels, annotations:
maps of more (each may be left out).
*/}}
{{- define "rutter.objects.metadata" -}}
{{- $annotations := merge (deepCopy (default dict .annotations)) (deepCopy (default dict .context.Values.commonAnnotations)) -}}
name: {{ default (include "rutter.names.full" .) .name }}
namespace: {{ .context.Release.Namespace }}
labels:
  {{- include "rutter.labels.object" . | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
