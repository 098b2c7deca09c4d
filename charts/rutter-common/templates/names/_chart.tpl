{{/*
Name of the application: the chart's, or what nameOverride puts in its place.
context: the root context.
*/}}
{{- define "rutter.names.chart" -}}
{{- include "rutter.names.cut" (dict "name" (default .context.Chart.Name .context.Values.nameOverride) "limit" 52) -}}
{{- end -}}
