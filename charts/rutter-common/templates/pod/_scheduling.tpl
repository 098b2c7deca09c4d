{{/*
Where a pod may run: nodeSelector, tolerations, affinity, topologySpreadConstraints,
priorityClassName; each only when it is set.
context, component: as for rutter.labels.selector; values: the block with these fields.
*/}}
{{- define "rutter.pod.scheduling" -}}
{{- $fields := pick .values "nodeSelector" "tolerations" "priorityClassName" -}}
{{- with include "rutter.pod.affinity" . }}{{ $_ := set $fields "affinity" (fromYaml .) }}{{ end -}}
{{- if .values.topologySpreadConstraints -}}
{{- $_ := set $fields "topologySpreadConstraints" (include "rutter.pod.topologySpread" . | fromYamlArray) -}}
{{- end -}}
{{- range $name, $value := $fields }}{{ if not $value }}{{ $fields = omit $fields $name }}{{ end }}{{ end -}}
{{- with $fields }}{{ toYaml . }}{{ end -}}
{{- end -}}
