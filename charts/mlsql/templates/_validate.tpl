{{/* What a schema cannot say: values that contradict each other, each refused with a sentence. */}}
{{- define "mlsql.validate" -}}
{{- include "mlsql.validateConf" . -}}
{{- include "mlsql.validatePorts" . -}}
{{- include "mlsql.validateFiles" . -}}
{{- include "mlsql.validateContainer" . -}}
{{- $allocation := .Values.dynamicAllocation -}}
{{- if and $allocation.enabled (gt (int $allocation.minExecutors) (int $allocation.maxExecutors)) }}{{ fail (printf "dynamicAllocation.minExecutors is %d and maxExecutors %d: the least is above the most" (int $allocation.minExecutors) (int $allocation.maxExecutors)) }}{{ end -}}
{{- if and .Values.rbac.create (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) }}{{ fail "rbac.create would give rights to every pod with the service account default: set serviceAccount.create or serviceAccount.name" }}{{ end -}}
{{- $images := dict "image" .Values.image -}}
{{- if .Values.logCollector.enabled }}{{ $_ := set $images "logCollector.image" .Values.logCollector.image }}{{ end -}}
{{- if and .Values.python.enabled .Values.python.image.repository }}{{ $_ := set $images "python.image" .Values.python.image }}{{ end -}}
{{- range $name, $image := $images -}}
{{- if not (or $image.tag $image.digest) }}{{ fail (printf "%s.tag is empty: name a tag or a digest" $name) }}{{ end -}}
{{- end -}}
{{- if and .Values.metrics.podMonitor.enabled (not .Values.metrics.enabled) }}{{ fail "metrics.podMonitor.enabled is true while metrics.enabled is false: there is nothing to scrape" }}{{ end -}}
{{- end -}}

{{/* Properties and settings that stand in values of their own, or would put a secret where all can read it. */}}
{{- define "mlsql.validateConf" -}}
{{- $own := dict
    "spark.master" "master" "spark.submit.deployMode" "" "spark.app.name" ""
    "spark.kubernetes.namespace" "" "spark.kubernetes.driver.pod.name" ""
    "spark.kubernetes.executor.podTemplateFile" "executor" "spark.kubernetes.executor.podTemplateContainerName" ""
    "spark.kubernetes.container.image" "image or executor.image" "spark.kubernetes.container.image.pullPolicy" "image.pullPolicy"
    "spark.driver.host" "driver.host" "spark.driver.bindAddress" ""
    "spark.driver.port" "driver.port" "spark.driver.blockManager.port" "driver.blockManagerPort"
    "spark.driver.memory" "driver.memory" "spark.driver.extraJavaOptions" "driver.javaOptions" "spark.ui.port" "uiPort" -}}
{{- range $name, $value := .Values.conf -}}
{{- if hasKey $own $name -}}
{{- fail (printf "conf.%s is not for you to set: %s" $name (ternary (printf "set %s" (get $own $name)) "the chart needs it as it is" (not (empty (get $own $name))))) -}}
{{- end -}}
{{- if regexMatch `(?i)(secret|password|passwd|access[._]?token|secret[._]?key)$` $name }}{{ fail (printf "conf.%s would show a secret to everyone who sees the pod: take it from a Secret with extraEnv" $name) }}{{ end -}}
{{- end -}}
{{- if hasKey .Values.settings "streaming.driver.port" }}{{ fail "settings.streaming.driver.port is the container's port: set port" }}{{ end -}}
{{- if and .Values.settings (not (include "mlsql.isMlsql" .)) }}{{ fail (printf "settings are for MLSQL: mainClass %s takes arguments" .Values.mainClass) }}{{ end -}}
{{- end -}}

{{- define "mlsql.validatePorts" -}}
{{- $taken := dict -}}
{{- range $name, $port := dict "port" .Values.port "uiPort" .Values.uiPort "driver.port" .Values.driver.port "driver.blockManagerPort" .Values.driver.blockManagerPort -}}
{{- $number := toString (int $port) -}}
{{- if hasKey $taken $number }}{{ fail (printf "%s and %s are both %s: set two ports" (get $taken $number) $name $number) }}{{ end -}}
{{- $_ := set $taken $number $name -}}
{{- end -}}
{{- if eq (int .Values.service.port) (int .Values.service.uiPort) }}{{ fail (printf "service.port and service.uiPort are both %d: set two ports" (int .Values.service.port)) }}{{ end -}}
{{- if eq .Values.service.portName .Values.service.uiPortName }}{{ fail (printf "service.portName and service.uiPortName are both %s: set two names" .Values.service.portName) }}{{ end -}}
{{- end -}}

{{- define "mlsql.validateFiles" -}}
{{- $events := .Values.eventLog -}}
{{- $local := hasPrefix "file:" $events.dir -}}
{{- if and .Values.history.enabled (not $events.enabled) }}{{ fail "history.enabled is true while eventLog.enabled is false: the driver would write nothing to show" }}{{ end -}}
{{- if and $events.enabled $local (not $events.persistence.enabled) }}{{ fail (printf "eventLog.dir is %s without a volume: set eventLog.persistence.enabled, or a folder on hdfs:// or s3a://" $events.dir) }}{{ end -}}
{{- if and $events.persistence.enabled $local (not (hasPrefix "file:///events" $events.dir)) }}{{ fail (printf "eventLog.dir is %s: the volume is at file:///events" $events.dir) }}{{ end -}}
{{- if and (hasPrefix "hdfs:" $events.dir) $events.enabled (not .Values.hadoop.configMap) (not (regexMatch "^hdfs://[^/]+" $events.dir)) }}{{ fail (printf "eventLog.dir is %s without a name node: name it, or set hadoop.configMap" $events.dir) }}{{ end -}}
{{- if .Values.confVolume -}}
{{- if .Values.configFiles }}{{ fail "configFiles would not be seen: confVolume is the configuration folder" }}{{ end -}}
{{- if .Values.hive.configMap }}{{ fail "hive.configMap would not be seen: confVolume is the configuration folder, put hive-site.xml there" }}{{ end -}}
{{- if .Values.logs.properties }}{{ fail "logs.properties would not be seen: confVolume is the configuration folder" }}{{ end -}}
{{- if gt (len .Values.confVolume) 1 }}{{ fail (printf "confVolume has the fields %s: a volume is of one kind" (keys .Values.confVolume | sortAlpha | join " and ")) }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "mlsql.validateContainer" -}}
{{- if and .Values.idle.enabled (or .Values.command .Values.args) }}{{ fail "idle.enabled and command or args: the container either waits or runs what you say" }}{{ end -}}
{{- if and .Values.args (not .Values.command) }}{{ fail "args without command would be options of spark-submit: set command too, or conf, settings and arguments" }}{{ end -}}
{{- if and .Values.userName (not (hasKey .Values.podSecurityContext "runAsUser")) }}{{ fail (printf "userName is %s without a number: set podSecurityContext.runAsUser, or userName to an empty text" .Values.userName) }}{{ end -}}
{{- $limit := get (default dict .Values.resources.limits) "memory" -}}
{{- if $limit -}}
{{- $limited := include "rutter.text.mebibytes" $limit | int -}}
{{- $heap := include "rutter.text.mebibytes" (printf "%si" (.Values.driver.memory | lower | replace "m" "M" | replace "g" "G")) | int -}}
{{- $beside := max 384 (div $heap 10) | int -}}
{{- if gt (add $heap $beside) $limited }}{{ fail (printf "driver.memory is %d MiB, and Java needs %d more: resources.limits.memory is %d MiB" $heap $beside $limited) }}{{ end -}}
{{- end -}}
{{- end -}}
