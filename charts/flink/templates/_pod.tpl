{{/*
A component's block as the pod templates of rutter-common read it: with the one service account and the
security context that all components have.
context: the root context; values: the component's block.
*/}}
{{- define "flink.podValues" -}}
{{- $root := .context.Values -}}
{{- $account := include "rutter.names.serviceAccount" (dict "context" .context "values" $root.serviceAccount) -}}
{{- $own := pick .values "podLabels" "podAnnotations" "nodeSelector" "tolerations" "affinity" "podAntiAffinity" "topologySpreadConstraints" "priorityClassName" "terminationGracePeriodSeconds" -}}
{{- toYaml (merge (dict "serviceAccount" (dict "name" $account) "podSecurityContext" $root.podSecurityContext) $own) -}}
{{- end -}}

{{/*
The head of a pod template: its metadata and what stands beside containers and volumes.
context, component: as for rutter.labels.selector; values: the component's block; checksums: more texts
that the pod must restart for (may be left out).
*/}}
{{- define "flink.podHead" -}}
{{- $values := include "flink.podValues" . | fromYaml -}}
{{- $checksums := default dict .checksums -}}
{{- if not .context.Values.configuration.existing }}{{ $_ := set $checksums "config" (include "flink.files" .context) }}{{ end -}}
{{- $args := dict "context" .context "component" .component "values" $values "images" (list .context.Values.image) "api" (and (eq .context.Values.highAvailability.type "kubernetes") (ne .component "history")) -}}
metadata:
  {{- include "rutter.pod.metadata" (merge (dict "checksums" $checksums) $args) | nindent 2 }}
spec:
  {{- include "rutter.pod.spec" $args | nindent 2 }}
{{- end -}}
