{{/*
A name within a limit. One that is too long keeps its head and ends in a hash of the whole, so that
two long names never become the same one.
name: the name; limit: how many characters it may have, 63 when left out.
*/}}
{{- define "rutter.names.cut" -}}
{{- $limit := int (default 63 .limit) -}}
{{- if le (len .name) $limit -}}
{{- .name | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" (.name | trunc (sub $limit 9 | int) | trimSuffix "-") (.name | sha256sum | trunc 8) -}}
{{- end -}}
{{- end -}}
