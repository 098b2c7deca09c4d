{{/*
Settings of MLSQL as arguments: those that the chart knows, in the order people write them, with
.Values.settings in their place, then the others of these.
*/}}
{{- define "mlsql.settings" -}}
{{- $known := dict
    "streaming.name" "mlsql"
    "streaming.rest" "true"
    "streaming.thrift" "false"
    "streaming.platform" "spark"
    "streaming.enableHiveSupport" (ternary "true" "false" (not (empty .Values.hive.configMap)))
    "streaming.spark.service" "true"
    "streaming.job.cancel" "true"
    "streaming.driver.port" (toString .Values.port) -}}
{{- $order := list "streaming.name" "streaming.rest" "streaming.thrift" "streaming.platform" "streaming.enableHiveSupport" "streaming.spark.service" "streaming.job.cancel" "streaming.driver.port" -}}
{{- range $name, $value := .Values.settings -}}
{{- if not (has $name $order) }}{{ $order = append $order $name }}{{ end -}}
{{- $_ := set $known $name (include "rutter.text.scalar" $value) -}}
{{- end -}}
{{- $arguments := list -}}
{{- range $order }}{{ $arguments = concat $arguments (list (printf "-%s" .) (get $known .)) }}{{ end -}}
{{- toYaml $arguments -}}
{{- end -}}

{{/* What starts the driver, as a list: the program and its arguments. */}}
{{- define "mlsql.submit" -}}
{{- $command := list (printf "%s/bin/spark-submit" .Values.sparkHome) "--master" .Values.master "--deploy-mode" "client" "--class" .Values.mainClass "--name" (include "rutter.names.full" (dict "context" .)) "--driver-memory" .Values.driver.memory -}}
{{- range $name, $value := include "mlsql.conf" . | fromYaml }}{{ $command = concat $command (list "--conf" (printf "%s=%s" $name $value)) }}{{ end -}}
{{- $command = append $command .Values.jar -}}
{{- if include "mlsql.isMlsql" . }}{{ $command = concat $command (include "mlsql.settings" . | fromYamlArray) }}{{ end -}}
{{- toYaml (concat $command .Values.arguments) -}}
{{- end -}}

{{/* The same as a script: what the shell would read is quoted, but for the pod's name and address. */}}
{{- define "mlsql.script" -}}
{{- $option := false -}}
#!/bin/bash
exec{{ range include "mlsql.submit" . | fromYamlArray }}{{ ternary " " " \\\n  " $option }}
{{- $option = and (hasPrefix "-" .) (not $option) -}}
{{- $quoted := regexReplaceAll `(["\\$\x60])` . `\$1` | replace `\$(POD_NAME)` "$POD_NAME" | replace `\$(POD_IP)` "$POD_IP" -}}
{{- ternary . (printf "\"%s\"" $quoted) $option }}{{ end }} "$@"
{{ end -}}
