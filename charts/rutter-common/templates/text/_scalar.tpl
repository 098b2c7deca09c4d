{{/*
A value as a text of one line: a string as it is, numbers in plain digits (134217728, never
1.34217728e+08, whether int, float64 or a JSON number), true, false, a list joined by commas;
null is empty.
*/}}
{{- define "rutter.text.scalar" -}}
{{- if kindIs "string" . -}}
{{- . -}}
{{- else if kindIs "slice" . -}}
{{- $texts := list -}}
{{- range . }}{{ $texts = append $texts (include "rutter.text.scalar" .) }}{{ end -}}
{{- join "," $texts -}}
{{- else if not (kindIs "invalid" .) -}}
{{- toJson . -}}
{{- end -}}
{{- end -}}
