{{/* Properties of core-site.xml that other values decide, as YAML. */}}
{{- define "hdfs.ownCoreSite" -}}
{{- include "hdfs.clientCoreSite" . }}
{{- if .Values.ha.enabled }}
ha.zookeeper.quorum: {{ include "hdfs.zookeeperQuorum" . }}
ha.zookeeper.parent-znode: {{ default (printf "/hadoop-ha/%s-%s" .Release.Namespace .Release.Name) .Values.ha.parentZnode }}
{{- end }}
{{- if .Values.metrics.enabled }}
hadoop.prometheus.endpoint.enabled: true
{{- end }}
{{- if .Values.rackAwareness.enabled }}
net.topology.script.file.name: /etc/hadoop-scripts/rack.sh
{{- end }}
{{- end -}}

{{/* Properties of core-site.xml that coreSite may replace, as YAML. */}}
{{- define "hdfs.defaultCoreSite" -}}
hadoop.tmp.dir: /tmp/hadoop
hadoop.proxyuser.{{ .Values.user }}.hosts: "*"
hadoop.proxyuser.{{ .Values.user }}.groups: "*"
io.file.buffer.size: 131072
{{- if .Values.ha.enabled }}
{{- include "hdfs.failoverCoreSite" . }}
ha.zookeeper.session-timeout.ms: 5000
{{- end }}
{{- end -}}

{{/* The address of a pod that is gone does not refuse, it times out: how long that may last, as YAML. */}}
{{- define "hdfs.failoverCoreSite" }}
ipc.client.connect.timeout: 2000
ipc.client.connect.max.retries.on.timeouts: 2
{{- end -}}

{{/* Properties of core-site.xml that clients need too, as YAML. */}}
{{- define "hdfs.clientCoreSite" -}}
{{- if .Values.ha.enabled }}
fs.defaultFS: hdfs://{{ include "hdfs.nameservice" . }}
{{- else }}
fs.defaultFS: hdfs://{{ include "hdfs.domain" (dict "context" . "component" "namenode") }}:8020
{{- end }}
{{- if .Values.kerberos.enabled }}
hadoop.security.authentication: kerberos
hadoop.security.authorization: true
hadoop.rpc.protection: {{ .Values.kerberos.protection }}
{{- end }}
{{- end -}}

{{/* core-site.xml of the servers. */}}
{{- define "hdfs.coreSite" -}}
{{- include "hdfs.site" (dict "name" "coreSite" "own" (include "hdfs.ownCoreSite" .) "given" .Values.coreSite "default" (include "hdfs.defaultCoreSite" .)) -}}
{{- end -}}
