{{/* The Secret with the password and its key, as the fields of a secretKeyRef. */}}
{{- define "redis.secretKeyRef" -}}
{{- $auth := .Values.auth -}}
name: {{ default (include "rutter.names.full" (dict "context" .)) $auth.existingSecret }}
key: {{ $auth.existingSecretKey }}
{{- end -}}

{{/* The variables that the engine's client takes the password from. */}}
{{- define "redis.authEnv" -}}
- name: REDISCLI_AUTH
  valueFrom:
    secretKeyRef:
      {{- include "redis.secretKeyRef" . | nindent 6 }}
{{- if eq .Values.engine "valkey" }}
- name: VALKEYCLI_AUTH
  valueFrom:
    secretKeyRef:
      {{- include "redis.secretKeyRef" . | nindent 6 }}
{{- end }}
{{- end -}}
