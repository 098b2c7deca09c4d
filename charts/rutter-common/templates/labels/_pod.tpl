{{/*
Labels of a pod template: those that select, .Values.commonLabels and the given ones; no version,
since a new one would restart pods that are not changed otherwise.
context, component: as for rutter.labels.selector; labels: a map of more labels (may be left out).
*/}}
{{- define "rutter.labels.pod" -}}
{{- $labels := include "rutter.labels.selector" . | fromYaml -}}
{{- toYaml (merge $labels (deepCopy (default dict .labels)) (deepCopy (default dict .context.Values.commonLabels))) -}}
{{- end -}}
