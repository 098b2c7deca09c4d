{{/* Name of the Service that clients connect to. */}}
{{- define "redis.serviceName" -}}
{{- default (include "rutter.names.full" (dict "context" .)) .Values.service.name -}}
{{- end -}}

{{/* Name of the headless Service of servers that are several: each pod has a name of its own in it. */}}
{{- define "redis.headlessName" -}}
{{- include "rutter.names.full" (dict "context" . "component" "headless") -}}
{{- end -}}

{{/* The domain of that Service. */}}
{{- define "redis.headlessDomain" -}}
{{- printf "%s.%s.svc.%s" (include "redis.headlessName" .) .Release.Namespace .Values.clusterDomain -}}
{{- end -}}

{{/* Where the servers answer when they are up, for charts that start after them. */}}
{{- define "redis.startAddress" -}}
{{ include "redis.serviceName" . }}:{{ include "redis.servicePort" . }}
{{- end -}}
