{{/*
Every share by name (nfs.share), after a check that no two have the same volume or claim.
context: the root context.
*/}}
{{- define "nfs.shares" -}}
{{- $shares := dict -}}
{{- $owners := dict -}}
{{- $context := .context -}}
{{- range $name, $_ := $context.Values.shares -}}
{{- $share := include "nfs.share" (dict "context" $context "name" $name) | fromYaml -}}
{{- range $key, $field := dict (printf "volume %s" $share.volumeName) "volumeName" (printf "claim %s in namespace %s" $share.claimName $share.namespace) "claimName" -}}
{{- with get $owners $key }}{{ fail (printf "shares.%s.%s: the %s belongs to shares.%s already" $name $field $key .) }}{{ end -}}
{{- $_ := set $owners $key $name -}}
{{- end -}}
{{- $_ := set $shares $name $share -}}
{{- end -}}
{{- toYaml $shares -}}
{{- end -}}
