{{/*
A PodMonitor of a component's web interface, or nothing; with TLS of the port it moves to.
context, component: as for rutter.names.full; path: where the metrics are.
*/}}
{{- define "spark.podMonitor" -}}
{{- $values := .context.Values.metrics.podMonitor -}}
{{- $tls := .context.Values.tls.enabled -}}
{{- $monitor := include "rutter.objects.podMonitor" (merge (dict "values" $values "port" (ternary "https" "http" $tls)) .) -}}
{{- if and $monitor $tls -}}
{{- $monitor = fromYaml $monitor -}}
{{- $secured := dict "scheme" "https" -}}
{{- with $values.tlsConfig }}{{ $_ := set $secured "tlsConfig" . }}{{ end -}}
{{- range $monitor.spec.podMetricsEndpoints }}{{ $_ := merge . $secured }}{{ end -}}
{{- $monitor = toYaml $monitor -}}
{{- end -}}
{{- $monitor -}}
{{- end -}}
