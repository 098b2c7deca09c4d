{{/*
Labels that select pods. They can never change in a workload, so no version is among them;
.Values.extraSelectorLabels adds to them.
context: the root context; component: the part of the chart (may be left out).
*/}}
{{- define "rutter.labels.selector" -}}
{{- $labels := dict "app.kubernetes.io/name" (include "rutter.names.chart" .) "app.kubernetes.io/instance" .context.Release.Name -}}
{{- with .component }}{{ $_ := set $labels "app.kubernetes.io/component" . }}{{ end -}}
{{- toYaml (merge $labels (deepCopy (default dict .context.Values.extraSelectorLabels))) -}}
{{- end -}}
