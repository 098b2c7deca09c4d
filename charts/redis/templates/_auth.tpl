{{/* The Secret with the password and its key, as the fields of a secretKeyRef. */}}
{{- define "redis.secretKeyRef" -}}
{{- $auth := .Values.auth -}}
{{- if and $auth.password $auth.existingSecret }}{{ fail "auth.password and auth.existingSecret are both set: set one" }}{{ end -}}
{{- if not (or $auth.password $auth.existingSecret) }}{{ fail "auth.enabled is true without a password: set auth.existingSecret or auth.password" }}{{ end -}}
name: {{ default (include "rutter.names.full" (dict "context" .)) $auth.existingSecret }}
key: {{ $auth.existingSecretKey }}
{{- end -}}

{{/* The variable that redis-cli takes the password from. */}}
{{- define "redis.authEnv" -}}
- name: REDISCLI_AUTH
  valueFrom:
    secretKeyRef:
      {{- include "redis.secretKeyRef" . | nindent 6 }}
{{- end -}}
