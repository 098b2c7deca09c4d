{{/*
A claim as an item of volumeClaimTemplates, or nothing when no volume is kept or a claim exists.
It has no labels with a version: a StatefulSet's claim templates can never change.
context, component: as for rutter.labels.selector; name: the volume's; persistence: the block
persistence.{enabled,existingClaim,annotations} and what rutter.volumes.claimSpec reads.
*/}}
{{- define "rutter.volumes.claimTemplate" -}}
{{- if and .persistence.enabled (not .persistence.existingClaim) -}}
- apiVersion: v1
  kind: PersistentVolumeClaim
  metadata:
    name: {{ .name }}
    labels:
      {{- include "rutter.labels.selector" . | nindent 6 }}
    {{- with .persistence.annotations }}
    annotations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  spec:
    {{- include "rutter.volumes.claimSpec" . | nindent 4 }}
{{- end -}}
{{- end -}}
