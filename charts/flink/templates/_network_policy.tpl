{{/*
A NetworkPolicy: every port for the release, and to others the ones given. Without any, they reach none.
context, component: as for rutter.labels.selector; ports: list of container port names.
*/}}
{{- define "flink.networkPolicy" -}}
{{- $policy := deepCopy .context.Values.networkPolicy -}}
{{- $release := dict "from" (list (dict "podSelector" (dict "matchLabels" (dict "app.kubernetes.io/instance" .context.Release.Name)))) -}}
{{- $_ := set $policy "extraIngress" (prepend $policy.extraIngress $release) -}}
{{- if not .ports }}{{ $_ := set $policy "allowExternal" false }}{{ end -}}
{{- include "rutter.objects.networkPolicy" (dict "context" .context "component" .component "values" $policy "ports" (default (list "rpc") .ports)) -}}
{{- end -}}
