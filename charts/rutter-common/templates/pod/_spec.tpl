{{/*
The fields that every pod has beside its containers and volumes: pull secrets, service account, no
environment from other Services, security context, grace period, scheduling.
context, component: as for rutter.labels.selector; values: the component's block (serviceAccount,
podSecurityContext, terminationGracePeriodSeconds, scheduling); images: a list of image blocks;
api: true when the pod calls the Kubernetes API and needs its token (may be left out).
*/}}
{{- define "rutter.pod.spec" -}}
{{- with include "rutter.images.pullSecrets" . }}{{ . }}
{{ end -}}
{{- $account := default dict .values.serviceAccount -}}
serviceAccountName: {{ include "rutter.names.serviceAccount" (dict "context" .context "component" .component "values" $account) }}
automountServiceAccountToken: {{ default false .api }}
enableServiceLinks: false
{{- with .values.terminationGracePeriodSeconds }}
terminationGracePeriodSeconds: {{ include "rutter.text.scalar" . }}
{{- end }}
securityContext:
  {{- include "rutter.pod.securityContext" (dict "values" .values.podSecurityContext) | nindent 2 }}
{{- with include "rutter.pod.scheduling" . }}
{{ . }}
{{- end }}
{{- end -}}
