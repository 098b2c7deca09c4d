{{/*
A ServiceMonitor of the Prometheus operator, or nothing: scrape the Services of a component. Only the flag
decides, so that the output does not depend on the cluster.
context, component: as for rutter.names.full; port, path: as for rutter.objects.monitorEndpoint;
values: the block serviceMonitor.{enabled,labels,annotations} and what the endpoint reads.
*/}}
{{- define "rutter.objects.serviceMonitor" -}}
{{- if .values.enabled -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "rutter.objects.metadata" (merge (dict "labels" .values.labels "annotations" .values.annotations) (pick . "context" "component")) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "rutter.labels.selector" . | nindent 6 }}
  namespaceSelector:
    matchNames:
      - {{ .context.Release.Namespace }}
  endpoints:
    {{- include "rutter.objects.monitorEndpoint" . | nindent 4 }}
{{- end -}}
{{- end -}}
