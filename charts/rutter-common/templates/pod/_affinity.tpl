{{/*
Affinity of a pod: the one given, else pods of one component kept on different nodes, "soft" where
possible or "hard" always.
context, component: as for rutter.labels.selector; values: the block with affinity and podAntiAffinity.
*/}}
{{- define "rutter.pod.affinity" -}}
{{- if .values.affinity -}}
{{- toYaml .values.affinity -}}
{{- else if has .values.podAntiAffinity (list "soft" "hard") -}}
{{- $term := dict "topologyKey" "kubernetes.io/hostname" "labelSelector" (dict "matchLabels" (include "rutter.labels.selector" . | fromYaml)) -}}
podAntiAffinity:
{{- if eq .values.podAntiAffinity "hard" }}
  requiredDuringSchedulingIgnoredDuringExecution:
    {{- toYaml (list $term) | nindent 4 }}
{{- else }}
  preferredDuringSchedulingIgnoredDuringExecution:
    {{- toYaml (list (dict "weight" 100 "podAffinityTerm" $term)) | nindent 4 }}
{{- end }}
{{- end -}}
{{- end -}}
