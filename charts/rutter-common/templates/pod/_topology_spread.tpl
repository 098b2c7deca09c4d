{{/*
Topology spread constraints, each with the component's own label selector where it has none.
context, component: as for rutter.labels.selector; values: the block with topologySpreadConstraints.
*/}}
{{- define "rutter.pod.topologySpread" -}}
{{- $selector := dict "matchLabels" (include "rutter.labels.selector" . | fromYaml) -}}
{{- $constraints := list -}}
{{- range .values.topologySpreadConstraints -}}
{{- $constraints = append $constraints (merge (dict "labelSelector" (default $selector .labelSelector)) (omit . "labelSelector")) -}}
{{- end -}}
{{- toYaml $constraints -}}
{{- end -}}
