{{/*
A Role and its RoleBinding to the service account, or nothing.
context, component: as for rutter.names.full; rules: the chart's list of rules; account: the block
serviceAccount; values: the block rbac.{create,extraRules}.
*/}}
{{- define "rutter.objects.role" -}}
{{- if .values.create -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  {{- include "rutter.objects.metadata" (pick . "context" "component") | nindent 2 }}
rules:
  {{- toYaml (concat (default list .rules) (default list .values.extraRules)) | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  {{- include "rutter.objects.metadata" (pick . "context" "component") | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ include "rutter.names.full" . }}
subjects:
  - kind: ServiceAccount
    name: {{ include "rutter.names.serviceAccount" (merge (dict "values" .account) (pick . "context" "component")) }}
    namespace: {{ .context.Release.Namespace }}
{{- end -}}
{{- end -}}
