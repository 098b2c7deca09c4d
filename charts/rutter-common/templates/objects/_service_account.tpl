{{/*
A ServiceAccount, or nothing. Its token is not mounted: pods that call the API ask for it
(rutter.pod.spec, api).
context, component: as for rutter.names.full; values: the block serviceAccount.{create,name,annotations}.
*/}}
{{- define "rutter.objects.serviceAccount" -}}
{{- if .values.create -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "rutter.objects.metadata" (merge (dict "name" (include "rutter.names.serviceAccount" .) "annotations" .values.annotations) (pick . "context" "component")) | nindent 2 }}
automountServiceAccountToken: false
{{- end -}}
{{- end -}}
