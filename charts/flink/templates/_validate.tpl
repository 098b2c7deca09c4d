{{/* What a schema cannot say: values that contradict each other, each refused with a sentence. */}}
{{- define "flink.validate" -}}
{{- range list "flink.validateVersion" "flink.validateTopology" "flink.validateMode" "flink.validateAvailability" "flink.validateFolders" "flink.validateTaskManager" "flink.validateConfig" "flink.validateMemory" }}{{ include . $ }}{{ end -}}
{{- end -}}

{{- define "flink.validateVersion" -}}
{{- $version := include "flink.version" . -}}
{{- if not (include "flink.since" (dict "context" . "version" "1.4")) }}{{ fail (printf "flinkVersion is %s: the chart knows Flink 1.4 and later" $version) }}{{ end -}}
{{- if and .Values.metrics.enabled (not (include "flink.since" (dict "context" . "version" "1.12"))) }}{{ fail (printf "metrics.enabled is true for Flink %s: the chart sets metrics up from 1.12 on" $version) }}{{ end -}}
{{- if and (eq .Values.highAvailability.type "kubernetes") (not (include "flink.since" (dict "context" . "version" "1.15"))) }}{{ fail (printf "highAvailability.type is kubernetes for Flink %s: the chart sets that up from 1.15 on, use zookeeper" $version) }}{{ end -}}
{{- if and .Values.taskManager.localRecovery.enabled (not (include "flink.since" (dict "context" . "version" "1.15"))) }}{{ fail (printf "taskManager.localRecovery.enabled is true for Flink %s, which has no working folder that outlives a TaskManager before 1.15" $version) }}{{ end -}}
{{- if and .Values.application.jars (not (include "flink.since" (dict "context" . "version" "1.19"))) }}{{ fail (printf "application.jars is set for Flink %s, which takes jars from /opt/flink/usrlib only before 1.19" $version) }}{{ end -}}
{{- if and .Values.reactive (not (include "flink.since" (dict "context" . "version" "1.13"))) }}{{ fail (printf "reactive is true for Flink %s, which has no reactive mode before 1.13" $version) }}{{ end -}}
{{- end -}}

{{- define "flink.validateTopology" -}}
{{- if eq .Values.topology "unified" -}}
{{- if eq .Values.mode "application" }}{{ fail "mode is application while topology is unified: a StatefulSet would run the job again and again, set topology to standard" }}{{ end -}}
{{- if eq .Values.taskManager.kind "StatefulSet" }}{{ fail "taskManager.kind is StatefulSet while topology is unified, which is one already: leave it out" }}{{ end -}}
{{- if .Values.taskManager.autoscaling.enabled }}{{ fail "taskManager.autoscaling.enabled is true while topology is unified: the JobManagers are pods of the same StatefulSet, set topology to standard" }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "flink.validateMode" -}}
{{- $application := .Values.application -}}
{{- if eq .Values.mode "session" -}}
{{- if .Values.reactive }}{{ fail "reactive is true while mode is session: only the job of an application takes all slots there are" }}{{ end -}}
{{- range $name := list "jobClass" "jars" "args" "jobId" "savepoint" -}}
{{- if get $application $name }}{{ fail (printf "application.%s is set while mode is session: a session takes jobs from outside, set mode to application" $name) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if and $application.allowNonRestoredState (not $application.savepoint) }}{{ fail "application.allowNonRestoredState is true without a savepoint: set application.savepoint" }}{{ end -}}
{{- end -}}

{{- define "flink.validateAvailability" -}}
{{- $high := .Values.highAvailability -}}
{{- $count := int .Values.jobManager.replicaCount -}}
{{- if and (gt $count 1) (eq $high.type "none") }}{{ fail (printf "jobManager.replicaCount is %d while highAvailability.type is none: each would think that it leads, set kubernetes or zookeeper" $count) }}{{ end -}}
{{- if eq $high.type "none" -}}
{{- if or $high.storageDir $high.zookeeper.quorum }}{{ fail "highAvailability has a storageDir or a quorum while highAvailability.type is none: set kubernetes or zookeeper" }}{{ end -}}
{{- end -}}
{{- if and (eq $high.type "kubernetes") $high.clusterId (not (regexMatch "^[a-z0-9]([-a-z0-9]{0,43}[a-z0-9])?$" $high.clusterId)) }}{{ fail (printf "highAvailability.clusterId is %s: with kubernetes it begins the names of ConfigMaps, small letters, digits and dashes, 45 at most" $high.clusterId) }}{{ end -}}
{{- if and (eq $high.type "kubernetes") (eq (include "rutter.names.serviceAccount" (dict "context" . "values" .Values.serviceAccount)) "default") .Values.rbac.create }}{{ fail "serviceAccount.create is false and serviceAccount.name is empty while highAvailability.type is kubernetes: the Role would go to every pod with the account default" }}{{ end -}}
{{- if and .Values.networkPolicy.enabled .Values.networkPolicy.egress.enabled (eq $high.type "kubernetes") (not .Values.networkPolicy.egress.to) }}{{ fail "networkPolicy.egress.enabled is true while highAvailability.type is kubernetes: the JobManagers must reach the Kubernetes API, name it in networkPolicy.egress.to" }}{{ end -}}
{{- end -}}

{{/* Folders on file: must be on a volume that pods share. */}}
{{- define "flink.validateFolders" -}}
{{- $state := .Values.state -}}
{{- $folders := dict "highAvailability.storageDir" .Values.highAvailability.storageDir "state.checkpointsDir" $state.checkpointsDir "state.savepointsDir" $state.savepointsDir "history.archiveDir" .Values.history.archiveDir -}}
{{- range $name, $folder := $folders -}}
{{- if and (hasPrefix "file:" $folder) (not $.Values.extraVolumeMounts) -}}
{{- if not $state.persistence.enabled }}{{ fail (printf "%s is %s without a volume that all pods share: set state.persistence.enabled, or a folder on hdfs:// or s3://" $name $folder) }}{{ end -}}
{{- if not (hasPrefix "file:///state/" $folder) }}{{ fail (printf "%s is %s: the volume of state.persistence is at file:///state/" $name $folder) }}{{ end -}}
{{- end -}}
{{- if and (hasPrefix "s3" $folder) (not $.Values.plugins) }}{{ fail (printf "%s is %s without a plugin for S3: name one in plugins, such as flink-s3-fs-presto-VERSION.jar" $name $folder) }}{{ end -}}
{{- end -}}
{{- if and .Values.history.enabled (not .Values.history.archiveDir) }}{{ fail "history.enabled is true without a folder of finished jobs: set history.archiveDir" }}{{ end -}}
{{- if and $state.checkpointInterval (not $state.checkpointsDir) (ne .Values.highAvailability.type "none") }}{{ fail (printf "state.checkpointInterval is %s with highAvailability but no folder: checkpoints in the memory of a JobManager go with it, set state.checkpointsDir" $state.checkpointInterval) }}{{ end -}}
{{- end -}}

{{- define "flink.validateTaskManager" -}}
{{- $task := .Values.taskManager -}}
{{- if and $task.localRecovery.enabled (ne $task.kind "StatefulSet") }}{{ fail "taskManager.localRecovery.enabled is true while taskManager.kind is Deployment: a pod with another name does not find its volume, set StatefulSet" }}{{ end -}}
{{- $autoscaling := $task.autoscaling -}}
{{- if $autoscaling.enabled -}}
{{- if gt (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas) }}{{ fail (printf "taskManager.autoscaling.minReplicas is %d and maxReplicas %d: the least is above the most" (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas)) }}{{ end -}}
{{- if not (or $autoscaling.targetCPU $autoscaling.targetMemory) }}{{ fail "taskManager.autoscaling has no target: set targetCPU or targetMemory" }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "flink.validateConfig" -}}
{{- range $name, $value := .Values.config -}}
{{- if regexMatch "(?i)(password|secret[-.]?key|access[-.]key)" $name }}{{ fail (printf "config.%s would put a secret into a ConfigMap: use s3 or extraEnv" $name) }}{{ end -}}
{{- end -}}
{{- $owned := dict "high-availability" "highAvailability.type" "high-availability.type" "highAvailability.type" "high-availability.storageDir" "highAvailability.storageDir" "rest.port" "rest.port" "jobmanager.rpc.port" "nothing, it is 6123" "taskmanager.rpc.port" "nothing, it is 6122, or 6123 with topology unified" "blob.server.port" "nothing, it is 6124" "taskmanager.numberOfTaskSlots" "taskManager.slots" "metrics.reporter.prom.port" "metrics.port" -}}
{{- range $name, $instead := $owned -}}
{{- if hasKey $.Values.config $name }}{{ fail (printf "config.%s is decided by another value: set %s" $name $instead) }}{{ end -}}
{{- end -}}
{{- $ports := dict "6121" "data" "6122" "RPC" "6123" "RPC" "6124" "blob" "6125" "query" -}}
{{- range $name, $port := dict "rest.port" .Values.rest.port "metrics.port" .Values.metrics.port -}}
{{- with get $ports (include "rutter.text.scalar" $port) }}{{ fail (printf "%s is %s: Flink has its %s port there" $name (include "rutter.text.scalar" $port) .) }}{{ end -}}
{{- end -}}
{{- if eq (int .Values.rest.port) (int .Values.metrics.port) }}{{ fail (printf "rest.port and metrics.port are both %d: set two ports" (int .Values.rest.port)) }}{{ end -}}
{{- if and .Values.metrics.podMonitor.enabled (not .Values.metrics.enabled) }}{{ fail "metrics.podMonitor.enabled is true while metrics.enabled is false: there is nothing to scrape" }}{{ end -}}
{{- range list "flink-conf.yaml" "config.yaml" -}}
{{- if hasKey $.Values.configFiles . }}{{ fail (printf "configFiles.%s is made from config: set options there" .) }}{{ end -}}
{{- end -}}
{{- if and .Values.configuration.existing (not .Values.configuration.name) }}{{ fail "configuration.existing is true without a ConfigMap: set configuration.name" }}{{ end -}}
{{- end -}}

{{/* Flink refuses to start with less, unless options divide the memory in another way. */}}
{{- define "flink.validateMemory" -}}
{{- if include "flink.since" (dict "context" . "version" "1.11") -}}
{{- if eq .Values.topology "unified" -}}
{{- include "flink.validateLeast" (dict "context" . "values" .Values.unified "name" "unified" "role" "taskmanager" "least" 1024) -}}
{{- else -}}
{{- include "flink.validateLeast" (dict "context" . "values" .Values.taskManager "name" "taskManager" "role" "taskmanager" "least" 1024) -}}
{{- include "flink.validateLeast" (dict "context" . "values" .Values.jobManager "name" "jobManager" "role" "jobmanager" "least" 704) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* context: the root context; values, name: as for flink.memory; role: as options call it; least: in MiB. */}}
{{- define "flink.validateLeast" -}}
{{- $memory := include "flink.memory" . | int -}}
{{- $own := false -}}
{{- range $option, $value := .context.Values.config }}{{ if hasPrefix (printf "%s.memory." $.role) $option }}{{ $own = true }}{{ end }}{{ end -}}
{{- if and (lt $memory (int .least)) (not $own) }}{{ fail (printf "%s.memory is %d MiB: Flink needs %d MiB at least for a %s" .name $memory .least .role) }}{{ end -}}
{{- end -}}
