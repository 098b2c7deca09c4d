{{/*
The objects in .Values.extraObjects, a map by any name, each a text or a map that is a template itself.
context: the root context.
*/}}
{{- define "rutter.objects.extra" -}}
{{- range $name, $object := .context.Values.extraObjects }}
---
{{ tpl (ternary $object (toYaml $object) (kindIs "string" $object)) $.context }}
{{- end }}
{{- end -}}
