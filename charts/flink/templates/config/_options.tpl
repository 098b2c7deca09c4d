{{/* The options that the chart sets, as a map. */}}
{{- define "flink.options" -}}
{{- $parts := list "flink.networkOptions" "flink.memoryOptions" "flink.stateOptions" "flink.availabilityOptions" "flink.historyOptions" "flink.storeOptions" "flink.metricsOptions" -}}
{{- $options := deepCopy .Values.config -}}
{{- range $parts -}}
{{- range $name, $value := include . $ | fromYaml }}{{ if not (hasKey $options $name) }}{{ $_ := set $options $name $value }}{{ end }}{{ end -}}
{{- end -}}
{{- toYaml $options -}}
{{- end -}}

{{/* Where servers listen and how they find each other; RPC of both roles has one port where a pod may have either. */}}
{{- define "flink.networkOptions" -}}
{{- $unified := eq .Values.topology "unified" -}}
jobmanager.rpc.port: 6123
jobmanager.bind-host: 0.0.0.0
taskmanager.bind-host: 0.0.0.0
taskmanager.rpc.port: {{ ternary 6123 6122 $unified }}
taskmanager.data.port: 6121
blob.server.port: 6124
rest.address: {{ include "flink.restService" . }}
rest.bind-address: 0.0.0.0
{{- if include "flink.since" (dict "context" . "version" "1.5") }}
rest.port: {{ .Values.rest.port }}
web.submit.enable: {{ .Values.rest.submit }}
web.cancel.enable: {{ .Values.rest.cancel }}
{{- else }}
jobmanager.web.port: {{ .Values.rest.port }}
jobmanager.web.submit.enable: {{ .Values.rest.submit }}
{{- end }}
{{- if not (include "flink.since" (dict "context" . "version" "1.11")) }}
query.server.port: 6125
{{- end }}
{{- if eq .Values.highAvailability.type "none" }}
jobmanager.rpc.address: {{ include "flink.jobManagerAddress" . }}
{{- end }}
{{- end -}}

{{/* Memory and slots. */}}
{{- define "flink.memoryOptions" -}}
{{- $unified := eq .Values.topology "unified" -}}
{{- $one := dict "context" . "values" .Values.unified "name" "unified" -}}
{{- $job := ternary $one (dict "context" . "values" .Values.jobManager "name" "jobManager") $unified -}}
{{- $task := ternary $one (dict "context" . "values" .Values.taskManager "name" "taskManager") $unified -}}
{{- if include "flink.since" (dict "context" . "version" "1.11") -}}
jobmanager.memory.process.size: {{ include "flink.memory" $job }}m
taskmanager.memory.process.size: {{ include "flink.memory" $task }}m
{{- else -}}
jobmanager.heap.mb: {{ include "flink.heap" $job }}
taskmanager.heap.mb: {{ include "flink.heap" $task }}
{{- end }}
taskmanager.numberOfTaskSlots: {{ include "flink.slots" $task }}
io.tmp.dirs: /tmp
{{- if .Values.reactive }}
scheduler-mode: reactive
{{- end }}
{{- if include "flink.since" (dict "context" . "version" "1.18") }}
{{ ternary "env.java.default-opts.all" "env.java.opts.all" (eq (include "flink.since" (dict "context" . "version" "1.20")) "true") }}: {{ include "flink.modules" . }}
{{- end }}
{{- end -}}

{{/* Options of Java 11 and later, which Flink needs to look into Java's own classes; its scripts leave them out before. */}}
{{- define "flink.modules" -}}
{{- $options := list -}}
{{- range list "java.base/sun.net.util" "java.rmi/sun.rmi.registry" "jdk.compiler/com.sun.tools.javac.api" "jdk.compiler/com.sun.tools.javac.file" "jdk.compiler/com.sun.tools.javac.parser" "jdk.compiler/com.sun.tools.javac.tree" "jdk.compiler/com.sun.tools.javac.util" "java.security.jgss/sun.security.krb5" -}}
{{- $options = append $options (printf "--add-exports=%s=ALL-UNNAMED" .) -}}
{{- end -}}
{{- range list "java.lang" "java.net" "java.io" "java.nio" "sun.nio.ch" "java.lang.reflect" "java.text" "java.time" "java.util" "java.util.concurrent" "java.util.concurrent.atomic" "java.util.concurrent.locks" -}}
{{- $options = append $options (printf "--add-opens=java.base/%s=ALL-UNNAMED" .) -}}
{{- end -}}
{{- join " " $options -}}
{{- end -}}

{{/* Names of the options of state, which changed with the versions. */}}
{{- define "flink.stateNames" -}}
{{- $new := eq (include "flink.since" (dict "context" . "version" "1.20")) "true" -}}
{{- $old := ne (include "flink.since" (dict "context" . "version" "1.5")) "true" -}}
backend: {{ ternary "state.backend.type" "state.backend" (eq (include "flink.since" (dict "context" . "version" "1.18")) "true") }}
checkpoints: {{ ternary "state.backend.fs.checkpointdir" (ternary "execution.checkpointing.dir" "state.checkpoints.dir" $new) $old }}
savepoints: {{ ternary "execution.checkpointing.savepoint-dir" "state.savepoints.dir" $new }}
localRecovery: {{ ternary "execution.state-recovery.from-local" "state.backend.local-recovery" $new }}
{{- end -}}

{{/* A folder with the name of the cluster in it. context: the root context; folder: the value. */}}
{{- define "flink.folder" -}}
{{- .folder | replace "${FLINK_CLUSTER_IDENT}" (include "flink.ident" .context) -}}
{{- end -}}

{{/* What jobs remember. */}}
{{- define "flink.stateOptions" -}}
{{- $state := .Values.state -}}
{{- $names := include "flink.stateNames" . | fromYaml -}}
{{- $options := dict -}}
{{- with $state.backend }}{{ $_ := set $options $names.backend . }}{{ end -}}
{{- with $state.checkpointsDir }}{{ $_ := set $options $names.checkpoints (include "flink.folder" (dict "context" $ "folder" .)) }}{{ end -}}
{{- with $state.savepointsDir }}{{ $_ := set $options $names.savepoints (include "flink.folder" (dict "context" $ "folder" .)) }}{{ end -}}
{{- with $state.checkpointInterval }}{{ $_ := set $options "execution.checkpointing.interval" . }}{{ end -}}
{{- if .Values.taskManager.localRecovery.enabled -}}
{{- $_ := set $options $names.localRecovery true -}}
{{- $_ := set $options "process.taskmanager.working-dir" "/taskmanager" -}}
{{- end -}}
{{- /* A jar that one JobManager took must be there for the others. */ -}}
{{- if $state.persistence.enabled }}{{ $_ := set $options "web.upload.dir" "/state/uploads" }}{{ end -}}
{{- toYaml $options -}}
{{- end -}}

{{/* High availability. RPC of JobManagers has a port of its own there with ZooKeeper, any by default. */}}
{{- define "flink.availabilityOptions" -}}
{{- $high := .Values.highAvailability -}}
{{- $key := ternary "high-availability.type" "high-availability" (eq (include "flink.since" (dict "context" . "version" "1.17")) "true") -}}
{{- if eq $high.type "kubernetes" -}}
{{ $key }}: kubernetes
high-availability.storageDir: {{ include "flink.folder" (dict "context" . "folder" $high.storageDir) }}
kubernetes.cluster-id: {{ include "flink.clusterId" . }}
kubernetes.namespace: {{ .Release.Namespace }}
{{- else if eq $high.type "zookeeper" -}}
{{ $key }}: zookeeper
high-availability.storageDir: {{ include "flink.folder" (dict "context" . "folder" $high.storageDir) }}
high-availability.cluster-id: {{ include "flink.clusterId" . }}
high-availability.jobmanager.port: 6123
high-availability.zookeeper.quorum: {{ $high.zookeeper.quorum }}
high-availability.zookeeper.path.root: {{ $high.zookeeper.pathRoot }}
{{- end -}}
{{- end -}}

{{/* Finished jobs, for the history server. */}}
{{- define "flink.historyOptions" -}}
{{- with .Values.history.archiveDir -}}
jobmanager.archive.fs.dir: {{ include "flink.folder" (dict "context" $ "folder" .) }}
historyserver.archive.fs.dir: {{ include "flink.folder" (dict "context" $ "folder" .) }}
historyserver.web.address: 0.0.0.0
historyserver.web.port: {{ $.Values.history.port }}
historyserver.web.tmpdir: /tmp/history
{{- end -}}
{{- end -}}

{{/* A store that speaks S3. */}}
{{- define "flink.storeOptions" -}}
{{- $options := dict -}}
{{- with .Values.s3.endpoint }}{{ $_ := set $options "s3.endpoint" . }}{{ end -}}
{{- if .Values.s3.pathStyleAccess }}{{ $_ := set $options "s3.path.style.access" true }}{{ end -}}
{{- toYaml $options -}}
{{- end -}}

{{/* Metrics for Prometheus. */}}
{{- define "flink.metricsOptions" -}}
{{- if .Values.metrics.enabled -}}
metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
metrics.reporter.prom.port: {{ .Values.metrics.port }}
{{- end -}}
{{- end -}}
