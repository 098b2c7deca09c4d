{{/* The mounts of the containers of a NameNode's pod. */}}
{{- define "hdfs.nameNodeMounts" -}}
{{- include "hdfs.mounts" (dict "context" . "values" .Values.nameNode) }}
- name: scripts
  mountPath: /etc/hadoop-scripts
  readOnly: true
- name: hosts
  mountPath: /etc/hadoop-hosts
  readOnly: true
- name: data
  mountPath: /data
{{- end -}}
