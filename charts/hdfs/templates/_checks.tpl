{{/* Fails where values do not fit together in a way that the schema cannot say. */}}
{{- define "hdfs.checks" -}}
{{- include "hdfs.checkHighAvailability" . -}}
{{- include "hdfs.checkDataNodes" . -}}
{{- include "hdfs.checkSecurity" . -}}
{{- with .Values -}}
{{- if and (gt (int .httpfs.replicas) 1) (not .httpfs.existingSecret) -}}
{{- fail (printf "httpfs.replicas is %d and httpfs.existingSecret is empty: pods that share no secret refuse each other's cookies" (int .httpfs.replicas)) -}}
{{- end -}}
{{- if and .ingress.httpfs.enabled (not .httpfs.enabled) -}}
{{- fail "ingress.httpfs.enabled is true and httpfs.enabled is false: there is nothing to reach" -}}
{{- end -}}
{{- if and .httpRoute.httpfs.enabled (not .httpfs.enabled) -}}
{{- fail "httpRoute.httpfs.enabled is true and httpfs.enabled is false: there is nothing to reach" -}}
{{- end -}}
{{- if and .rackAwareness.enabled (not .rackAwareness.racks) -}}
{{- fail "rackAwareness.enabled is true and rackAwareness.racks is empty: name the rack of at least one DataNode" -}}
{{- end -}}
{{- if and .serviceMonitor.enabled (not .metrics.enabled) -}}
{{- fail "serviceMonitor.enabled is true and metrics.enabled is false: there is nothing to scrape" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* NameNodes, JournalNodes and ZooKeeper. */}}
{{- define "hdfs.checkHighAvailability" -}}
{{- $nameNodes := int .Values.nameNode.replicas -}}
{{- $journalNodes := int .Values.journalNode.replicas -}}
{{- if .Values.ha.enabled -}}
{{- if lt $nameNodes 2 -}}
{{- fail (printf "nameNode.replicas is %d and ha.enabled is true: high availability needs 2 or more" $nameNodes) -}}
{{- end -}}
{{- if or (lt $journalNodes 3) (eq (mod $journalNodes 2) 0) -}}
{{- fail (printf "journalNode.replicas is %d: high availability needs an odd number, 3 or more" $journalNodes) -}}
{{- end -}}
{{- if and .Values.zookeeper.enabled .Values.ha.zookeeperQuorum -}}
{{- fail "zookeeper.enabled is true and ha.zookeeperQuorum names another ZooKeeper: set one of them" -}}
{{- end -}}
{{- if not (or .Values.zookeeper.enabled .Values.ha.zookeeperQuorum) -}}
{{- fail "ha.enabled is true without a ZooKeeper: set ha.zookeeperQuorum, or zookeeper.enabled to install one" -}}
{{- end -}}
{{- else -}}
{{- if gt $nameNodes 1 -}}
{{- fail (printf "nameNode.replicas is %d and ha.enabled is false: more than one NameNode needs high availability" $nameNodes) -}}
{{- end -}}
{{- if .Values.zookeeper.enabled -}}
{{- fail "zookeeper.enabled is true and ha.enabled is false: one NameNode needs no ZooKeeper" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* DataNodes, their volumes and replication. */}}
{{- define "hdfs.checkDataNodes" -}}
{{- $dataNode := .Values.dataNode -}}
{{- if not $dataNode.volumes -}}
{{- fail "dataNode.volumes is empty: a DataNode needs at least one volume" -}}
{{- end -}}
{{- if eq $dataNode.kind "DaemonSet" -}}
{{- range $name, $volume := $dataNode.volumes -}}
{{- if and $dataNode.persistence.enabled (not $volume.hostPath) -}}
{{- fail (printf "dataNode.volumes.%s.hostPath is empty and dataNode.kind is DaemonSet: a DaemonSet has no claims, name a folder of the node" $name) -}}
{{- end -}}
{{- end -}}
{{- else if gt (int .Values.replication) (int $dataNode.replicas) -}}
{{- fail (printf "replication is %d and dataNode.replicas is %d: there are not as many DataNodes as copies" (int .Values.replication) (int $dataNode.replicas)) -}}
{{- end -}}
{{- end -}}

{{/* Kerberos and TLS. */}}
{{- define "hdfs.checkSecurity" -}}
{{- with .Values.tls -}}
{{- if and .enabled (not (and .existingSecret .passwordSecret)) -}}
{{- fail "tls.enabled is true without key stores: set tls.existingSecret and tls.passwordSecret" -}}
{{- end -}}
{{- end -}}
{{- with .Values.kerberos -}}
{{- if .enabled -}}
{{- range list "realm" "krb5ConfigMap" "existingSecret" -}}
{{- if not (get $.Values.kerberos .) }}{{ fail (printf "kerberos.%s is empty and kerberos.enabled is true: set it" .) }}{{ end -}}
{{- end -}}
{{- if not $.Values.tls.enabled -}}
{{- fail "kerberos.enabled is true and tls.enabled is false: DataNodes start with Kerberos only when they serve HTTPS" -}}
{{- end -}}
{{- if not (include "hdfs.dataNodesHaveNames" $ | eq "true") -}}
{{- fail "kerberos.enabled is true and dataNode.kind is DaemonSet without dataNode.hostNetwork: a DataNode's principal would change with its address" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
