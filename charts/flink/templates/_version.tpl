{{/* The version of Flink as MAJOR.MINOR: flinkVersion, else the tag's, else the chart's. */}}
{{- define "flink.version" -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag -}}
{{- $found := regexFind `^[1-9][0-9]*\.[0-9]+` $tag -}}
{{- if not (or .Values.flinkVersion $found) }}{{ fail (printf "image.tag is %s, which names no version of Flink: set flinkVersion" $tag) }}{{ end -}}
{{- default $found .Values.flinkVersion -}}
{{- end -}}

{{/* "true" when Flink is of a version or later. context: the root context; version: MAJOR.MINOR. */}}
{{- define "flink.since" -}}
{{- if semverCompare (printf ">=%s.0" .version) (printf "%s.0" (include "flink.version" .context)) }}true{{ end -}}
{{- end -}}

{{/* The file that Flink reads its options from. */}}
{{- define "flink.optionsFile" -}}
{{- ternary "config.yaml" "flink-conf.yaml" (eq (include "flink.since" (dict "context" . "version" "1.19")) "true") -}}
{{- end -}}
