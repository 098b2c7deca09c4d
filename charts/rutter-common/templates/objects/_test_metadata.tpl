{{/*
The field metadata of a pod that `helm test` runs. Its label app.kubernetes.io/name ends in -test, so
that no Service, budget or policy of the chart takes it for one of its pods.
context: the root context; name: the pod's; namespace: another than the release's, weight: its place
in the order of tests (both may be left out).
*/}}
{{- define "rutter.objects.testMetadata" -}}
{{- $hook := dict "helm.sh/hook" "test" "helm.sh/hook-delete-policy" "before-hook-creation,hook-succeeded" -}}
{{- with .weight }}{{ $_ := set $hook "helm.sh/hook-weight" (include "rutter.text.scalar" .) }}{{ end -}}
{{- $metadata := include "rutter.objects.metadata" (dict "context" .context "name" .name "annotations" $hook) | fromYaml -}}
{{- $name := printf "%s-test" (include "rutter.names.chart" .) -}}
{{- $_ := set $metadata "labels" (set $metadata.labels "app.kubernetes.io/name" $name) -}}
{{- toYaml (set $metadata "namespace" (default $metadata.namespace .namespace)) -}}
{{- end -}}
