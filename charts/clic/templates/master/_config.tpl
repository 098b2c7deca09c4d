{{/* The files of the master's configuration folder. */}}
{{- define "clic.masterFiles" -}}
{{- $properties := dict "thrift.port" .Values.master.port "kubernetes.namespace" .Release.Namespace -}}
{{- with .Values.redis.address -}}
{{- $_ := set $properties "redis.host" (regexReplaceAll ":[0-9]*$" . "") -}}
{{- $_ := set $properties "redis.port" (regexFind "[0-9]*$" .) -}}
{{- end -}}
{{- with .Values.hdfs.address }}{{ $_ := set $properties "hdfs.uri" (printf "hdfs://%s" .) }}{{ end -}}
{{- with .Values.spark.address }}{{ $_ := set $properties "spark.master" (printf "spark://%s" .) }}{{ end -}}
{{- range $name, $value := .Values.master.config }}{{ $_ := set $properties $name $value }}{{ end -}}
{{- $files := dict "clic-master.properties" (printf "%s\n" (include "rutter.text.properties" $properties)) -}}
{{- range $name, $text := .Values.master.configFiles }}{{ $_ := set $files $name (tpl $text $) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}
