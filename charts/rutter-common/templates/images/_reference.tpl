{{/*
Reference of an image: [registry/]repository@digest, or :tag without a digest.
.Values.global.imageRegistry takes the place of every registry; the tag is the chart's appVersion when empty.
context: the root context; image: the block image.{registry,repository,tag,digest}.
*/}}
{{- define "rutter.images.reference" -}}
{{- $global := default dict .context.Values.global -}}
{{- $registry := default .image.registry $global.imageRegistry -}}
{{- $name := ternary (printf "%s/%s" $registry .image.repository) .image.repository (not (empty $registry)) -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $name .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (include "rutter.text.scalar" (default .context.Chart.AppVersion .image.tag)) -}}
{{- end -}}
{{- end -}}
