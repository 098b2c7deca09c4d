{{/* Name of the Secret that the chart makes for the passwords of ACL users. */}}
{{- define "redis.aclSecretName" -}}
{{- include "rutter.names.full" (dict "context" . "component" "users") -}}
{{- end -}}

{{/* The volumes with the passwords of ACL users, a file each, and with whole ACL lines. */}}
{{- define "redis.aclVolumes" -}}
{{- $own := include "redis.aclSecretName" . -}}
{{- with .Values.acl.users }}
- name: acl
  projected:
    sources:
      {{- range $name, $user := . }}
      - secret:
          name: {{ default $own $user.existingSecret }}
          items:
            - key: {{ ternary (default "password" $user.existingSecretKey) $name (not (empty $user.existingSecret)) }}
              path: {{ $name }}
      {{- end }}
{{- end }}
{{- with .Values.acl.existingSecret }}
- name: acl-lines
  secret:
    secretName: {{ . }}
    items:
      - key: {{ $.Values.acl.existingSecretKey }}
        path: users.acl
{{- end }}
{{- end -}}

{{/* Their mounts, as the scripts expect them. */}}
{{- define "redis.aclMounts" -}}
{{- if .Values.acl.users }}
- name: acl
  mountPath: /acl
  readOnly: true
{{- end }}
{{- if .Values.acl.existingSecret }}
- name: acl-lines
  mountPath: /acl-lines
  readOnly: true
{{- end }}
{{- end -}}
