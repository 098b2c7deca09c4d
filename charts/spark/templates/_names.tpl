{{/* Name of the Service before the masters. */}}
{{- define "spark.masterService" -}}
{{- include "rutter.names.full" (dict "context" . "component" "master-svc") -}}
{{- end -}}

{{/* Name of the headless Service in which each master has a name of its own. */}}
{{- define "spark.masterHeadless" -}}
{{- include "rutter.names.full" (dict "context" . "component" "master-headless") -}}
{{- end -}}

{{/*
Address of the cluster, as workers and applications take it: every master of a StatefulSet by name, as
the Service may lead to one that stands by; the Service where a Deployment gives its pod a new name.
*/}}
{{- define "spark.masterUrl" -}}
{{- $master := .Values.master -}}
{{- $domain := printf "%s.svc.%s" .Release.Namespace .Values.clusterDomain -}}
{{- if eq $master.kind "Deployment" -}}
spark://{{ include "spark.masterService" . }}.{{ $domain }}:{{ $master.service.clusterPort }}
{{- else -}}
{{- $full := include "rutter.names.full" (dict "context" . "component" "master") -}}
{{- $hosts := list -}}
{{- range until (int $master.replicaCount) }}{{ $hosts = append $hosts (printf "%s-%d.%s.%s:%d" $full . (include "spark.masterHeadless" $) $domain (int $master.clusterPort)) }}{{ end -}}
spark://{{ join "," $hosts }}
{{- end -}}
{{- end -}}

{{/* Port of a web interface with TLS: Spark takes the one 400 above. */}}
{{- define "spark.tlsPort" -}}
{{- add (int .) 400 -}}
{{- end -}}

{{/* Where the masters answer when they are up, for charts that start after this one. */}}
{{- define "spark.startAddress" -}}
{{ include "spark.masterService" . }}:{{ .Values.master.service.clusterPort }}
{{- end -}}
