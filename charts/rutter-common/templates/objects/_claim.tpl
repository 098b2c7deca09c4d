{{/*
A PersistentVolumeClaim for pods without claim templates, or nothing when no volume is kept or a
claim exists. Helm keeps it at uninstall when persistence.keep is true.
context, component, name: as for rutter.objects.metadata; persistence: as for rutter.volumes.claimTemplate.
*/}}
{{- define "rutter.objects.claim" -}}
{{- if and .persistence.enabled (not .persistence.existingClaim) -}}
{{- $keep := ternary (dict "helm.sh/resource-policy" "keep") dict (default false .persistence.keep) -}}
{{- $annotations := merge $keep (deepCopy (default dict .persistence.annotations)) -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  {{- include "rutter.objects.metadata" (merge (dict "annotations" $annotations) (pick . "context" "component" "name")) | nindent 2 }}
spec:
  {{- include "rutter.volumes.claimSpec" . | nindent 2 }}
{{- end -}}
{{- end -}}
