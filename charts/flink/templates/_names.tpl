{{/* Name of the ConfigMap with the files of the configuration. */}}
{{- define "flink.configMap" -}}
{{- default (include "rutter.names.full" (dict "context" . "component" "config")) .Values.configuration.name -}}
{{- end -}}

{{/* Name of the Service before the REST interface. */}}
{{- define "flink.restService" -}}
{{- include "rutter.names.full" (dict "context" . "component" "rest") -}}
{{- end -}}

{{/* Where TaskManagers find the one JobManager of a cluster without high availability. */}}
{{- define "flink.jobManagerAddress" -}}
{{- $full := include "rutter.names.full" (dict "context" .) -}}
{{- if eq .Values.topology "unified" -}}
{{ $full }}-0.{{ $full }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- else -}}
{{ include "rutter.names.full" (dict "context" . "component" "jobmanager") }}
{{- end -}}
{{- end -}}

{{/* Namespace and name of a cluster, by which ZooKeeper and folders tell it from others. */}}
{{- define "flink.ident" -}}
{{ .Release.Namespace }}/{{ include "rutter.names.full" (dict "context" .) }}
{{- end -}}

{{/* Name of the cluster for high availability. */}}
{{- define "flink.clusterId" -}}
{{- $own := ternary (include "rutter.names.full" (dict "context" .)) (include "flink.ident" .) (eq .Values.highAvailability.type "kubernetes") -}}
{{- default $own .Values.highAvailability.clusterId -}}
{{- end -}}
