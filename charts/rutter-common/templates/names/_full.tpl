{{/*
Name of a chart's objects: <release>-<chart>, or the release alone when it holds the chart's name,
or fullnameOverride; with a component, -<component> behind it.
At most 52 characters: Kubernetes puts 11 more behind the names of StatefulSets and CronJobs, and
the sum is a label of at most 63. The component is never cut.
context: the root context; component: what the objects belong to, such as "namenode" (may be left out).
*/}}
{{- define "rutter.names.full" -}}
{{- $chart := include "rutter.names.chart" . -}}
{{- $release := .context.Release.Name -}}
{{- $name := default (ternary $release (printf "%s-%s" $release $chart) (contains $chart $release)) .context.Values.fullnameOverride -}}
{{- if .component -}}
{{- if gt (len .component) 30 }}{{ fail (printf "the component %q leaves no room for a name: it may have 30 characters" .component) }}{{ end -}}
{{- $head := include "rutter.names.cut" (dict "name" $name "limit" (sub 51 (len .component))) -}}
{{- printf "%s-%s" $head .component -}}
{{- else -}}
{{- include "rutter.names.cut" (dict "name" $name "limit" 52) -}}
{{- end -}}
{{- end -}}
