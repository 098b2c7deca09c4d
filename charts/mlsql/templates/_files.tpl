{{/* The files at /etc/mlsql: the pod template of executors, a name for the user, and what starts the driver by hand. */}}
{{- define "mlsql.ownFiles" -}}
{{- $files := dict "executor.yaml" (include "mlsql.executorPod" .) -}}
{{- if .Values.userName -}}
{{- $group := default .Values.podSecurityContext.runAsUser .Values.podSecurityContext.runAsGroup -}}
{{- $user := printf "%s:x:%d:%d::/tmp:/bin/bash\n" .Values.userName (int .Values.podSecurityContext.runAsUser) (int $group) -}}
{{- $_ := set $files "passwd" (printf "root:x:0:0:root:/root:/bin/bash\n%s" $user) -}}
{{- end -}}
{{- if .Values.idle.enabled }}{{ $_ := set $files "mlsql-start.sh" (include "mlsql.script" .) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}
