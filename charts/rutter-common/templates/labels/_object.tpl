{{/*
Labels of an object: those that select, the chart, its version, .Values.commonLabels and the given
ones. The ones that select cannot be replaced.
context, component: as for rutter.labels.selector; labels: a map of more labels (may be left out).
*/}}
{{- define "rutter.labels.object" -}}
{{- $labels := include "rutter.labels.selector" . | fromYaml -}}
{{- $chart := .context.Chart -}}
{{- $own := dict "helm.sh/chart" (printf "%s-%s" $chart.Name $chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") "app.kubernetes.io/managed-by" .context.Release.Service -}}
{{- with $chart.AppVersion }}{{ $_ := set $own "app.kubernetes.io/version" (. | replace "+" "_" | trunc 63 | trimSuffix "-") }}{{ end -}}
{{- toYaml (merge $labels (deepCopy (default dict .labels)) (deepCopy (default dict .context.Values.commonLabels)) $own) -}}
{{- end -}}
