{{/* Name of the Service that clients connect to. */}}
{{- define "redis.serviceName" -}}
{{- default (include "rutter.names.full" (dict "context" .)) .Values.service.name -}}
{{- end -}}
