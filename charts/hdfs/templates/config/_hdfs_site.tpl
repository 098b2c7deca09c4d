{{/* Properties of hdfs-site.xml that other values decide, as YAML. */}}
{{- define "hdfs.ownHdfsSite" -}}
{{- include "hdfs.clientHdfsSite" . }}
dfs.namenode.name.dir: file:///data/name
dfs.namenode.rpc-bind-host: 0.0.0.0
dfs.namenode.http-bind-host: 0.0.0.0
dfs.namenode.https-bind-host: 0.0.0.0
dfs.hosts: /etc/hadoop-hosts/include
dfs.hosts.exclude: /etc/hadoop-hosts/exclude
dfs.datanode.data.dir: {{ include "hdfs.dataFolders" . | quote }}
dfs.datanode.hostname: ${env.DATANODE_HOST}
dfs.datanode.use.datanode.hostname: {{ include "hdfs.dataNodesHaveNames" . }}
dfs.namenode.datanode.registration.ip-hostname-check: false
{{- if .Values.ha.enabled }}
dfs.ha.namenode.id: ${env.POD_NAME}
dfs.ha.automatic-failover.enabled: true
dfs.namenode.shared.edits.dir: qjournal://{{ include "hdfs.journalNodes" . | replace "," ";" }}/{{ include "hdfs.nameservice" . }}
dfs.journalnode.edits.dir: /data/journal
{{- end }}
{{- include "hdfs.kerberosHdfsSite" . }}
{{- end -}}

{{/* Properties of hdfs-site.xml that hdfsSite may replace, as YAML. */}}
{{- define "hdfs.defaultHdfsSite" -}}
{{- if .Values.ha.enabled }}
{{- include "hdfs.failoverHdfsSite" . }}
dfs.ha.fencing.methods: shell(/bin/true)
{{- end }}
{{- end -}}

{{/* How clients find the active NameNode, as YAML. */}}
{{- define "hdfs.failoverHdfsSite" }}
dfs.client.failover.sleep.base.millis: 200
dfs.client.failover.sleep.max.millis: 2000
{{- end -}}

{{/*
Properties of hdfs-site.xml that clients need too, as YAML. With Kerberos the one NameNode is called by its
pod's name, as with high availability: clients expect the principal of the name that its address has.
*/}}
{{- define "hdfs.clientHdfsSite" -}}
{{- $domain := include "hdfs.domain" (dict "context" . "component" "namenode") -}}
dfs.replication: {{ include "hdfs.replication" . }}
dfs.client.use.datanode.hostname: {{ include "hdfs.dataNodesHaveNames" . }}
{{- if .Values.ha.enabled }}
{{- $service := include "hdfs.nameservice" . }}
dfs.nameservices: {{ $service }}
dfs.ha.namenodes.{{ $service }}: {{ include "hdfs.nameNodes" . }}
dfs.client.failover.proxy.provider.{{ $service }}: org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider
{{- range splitList "," (include "hdfs.nameNodes" .) }}
dfs.namenode.rpc-address.{{ $service }}.{{ . }}: {{ . }}.{{ $domain }}:8020
dfs.namenode.http-address.{{ $service }}.{{ . }}: {{ . }}.{{ $domain }}:9870
dfs.namenode.https-address.{{ $service }}.{{ . }}: {{ . }}.{{ $domain }}:9871
{{- end }}
{{- else }}
{{- $host := ternary (printf "%s.%s" (include "hdfs.nameNodes" .) $domain) $domain .Values.kerberos.enabled }}
dfs.namenode.rpc-address: {{ $host }}:8020
dfs.namenode.http-address: {{ $host }}:9870
dfs.namenode.https-address: {{ $host }}:9871
{{- end }}
{{- if .Values.tls.enabled }}
dfs.http.policy: HTTPS_ONLY
{{- end }}
{{- if .Values.kerberos.enabled }}
dfs.namenode.kerberos.principal: {{ .Values.user }}/_HOST@{{ .Values.kerberos.realm }}
dfs.data.transfer.protection: {{ .Values.kerberos.protection }}
dfs.block.access.token.enable: true
{{- end }}
{{- end -}}

{{/*
Whether clients call DataNodes by the names that these give themselves: not where a restart changes the
name, since a NameNode tells clients the first one for ever (HDFS-17877), but the address it sees now.
*/}}
{{- define "hdfs.dataNodesHaveNames" -}}
{{- or (eq .Values.dataNode.kind "StatefulSet") .Values.dataNode.hostNetwork -}}
{{- end -}}

{{/* The folders of a DataNode with their storage types, joined by commas. */}}
{{- define "hdfs.dataFolders" -}}
{{- $folders := list -}}
{{- range $name, $volume := .Values.dataNode.volumes -}}
{{- $folders = append $folders (printf "[%s]file:///data/%s/dfs" (default "DISK" $volume.storageType) $name) -}}
{{- end -}}
{{- join "," $folders -}}
{{- end -}}

{{/* hdfs-site.xml of the servers. */}}
{{- define "hdfs.hdfsSite" -}}
{{- include "hdfs.site" (dict "name" "hdfsSite" "own" (include "hdfs.ownHdfsSite" .) "given" .Values.hdfsSite "default" (include "hdfs.defaultHdfsSite" .)) -}}
{{- end -}}
