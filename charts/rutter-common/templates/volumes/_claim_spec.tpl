{{/*
The spec of a claim for a data volume. The storage class is the block's, else
.Values.global.storageClass, else the cluster's default; "-" means none, for volumes made by hand.
context: the root context; persistence: the block persistence.{accessModes,size,storageClass,selector,volumeName}.
*/}}
{{- define "rutter.volumes.claimSpec" -}}
{{- $class := default (default dict .context.Values.global).storageClass .persistence.storageClass -}}
accessModes:
  {{- toYaml (default (list "ReadWriteOnce") .persistence.accessModes) | nindent 2 }}
{{- with $class }}
storageClassName: {{ ternary "" . (eq . "-") | quote }}
{{- end }}
{{- with .persistence.volumeName }}
volumeName: {{ . }}
{{- end }}
{{- with .persistence.selector }}
selector:
  {{- toYaml . | nindent 2 }}
{{- end }}
resources:
  requests:
    storage: {{ include "rutter.text.scalar" .persistence.size }}
{{- end -}}
