{{/*
A data volume as an item of a pod's volumes: the existing claim, an emptyDir when nothing is kept,
or nothing when a claim template makes it (rutter.volumes.claimTemplate).
name: the volume's; persistence: the block persistence.{enabled,existingClaim}; claim: name of a
claim that the chart makes itself, for pods without claim templates (may be left out).
*/}}
{{- define "rutter.volumes.data" -}}
{{- $claim := default .claim .persistence.existingClaim -}}
{{- if not .persistence.enabled -}}
- name: {{ .name }}
  emptyDir: {}
{{- else if $claim -}}
- name: {{ .name }}
  persistentVolumeClaim:
    claimName: {{ $claim }}
{{- end -}}
{{- end -}}
