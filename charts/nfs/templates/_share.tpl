{{/*
A share with the defaults and its names, checked.
context: the root context; name: its key in .Values.shares.
*/}}
{{- define "nfs.share" -}}
{{- $values := .context.Values -}}
{{- $base := include "rutter.names.full" (dict "context" .context) -}}
{{- $share := dict "driver" $values.driver "server" $values.server "namespace" .context.Release.Namespace "claimName" (printf "%s-%s" $base .name) -}}
{{- range $from := list $values.defaults (get $values.shares .name) -}}
{{- range $field, $value := $from }}{{ $_ := set $share $field $value }}{{ end -}}
{{- end -}}
{{- if not $share.volumeName }}{{ $_ := set $share "volumeName" (printf "%s-%s" $share.namespace $share.claimName) }}{{ end -}}
{{- range list "claimName" "volumeName" }}{{ $_ := set $share . (include "rutter.names.cut" (dict "name" (get $share .))) }}{{ end -}}
{{- if not $share.server -}}
{{- fail (printf "shares.%s has no server: set server for all shares, or shares.%s.server" .name .name) -}}
{{- end -}}
{{- if and (eq $share.driver "nfs") (eq $share.reclaimPolicy "Delete") -}}
{{- fail (printf "shares.%s.reclaimPolicy is Delete, which the driver \"nfs\" cannot do: use Retain, or the driver \"csi\"" .name) -}}
{{- end -}}
{{- toYaml $share -}}
{{- end -}}
