{{/*
The field imagePullSecrets of a pod, each name once, or nothing. Secrets are given by name or as a
map with the key name, in .Values.global.imagePullSecrets and in each image's pullSecrets.
context: the root context; images: a list of image blocks.
*/}}
{{- define "rutter.images.pullSecrets" -}}
{{- $secrets := default list (default dict .context.Values.global).imagePullSecrets -}}
{{- range .images }}{{ $secrets = concat $secrets (default list .pullSecrets) }}{{ end -}}
{{- $names := list -}}
{{- range $secrets }}{{ $names = append $names (ternary . (get (ternary dict . (kindIs "string" .)) "name") (kindIs "string" .)) }}{{ end -}}
{{- with uniq $names -}}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end -}}
{{- end -}}
