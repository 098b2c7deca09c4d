{{/* A value as XML text: a scalar (rutter.text.scalar) with &, < and > escaped. */}}
{{- define "rutter.text.xml" -}}
{{- include "rutter.text.scalar" . | replace "&" "&amp;" | replace "<" "&lt;" | replace ">" "&gt;" -}}
{{- end -}}
