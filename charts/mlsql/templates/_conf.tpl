{{/*
Properties of Spark, as texts by name: what the chart needs, then what values ask for, with .Values.conf
in their place.
*/}}
{{- define "mlsql.conf" -}}
{{- $properties := dict -}}
{{- $parts := list "mlsql.driverConf" "mlsql.executorConf" "mlsql.allocationConf" "mlsql.fileConf" "mlsql.metricsConf" -}}
{{- range $parts }}{{ $properties = merge (include . $ | fromYaml | default dict) $properties }}{{ end -}}
{{- range $name, $value := .Values.conf }}{{ $_ := set $properties $name $value }}{{ end -}}
{{- $texts := dict -}}
{{- range $name, $value := $properties }}{{ $_ := set $texts $name (include "rutter.text.scalar" $value) }}{{ end -}}
{{- toYaml $texts -}}
{{- end -}}

{{/* Executors belong to the driver's pod: with it, they go. */}}
{{- define "mlsql.driverConf" -}}
{{- $driver := .Values.driver -}}
spark.kubernetes.namespace: {{ .Release.Namespace }}
spark.kubernetes.driver.pod.name: $(POD_NAME)
# There is no Service for Spark to remove at its end.
spark.kubernetes.driver.service.deleteOnTermination: false
spark.driver.bindAddress: 0.0.0.0
{{- if eq $driver.host "podIP" }}
spark.driver.host: $(POD_IP)
{{- else }}
spark.driver.host: {{ include "mlsql.headless" . }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- end }}
spark.driver.port: {{ $driver.port }}
spark.driver.blockManager.port: {{ $driver.blockManagerPort }}
spark.driver.extraJavaOptions: {{ printf "%s -DREALTIME_LOG_HOME=%s" $driver.javaOptions .Values.logs.folder | trim | quote }}
spark.ui.port: {{ .Values.uiPort }}
spark.jars.ivy: /tmp/.ivy
{{- with .Values.classpath }}
spark.driver.extraClassPath: {{ . | quote }}
spark.executor.extraClassPath: {{ . | quote }}
{{- end }}
{{- if .Values.python.enabled }}
spark.pyspark.python: {{ .Values.python.home }}/bin/python
spark.executorEnv.PYSPARK_PYTHON: {{ .Values.python.home }}/bin/python
{{- end }}
{{- end -}}

{{- define "mlsql.executorConf" -}}
{{- $executor := .Values.executor -}}
spark.kubernetes.container.image: {{ default (include "mlsql.image" .) $executor.image }}
spark.kubernetes.container.image.pullPolicy: {{ (include "mlsql.imageBlock" . | fromYaml).pullPolicy }}
spark.kubernetes.executor.podTemplateFile: /etc/mlsql/executor.yaml
spark.kubernetes.executor.podTemplateContainerName: executor
# Executors get the driver's file for logs, which names a folder by this.
spark.executor.defaultJavaOptions: -DREALTIME_LOG_HOME=/tmp/logs
spark.executor.cores: {{ $executor.cores }}
spark.executor.memory: {{ $executor.memory }}
{{- with $executor.cpuRequest }}
spark.kubernetes.executor.request.cores: {{ . | quote }}
{{- end }}
{{- with $executor.cpuLimit }}
spark.kubernetes.executor.limit.cores: {{ . | quote }}
{{- end }}
{{- with $executor.memoryOverhead }}
spark.executor.memoryOverhead: {{ . }}
{{- end }}
{{- with $executor.javaOptions }}
spark.executor.extraJavaOptions: {{ . | quote }}
{{- end }}
{{- with $executor.podNamePrefix }}
spark.kubernetes.executor.podNamePrefix: {{ . }}
{{- end }}
{{- if not .Values.rbac.persistentVolumeClaims }}
# Spark looks for claims of its executors even where there are none.
spark.kubernetes.driver.ownPersistentVolumeClaim: false
spark.kubernetes.driver.reusePersistentVolumeClaim: false
{{- end }}
{{- end -}}

{{/* There is no shuffle service in Kubernetes: Spark keeps executors whose files are still asked for. */}}
{{- define "mlsql.allocationConf" -}}
{{- $allocation := .Values.dynamicAllocation -}}
{{- if $allocation.enabled -}}
spark.dynamicAllocation.enabled: true
spark.dynamicAllocation.shuffleTracking.enabled: true
spark.dynamicAllocation.minExecutors: {{ $allocation.minExecutors }}
spark.dynamicAllocation.maxExecutors: {{ $allocation.maxExecutors }}
spark.dynamicAllocation.executorIdleTimeout: {{ $allocation.executorIdleTimeout }}
{{- else -}}
spark.executor.instances: {{ .Values.executor.instances }}
{{- end }}
{{- end -}}

{{- define "mlsql.fileConf" -}}
{{- if .Values.eventLog.enabled -}}
spark.eventLog.enabled: true
spark.eventLog.dir: {{ .Values.eventLog.dir | quote }}
spark.eventLog.rolling.enabled: true
{{- end }}
{{- end -}}

{{- define "mlsql.metricsConf" -}}
{{- if .Values.metrics.enabled -}}
spark.ui.prometheus.enabled: true
spark.metrics.conf.*.sink.prometheusServlet.class: org.apache.spark.metrics.sink.PrometheusServlet
spark.metrics.conf.*.sink.prometheusServlet.path: /metrics/prometheus
{{- end }}
{{- end -}}
