{{/*
Security context of a pod: what Pod Security "restricted" asks for, with the given fields in place
of its own. A field that is null is left out.
values: the block podSecurityContext.
*/}}
{{- define "rutter.pod.securityContext" -}}
{{- $fields := dict "runAsNonRoot" true "seccompProfile" (dict "type" "RuntimeDefault") -}}
{{- range $name, $value := .values -}}
{{- $fields = ternary (omit $fields $name) (set $fields $name $value) (kindIs "invalid" $value) -}}
{{- end -}}
{{- toYaml $fields -}}
{{- end -}}
