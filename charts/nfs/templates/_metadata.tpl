{{/*
The field metadata of a share's object, with or without a namespace.
context: the root context; name: the share's; share: the share; objectName: the object's;
namespace: the object's (left out for a volume).
*/}}
{{- define "nfs.metadata" -}}
{{- $labels := include "nfs.selectorLabels" . | fromYaml -}}
{{- $annotations := deepCopy (default dict .share.annotations) -}}
{{- if .share.keep }}{{ $_ := set $annotations "helm.sh/resource-policy" "keep" }}{{ end -}}
{{- $args := dict "context" .context "name" .objectName "annotations" $annotations "labels" (merge $labels (default dict .share.labels)) -}}
{{- $metadata := include "rutter.objects.metadata" $args | fromYaml -}}
{{- toYaml (ternary (set $metadata "namespace" .namespace) (omit $metadata "namespace") (hasKey . "namespace")) -}}
{{- end -}}
