{{/*
A Secret for pulling images, or nothing.
context, component, name, annotations: as for rutter.objects.metadata; values: the block
registrySecret.{create,server,username,password,email}.
*/}}
{{- define "rutter.objects.pullSecret" -}}
{{- if .values.create -}}
{{- $entry := dict "username" .values.username "password" .values.password "auth" (printf "%s:%s" .values.username .values.password | b64enc) -}}
{{- with .values.email }}{{ $_ := set $entry "email" . }}{{ end -}}
apiVersion: v1
kind: Secret
metadata:
  {{- include "rutter.objects.metadata" (pick . "context" "component" "name" "annotations") | nindent 2 }}
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: {{ dict "auths" (dict (toString .values.server) $entry) | toJson | b64enc }}
{{- end -}}
{{- end -}}
