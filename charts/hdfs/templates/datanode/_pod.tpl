{{/* The pod template, the same in a StatefulSet and in a DaemonSet. */}}
{{- define "hdfs.dataNodePod" -}}
{{- $values := .Values.dataNode -}}
{{- $daemon := eq $values.kind "DaemonSet" -}}
{{- $pod := ternary (omit $values "podAntiAffinity") $values $daemon -}}
{{- $args := dict "context" . "component" "datanode" "values" $pod -}}
{{- $heaps := dict "HDFS_DATANODE_OPTS" (dict "values" $values "name" "dataNode.") -}}
metadata:
  {{- include "hdfs.podMetadata" $args | nindent 2 }}
spec:
  {{- include "hdfs.podSpec" $args | nindent 2 }}
  {{- if $values.hostNetwork }}
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  {{- end }}
  {{- with include "hdfs.dataNodePrepare" . }}
  initContainers:
    {{- . | nindent 4 }}
  {{- end }}
  containers:
    - name: datanode
      {{- include "hdfs.image" . | nindent 6 }}
      command:
        {{- include "hdfs.command" (dict "context" . "command" "datanode") | nindent 8 }}
      env:
        {{- include "hdfs.env" (merge (dict "heaps" $heaps) $args) | nindent 8 }}
        # What the NameNode and clients call this DataNode.
        {{- if $daemon }}
        - name: DATANODE_HOST
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
        {{- else }}
        - name: DATANODE_HOST
          value: $(POD_NAME).{{ include "hdfs.domain" $args }}
        {{- end }}
      ports:
        - name: data
          containerPort: 9866
        - name: ipc
          containerPort: 9867
        - name: http
          containerPort: {{ include "hdfs.webPort" $args }}
      {{- with include "rutter.container.probes" (dict "values" $values.probes "defaults" (dict
          "startup" (dict "tcpSocket" (dict "port" "ipc") "periodSeconds" 10 "failureThreshold" 60)
          "liveness" (dict "tcpSocket" (dict "port" "http") "periodSeconds" 10 "failureThreshold" 5)
          "readiness" (dict "tcpSocket" (dict "port" "ipc") "periodSeconds" 10))) }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- include "hdfs.limits" $args | nindent 6 }}
      volumeMounts:
        {{- include "hdfs.mounts" $args | nindent 8 }}
        {{- range $name, $volume := $values.volumes }}
        - name: {{ $name }}
          mountPath: /data/{{ $name }}
        {{- end }}
  volumes:
    {{- include "hdfs.volumes" $args | nindent 4 }}
    {{- with include "hdfs.dataNodeVolumes" . }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end -}}
