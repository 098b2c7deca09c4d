{{/* How many servers there are. */}}
{{- define "redis.servers" -}}
{{- if eq .Values.architecture "standalone" -}}
1
{{- else if eq .Values.architecture "cluster" -}}
{{- mul .Values.cluster.masters (add 1 .Values.cluster.replicasPerMaster) -}}
{{- else -}}
{{- .Values.replicas | int -}}
{{- end -}}
{{- end -}}

{{/* Names of their pods, with blanks between. */}}
{{- define "redis.pods" -}}
{{- $full := include "rutter.names.full" (dict "context" .) -}}
{{- $pods := list -}}
{{- range until (include "redis.servers" . | int) }}{{ $pods = append $pods (printf "%s-%d" $full .) }}{{ end -}}
{{- join " " $pods -}}
{{- end -}}

{{/* The port of the Service that clients connect to: of the sentinels, where they name the master. */}}
{{- define "redis.servicePort" -}}
{{- ternary .Values.sentinel.port .Values.service.port (eq .Values.architecture "sentinel") -}}
{{- end -}}
