{{/*
Name in DNS of a component's headless Service, as a pod of the release or of another namespace uses it.
context: the root context; component: the part of the chart.
*/}}
{{- define "hdfs.domain" -}}
{{- printf "%s.%s.svc.%s" (include "rutter.names.full" .) .context.Release.Namespace .context.Values.clusterDomain -}}
{{- end -}}

{{/*
The pods of a component with replicas, joined by commas.
context, component: as for hdfs.domain; replicas: how many.
*/}}
{{- define "hdfs.pods" -}}
{{- $full := include "rutter.names.full" . -}}
{{- $pods := list -}}
{{- range until (int .replicas) }}{{ $pods = append $pods (printf "%s-%d" $full .) }}{{ end -}}
{{- join "," $pods -}}
{{- end -}}

{{/* The NameNodes, joined by commas; their names are their identifiers. */}}
{{- define "hdfs.nameNodes" -}}
{{- include "hdfs.pods" (dict "context" . "component" "namenode" "replicas" .Values.nameNode.replicas) -}}
{{- end -}}

{{/* The JournalNodes as host:port, joined by commas. */}}
{{- define "hdfs.journalNodes" -}}
{{- $args := dict "context" . "component" "journalnode" "replicas" .Values.journalNode.replicas -}}
{{- $servers := list -}}
{{- range splitList "," (include "hdfs.pods" $args) }}{{ $servers = append $servers (printf "%s.%s:8485" . (include "hdfs.domain" $args)) }}{{ end -}}
{{- join "," $servers -}}
{{- end -}}

{{/* Name of the file system with high availability. */}}
{{- define "hdfs.nameservice" -}}
{{- default (include "rutter.names.full" (dict "context" .)) .Values.ha.nameservice -}}
{{- end -}}

{{/* ZooKeeper for the election, as host:port joined by commas. */}}
{{- define "hdfs.zookeeperQuorum" -}}
{{- if .Values.zookeeper.enabled -}}
{{- include "zookeeper.quorum" .Subcharts.zookeeper -}}
{{- else -}}
{{- .Values.ha.zookeeperQuorum -}}
{{- end -}}
{{- end -}}

{{/* The one service account of all pods, as the block serviceAccount of a component. */}}
{{- define "hdfs.serviceAccount" -}}
create: false
name: {{ include "rutter.names.serviceAccount" (dict "context" . "values" .Values.serviceAccount) }}
{{- end -}}

{{/* Copies of each block. */}}
{{- define "hdfs.replication" -}}
{{- $dataNodes := ternary (int .Values.dataNode.replicas) 3 (eq .Values.dataNode.kind "StatefulSet") -}}
{{- default (min 3 $dataNodes) (int .Values.replication) -}}
{{- end -}}

{{/* "https" or "http", what web ports speak. */}}
{{- define "hdfs.scheme" -}}
{{- ternary "https" "http" .Values.tls.enabled -}}
{{- end -}}

{{/*
Number of a component's web port.
context: the root context; component: the part of the chart.
*/}}
{{- define "hdfs.webPort" -}}
{{- $ports := dict "namenode" (dict "http" 9870 "https" 9871) "datanode" (dict "http" 9864 "https" 9865) "journalnode" (dict "http" 8480 "https" 8481) -}}
{{- get (get $ports .component) (include "hdfs.scheme" .context) -}}
{{- end -}}
