{{/* Variables of the driver and the executors. */}}
{{- define "mlsql.hadoopEnvironment" -}}
- name: HOME
  value: /tmp
{{- if .Values.hadoop.configMap }}
- name: HADOOP_CONF_DIR
  value: /etc/hadoop/conf
{{- end }}
{{- with .Values.hadoop.userName }}
- name: HADOOP_USER_NAME
  value: {{ . }}
{{- end }}
{{- with .Values.python.rayAddress }}
- name: RAY_ADDRESS
  value: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* Variables of the driver. */}}
{{- define "mlsql.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: SPARK_HOME
  value: {{ .Values.sparkHome }}
- name: SPARK_CONF_DIR
  value: {{ .Values.sparkHome }}/conf
# Executors get a volume at the same place.
- name: SPARK_LOCAL_DIRS
  value: /local
{{ include "mlsql.hadoopEnvironment" . }}
{{- if .Values.python.enabled }}
- name: PYSPARK_PYTHON
  value: {{ .Values.python.home }}/bin/python
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Mounts of the driver and the executors: /etc/mlsql, a name for their user, what HDFS is. */}}
{{- define "mlsql.sharedMounts" -}}
- name: files
  mountPath: /etc/mlsql
  readOnly: true
{{- if .Values.userName }}
- name: files
  mountPath: /etc/passwd
  subPath: passwd
  readOnly: true
{{- end }}
{{- if .Values.hadoop.configMap }}
- name: hadoop
  mountPath: /etc/hadoop/conf
  readOnly: true
{{- end }}
{{- end -}}

{{- define "mlsql.sharedVolumes" -}}
- name: files
  configMap:
    name: {{ include "rutter.names.full" (dict "context" . "component" "files") }}
{{- with .Values.hadoop.configMap }}
- name: hadoop
  configMap:
    name: {{ . }}
{{- end }}
{{- end -}}

{{/*
Mounts of /tmp and the folder of the log files. One below /tmp has no volume of its own: what is beside it
would be root's.
*/}}
{{- define "mlsql.logsMount" -}}
- name: tmp
  mountPath: /tmp
{{- if not (hasPrefix "/tmp/" .Values.logs.folder) }}
- name: logs
  mountPath: {{ .Values.logs.folder }}
{{- end }}
{{- end -}}

{{/* The volume of event logs, which the driver writes and the history server reads; each may be nothing. */}}
{{- define "mlsql.eventsMount" -}}
{{- if .Values.eventLog.persistence.enabled }}
- name: events
  mountPath: /events
{{- end }}
{{- end -}}

{{- define "mlsql.eventsVolume" -}}
{{- if .Values.eventLog.persistence.enabled }}
- name: events
  persistentVolumeClaim:
    claimName: {{ default (include "rutter.names.full" (dict "context" . "component" "events")) .Values.eventLog.persistence.existingClaim }}
{{- end }}
{{- end -}}

{{/* Mounts of the driver. */}}
{{- define "mlsql.mounts" -}}
- name: spark-conf
  mountPath: {{ .Values.sparkHome }}/conf
  readOnly: true
- name: local
  mountPath: /local
- name: work
  mountPath: /workspace
{{ include "mlsql.logsMount" . }}
{{ include "mlsql.sharedMounts" . }}
{{- include "mlsql.eventsMount" . }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Volumes of the driver's pod. */}}
{{- define "mlsql.volumes" -}}
{{- $folders := dict "tmp" dict "local" dict "work" dict -}}
{{- if not (hasPrefix "/tmp/" .Values.logs.folder) }}{{ $_ := set $folders "logs" (dict "sizeLimit" .Values.logs.sizeLimit) }}{{ end -}}
{{ toYaml (list (merge (dict "name" "spark-conf") (include "mlsql.confVolume" . | fromYaml))) }}
{{ include "rutter.volumes.temporary" (dict "folders" $folders) }}
{{ include "mlsql.sharedVolumes" . }}
{{- if .Values.logCollector.enabled }}
- name: collector
  configMap:
    name: {{ include "rutter.names.full" (dict "context" . "component" "collector") }}
{{- end }}
{{- include "mlsql.eventsVolume" . }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The configuration folder: the volume that is named, else the chart's files, with hive-site.xml among them. */}}
{{- define "mlsql.confVolume" -}}
{{- $own := dict "name" (include "rutter.names.full" (dict "context" .)) -}}
{{- if .Values.confVolume -}}
{{- toYaml .Values.confVolume -}}
{{- else if .Values.hive.configMap -}}
{{- $hive := dict "name" .Values.hive.configMap "items" (list (dict "key" "hive-site.xml" "path" "hive-site.xml")) -}}
{{- toYaml (dict "projected" (dict "sources" (list (dict "configMap" $own) (dict "configMap" $hive)))) -}}
{{- else -}}
{{- toYaml (dict "configMap" $own) -}}
{{- end -}}
{{- end -}}

{{/*
What stops spark-submit before the container ends, wherever it was started: it then stops its executors. The
brackets keep the script from finding itself.
*/}}
{{- define "mlsql.preStop" -}}
{{- if .Values.preStop -}}
{{- .Values.preStop -}}
{{- else -}}
for process in /proc/[0-9]*; do
  if grep -q 'deploy[.]SparkSubmit' "$process/cmdline" 2> /dev/null; then kill "${process#/proc/}"; fi
done
{{- end -}}
{{- end -}}
