{{/*
How many DataNodes may be away so that every block keeps two copies, and two DataNodes stay to write
to; at least 1, or no node could ever be drained.
*/}}
{{- define "hdfs.dataNodesUnavailable" -}}
{{- $copies := sub (include "hdfs.replication" . | int) 2 -}}
{{- $pods := ternary (sub (int .Values.dataNode.replicas) 2) $copies (eq .Values.dataNode.kind "StatefulSet") -}}
{{- max 1 (min $copies $pods) -}}
{{- end -}}
