{{/* Name of the headless Service, by which executors may reach the driver. */}}
{{- define "mlsql.headless" -}}
{{- include "rutter.names.full" (dict "context" . "component" "headless") -}}
{{- end -}}

{{/* The driver's image: the one with Python when that is asked for and named. */}}
{{- define "mlsql.imageBlock" -}}
{{- $python := and .Values.python.enabled .Values.python.image.repository -}}
{{- toYaml (ternary .Values.python.image .Values.image (not (empty $python))) -}}
{{- end -}}

{{- define "mlsql.image" -}}
{{- include "rutter.images.reference" (dict "context" . "image" (include "mlsql.imageBlock" . | fromYaml)) -}}
{{- end -}}

{{/* true when the application is MLSQL, whose settings the chart knows; else empty. */}}
{{- define "mlsql.isMlsql" -}}
{{- if eq .Values.mainClass "streaming.core.StreamingApp" }}true{{ end -}}
{{- end -}}

{{/* Name of the file that says what Spark logs. */}}
{{- define "mlsql.logFile" -}}
{{- ternary "log4j2.properties" "log4j.properties" (semverCompare ">=3.3.0-0" .Values.sparkVersion) -}}
{{- end -}}
