{{/*
An endpoint of a ServiceMonitor or a PodMonitor, as an item of a list.
port: name of the port; path: where the metrics are, /metrics when left out;
values: the block {interval,scrapeTimeout,relabelings,metricRelabelings}.
*/}}
{{- define "rutter.objects.monitorEndpoint" -}}
{{- $endpoint := dict "port" .port "path" (default "/metrics" .path) -}}
{{- range $name, $value := pick .values "interval" "scrapeTimeout" "relabelings" "metricRelabelings" -}}
{{- if $value }}{{ $_ := set $endpoint $name $value }}{{ end -}}
{{- end -}}
{{- toYaml (list $endpoint) -}}
{{- end -}}
