{{/*
The field metadata of a pod template: labels, annotations, and a checksum of each text that the pod
must restart for.
context, component: as for rutter.labels.selector; values: the block with podLabels and
podAnnotations; checksums: texts by name, such as the rendered ConfigMap (may be left out).
*/}}
{{- define "rutter.pod.metadata" -}}
{{- $annotations := dict -}}
{{- range $name, $text := .checksums }}{{ $_ := set $annotations (printf "checksum/%s" $name) (sha256sum $text) }}{{ end -}}
{{- $annotations = merge $annotations (deepCopy (default dict .values.podAnnotations)) -}}
labels:
  {{- include "rutter.labels.pod" (dict "context" .context "component" .component "labels" .values.podLabels) | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
