{{/*
Security context of a container: what Pod Security "restricted" asks for and a read-only root, with
the given fields in place of its own. A field that is null is left out.
values: the block containerSecurityContext.
*/}}
{{- define "rutter.container.securityContext" -}}
{{- $fields := dict "allowPrivilegeEscalation" false "readOnlyRootFilesystem" true "capabilities" (dict "drop" (list "ALL")) -}}
{{- range $name, $value := .values -}}
{{- $fields = ternary (omit $fields $name) (set $fields $name $value) (kindIs "invalid" $value) -}}
{{- end -}}
{{- toYaml $fields -}}
{{- end -}}
