{{/* Reference of the engine's image; repository and tag are the engine's own when empty. */}}
{{- define "redis.image" -}}
{{- $own := get (dict
      "redis" (dict "repository" "redis" "tag" .Chart.AppVersion)
      "valkey" (dict "repository" "valkey/valkey" "tag" "9.1.1")) .Values.engine -}}
{{- $image := .Values.image -}}
{{- $merged := merge (dict "repository" (default $own.repository $image.repository) "tag" (default $own.tag $image.tag)) $image -}}
{{- include "rutter.images.reference" (dict "context" . "image" $merged) -}}
{{- end -}}
