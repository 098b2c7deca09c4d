{{/*
A PodDisruptionBudget, or nothing. Pods that are not ready may always be evicted, or a broken one
would block every drain.
context, component: as for rutter.names.full; values: the block
podDisruptionBudget.{enabled,minAvailable,maxUnavailable}, of which one number is set;
block: how messages call these values, podDisruptionBudget when left out.
*/}}
{{- define "rutter.objects.podDisruptionBudget" -}}
{{- if .values.enabled -}}
{{- $least := include "rutter.text.scalar" .values.minAvailable -}}
{{- $most := include "rutter.text.scalar" .values.maxUnavailable -}}
{{- if and $least $most }}{{ fail (printf "%s: set minAvailable or maxUnavailable, not both" (default "podDisruptionBudget" .block)) }}{{ end -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "rutter.objects.metadata" (pick . "context" "component") | nindent 2 }}
spec:
  {{- if $least }}
  minAvailable: {{ $least }}
  {{- else }}
  maxUnavailable: {{ default "1" $most }}
  {{- end }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "rutter.labels.selector" . | nindent 6 }}
{{- end -}}
{{- end -}}
