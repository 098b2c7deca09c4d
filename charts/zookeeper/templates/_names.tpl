{{/* Name of the Service that clients connect to. */}}
{{- define "zookeeper.serviceName" -}}
{{- default (include "rutter.names.full" (dict "context" .)) .Values.service.name -}}
{{- end -}}

{{/* Name of the Service that gives each server a name. */}}
{{- define "zookeeper.headlessName" -}}
{{- printf "%s-headless" (include "rutter.names.full" (dict "context" .)) -}}
{{- end -}}

{{/* The servers' names in DNS, joined by commas. */}}
{{- define "zookeeper.hosts" -}}
{{- $hosts := list -}}
{{- $full := include "rutter.names.full" (dict "context" .) -}}
{{- $domain := printf "%s.%s.svc.%s" (include "zookeeper.headlessName" .) .Release.Namespace .Values.clusterDomain -}}
{{- range until (int .Values.replicas) }}{{ $hosts = append $hosts (printf "%s-%d.%s" $full . $domain) }}{{ end -}}
{{- join "," $hosts -}}
{{- end -}}

{{/*
What clients connect to, every server by name: host:2181,host:2181. Charts that have this one as a
dependency include it with its context (.Subcharts.zookeeper).
*/}}
{{- define "zookeeper.quorum" -}}
{{- $servers := list -}}
{{- range splitList "," (include "zookeeper.hosts" .) }}{{ $servers = append $servers (printf "%s:2181" .) }}{{ end -}}
{{- join "," $servers -}}
{{- end -}}

{{/* Servers look each other up again soon: after a restart a pod has another address, and Java keeps the old one for 30 seconds. */}}
{{- define "zookeeper.addressOption" -}}
-Dsun.net.inetaddr.ttl=5
{{- end -}}

{{/* Where the ensemble answers when it is up, for charts that start after it. */}}
{{- define "zookeeper.startAddress" -}}
{{ include "zookeeper.serviceName" . }}:{{ ternary .Values.service.port .Values.service.securePort (ne (include "zookeeper.plaintext" .) "") }}
{{- end -}}
