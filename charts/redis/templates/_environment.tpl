{{/*
The variables that the scripts read, and the password's.
context: the root context; pod: true in a pod of a server (may be left out).
*/}}
{{- define "redis.environment" -}}
{{- $values := .context.Values -}}
{{- if $values.auth.enabled }}
{{- include "redis.authEnv" .context }}
{{ end -}}
- name: ARCHITECTURE
  value: {{ $values.architecture }}
- name: CLI
  value: {{ include "redis.cli" .context }}
- name: PODS
  value: {{ include "redis.pods" .context }}
- name: HEADLESS
  value: {{ include "redis.headlessDomain" .context }}
{{- if eq $values.architecture "sentinel" }}
- name: MASTER_NAME
  value: {{ $values.sentinel.masterName }}
{{- end }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- if .pod }}
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
{{- end }}
{{- end -}}
