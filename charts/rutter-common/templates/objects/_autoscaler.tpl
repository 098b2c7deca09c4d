{{/*
A HorizontalPodAutoscaler of a component's Deployment or StatefulSet, or nothing.
context, component: as for rutter.names.full; kind: of what it scales; values: the block
autoscaling.{enabled,minReplicas,maxReplicas,targetCPU,targetMemory,behavior}, where a target of 0 is none.
*/}}
{{- define "rutter.objects.autoscaler" -}}
{{- if .values.enabled -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "rutter.objects.metadata" (pick . "context" "component") | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: {{ .kind }}
    name: {{ include "rutter.names.full" . }}
  minReplicas: {{ include "rutter.text.scalar" .values.minReplicas }}
  maxReplicas: {{ include "rutter.text.scalar" .values.maxReplicas }}
  metrics:
    {{- range $name, $target := dict "cpu" .values.targetCPU "memory" .values.targetMemory }}
    {{- if $target }}
    - type: Resource
      resource:
        name: {{ $name }}
        target:
          type: Utilization
          averageUtilization: {{ include "rutter.text.scalar" $target }}
    {{- end }}
    {{- end }}
  {{- with .values.behavior }}
  behavior:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
