{{/* The variables by which a pod of the one StatefulSet knows what it is, with the names of old. */}}
{{- define "flink.unifiedEnvironment" -}}
{{- $full := include "rutter.names.full" (dict "context" .) -}}
{{- $hosts := list -}}
{{- range until (int .Values.jobManager.replicaCount) }}{{ $hosts = append $hosts (printf "%s-%d" $full .) }}{{ end -}}
{{- $block := dict "context" . "values" .Values.unified "name" "unified" -}}
- name: JOB_MANGER_HOSTS
  value: {{ join "," $hosts | quote }}
- name: FLINK_CLUSTER_IDENT
  value: {{ include "flink.ident" . | quote }}
- name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS
  value: {{ include "flink.slots" $block | quote }}
{{- if eq .Values.highAvailability.type "zookeeper" }}
- name: FLINK_ZK_QUORUM
  value: {{ .Values.highAvailability.zookeeper.quorum | quote }}
{{- end }}
{{- if not (include "flink.since" (dict "context" . "version" "1.11")) }}
- name: JOB_MANAGER_HEAP_MB
  value: {{ include "flink.heap" $block | quote }}
- name: TASK_MANAGER_HEAP_MB
  value: {{ include "flink.heap" $block | quote }}
{{- end }}
{{- end -}}
