{{/*
A PodMonitor of the Prometheus operator, or nothing: scrape the pods of a component. Only the flag
decides, so that the output does not depend on the cluster.
context, component: as for rutter.names.full; port, path: as for rutter.objects.monitorEndpoint;
values: the block podMonitor.{enabled,labels,annotations} and what the endpoint reads.
*/}}
{{- define "rutter.objects.podMonitor" -}}
{{- if .values.enabled -}}
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  {{- include "rutter.objects.metadata" (merge (dict "labels" .values.labels "annotations" .values.annotations) (pick . "context" "component")) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "rutter.labels.selector" . | nindent 6 }}
  namespaceSelector:
    matchNames:
      - {{ .context.Release.Namespace }}
  podMetricsEndpoints:
    {{- include "rutter.objects.monitorEndpoint" . | nindent 4 }}
{{- end -}}
{{- end -}}
