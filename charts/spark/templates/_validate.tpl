{{/* What a schema cannot say: values that contradict each other, each refused with a sentence. */}}
{{- define "spark.validate" -}}
{{- include "spark.validateMaster" . -}}
{{- include "spark.validateWorker" . -}}
{{- include "spark.validateEvents" . -}}
{{- if and .Values.auth.enabled (not .Values.auth.existingSecret) }}{{ fail "auth.enabled is true without a secret: set auth.existingSecret" }}{{ end -}}
{{- if and .Values.tls.enabled (not .Values.tls.existingSecret) }}{{ fail "tls.enabled is true without key stores: set tls.existingSecret" }}{{ end -}}
{{- range list "spark.authenticate.secret" "spark.ssl.keyStorePassword" "spark.ssl.trustStorePassword" "spark.hadoop.fs.s3a.secret.key" -}}
{{- if hasKey $.Values.config . }}{{ fail (printf "config.%s would put a secret into a ConfigMap: use auth, tls or s3" .) }}{{ end -}}
{{- end -}}
{{- if and .Values.metrics.podMonitor.enabled (not .Values.metrics.enabled) }}{{ fail "metrics.podMonitor.enabled is true while metrics.enabled is false: there is nothing to scrape" }}{{ end -}}
{{- end -}}

{{- define "spark.validateMaster" -}}
{{- $master := .Values.master -}}
{{- $recovery := $master.recovery -}}
{{- $count := int $master.replicaCount -}}
{{- if and (gt $count 1) (ne $recovery.mode "ZOOKEEPER") }}{{ fail (printf "master.replicaCount is %d while master.recovery.mode is %s: each master would think that it leads, set ZOOKEEPER" $count $recovery.mode) }}{{ end -}}
{{- if and (gt $count 1) (eq $master.kind "Deployment") }}{{ fail (printf "master.replicaCount is %d: a master.kind Deployment holds one, as the others need names of their own" $count) }}{{ end -}}
{{- if and (eq $recovery.mode "ZOOKEEPER") (not $recovery.zookeeper.quorum) }}{{ fail "master.recovery.mode is ZOOKEEPER without servers: set master.recovery.zookeeper.quorum" }}{{ end -}}
{{- if and (eq $recovery.mode "FILESYSTEM") (not $recovery.persistence.enabled) }}{{ fail "master.recovery.mode is FILESYSTEM without a volume: set master.recovery.persistence.enabled" }}{{ end -}}
{{- if and $master.rest.enabled .Values.auth.enabled }}{{ fail "master.rest.enabled and auth.enabled are both true: the REST server takes applications without the secret" }}{{ end -}}
{{- if eq (int $master.webPort) (int $master.clusterPort) }}{{ fail (printf "master.webPort and master.clusterPort are both %d: set two ports" (int $master.webPort)) }}{{ end -}}
{{- end -}}

{{- define "spark.validateWorker" -}}
{{- $worker := .Values.worker -}}
{{- if eq (int $worker.webPort) (int $worker.port) }}{{ fail (printf "worker.webPort and worker.port are both %d: set two ports" (int $worker.webPort)) }}{{ end -}}
{{- $limit := get (default dict $worker.resources.limits) "memory" -}}
{{- if $limit -}}
{{- $limited := include "rutter.text.mebibytes" $limit | int -}}
{{- $given := include "rutter.text.mebibytes" $worker.memory | int -}}
{{- $daemon := include "rutter.text.mebibytes" (printf "%si" (regexReplaceAll "k" ($worker.daemonMemory | lower | replace "m" "M" | replace "g" "G") "K")) | int -}}
{{- if gt (add $given $daemon) $limited }}{{ fail (printf "worker.memory and worker.daemonMemory are %d MiB together: worker.resources.limits.memory is %d MiB" (add $given $daemon) $limited) }}{{ end -}}
{{- end -}}
{{- $autoscaling := $worker.autoscaling -}}
{{- if $autoscaling.enabled -}}
{{- if gt (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas) }}{{ fail (printf "worker.autoscaling.minReplicas is %d and maxReplicas %d: the least is above the most" (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas)) }}{{ end -}}
{{- if not (or $autoscaling.targetCPU $autoscaling.targetMemory) }}{{ fail "worker.autoscaling has no target: set targetCPU or targetMemory" }}{{ end -}}
{{- end -}}
{{- if and $worker.decommission.enabled (ge (int $worker.decommission.seconds) (int $worker.terminationGracePeriodSeconds)) -}}
{{- fail (printf "worker.decommission.seconds is %d: worker.terminationGracePeriodSeconds (%d) must be more" (int $worker.decommission.seconds) (int $worker.terminationGracePeriodSeconds)) -}}
{{- end -}}
{{- end -}}

{{- define "spark.validateEvents" -}}
{{- $events := .Values.eventLog -}}
{{- $local := hasPrefix "file:" $events.dir -}}
{{- if and .Values.history.enabled (not $events.enabled) }}{{ fail "history.enabled is true while eventLog.enabled is false: applications would write nothing to show" }}{{ end -}}
{{- if and $events.enabled $local (not $events.persistence.enabled) }}{{ fail (printf "eventLog.dir is %s without a volume: set eventLog.persistence.enabled, or a folder on hdfs:// or s3a://" $events.dir) }}{{ end -}}
{{- if and $events.persistence.enabled $local (not (hasPrefix "file:///events" $events.dir)) }}{{ fail (printf "eventLog.dir is %s: the volume is at file:///events" $events.dir) }}{{ end -}}
{{- if and (hasPrefix "hdfs:" $events.dir) $events.enabled (not .Values.hadoop.configMap) (not (regexMatch "^hdfs://[^/]+" $events.dir)) }}{{ fail (printf "eventLog.dir is %s without a name node: name it, or set hadoop.configMap" $events.dir) }}{{ end -}}
{{- end -}}
