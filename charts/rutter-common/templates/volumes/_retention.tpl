{{/*
The field persistentVolumeClaimRetentionPolicy of a StatefulSet, or nothing: what happens to its
claims when it is deleted or scaled down.
persistence: the block persistence.{enabled,existingClaim,retention.{whenDeleted,whenScaled}}.
*/}}
{{- define "rutter.volumes.retention" -}}
{{- if and .persistence.enabled .persistence.retention (not .persistence.existingClaim) -}}
persistentVolumeClaimRetentionPolicy:
  whenDeleted: {{ default "Retain" .persistence.retention.whenDeleted }}
  whenScaled: {{ default "Retain" .persistence.retention.whenScaled }}
{{- end -}}
{{- end -}}
