{{/* The Secret with ca.crt, tls.crt and tls.key. */}}
{{- define "redis.tlsSecretName" -}}
{{- default (include "rutter.names.full" (dict "context" . "component" "tls")) .Values.tls.existingSecret -}}
{{- end -}}

{{/* The engine's client with what it needs for TLS. */}}
{{- define "redis.cli" -}}
{{- printf "%s-cli" .Values.engine -}}
{{- if .Values.tls.enabled }} --tls --cacert /tls/ca.crt --cert /tls/tls.crt --key /tls/tls.key{{ end -}}
{{- end -}}

{{/* The volume with the certificate. */}}
{{- define "redis.tlsVolume" -}}
- name: tls
  secret:
    secretName: {{ include "redis.tlsSecretName" . }}
    defaultMode: 0440
{{- end -}}

{{/* The volumes and mounts of a pod that runs one of the scripts as a client. */}}
{{- define "redis.clientVolumes" -}}
- name: scripts
  configMap:
    name: {{ include "rutter.names.full" (dict "context" . "component" "scripts") }}
{{- if .Values.tls.enabled }}
{{ include "redis.tlsVolume" . }}
{{- end }}
{{- end -}}

{{- define "redis.clientMounts" -}}
- name: scripts
  mountPath: /scripts
  readOnly: true
{{- if .Values.tls.enabled }}
- name: tls
  mountPath: /tls
  readOnly: true
{{- end }}
{{- end -}}
