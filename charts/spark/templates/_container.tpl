{{/*
The variables of every server.
context: the root context; memory, options: heap and options of a daemon's Java process (may be left out).
*/}}
{{- define "spark.environment" -}}
{{- $values := .context.Values -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: SPARK_CONF_DIR
  value: /opt/spark/conf
- name: SPARK_LOCAL_DIRS
  value: /local
{{- with .memory }}
- name: SPARK_DAEMON_MEMORY
  value: {{ . }}
{{- end }}
{{- with .options }}
- name: SPARK_DAEMON_JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
{{- with $values.classpath }}
- name: SPARK_DAEMON_CLASSPATH
  value: {{ . | quote }}
{{- end }}
{{- if $values.hadoop.configMap }}
- name: HADOOP_CONF_DIR
  value: /etc/hadoop/conf
{{- end }}
{{- with $values.hadoop.userName }}
- name: HADOOP_USER_NAME
  value: {{ . }}
{{- end }}
{{- if $values.auth.enabled }}
{{- include "spark.secretVariable" (dict "name" "_SPARK_AUTH_SECRET" "secret" $values.auth.existingSecret "key" $values.auth.existingSecretKey) }}
{{- end }}
{{- if $values.tls.enabled }}
{{- include "spark.secretVariable" (dict "name" "SPARK_STORE_PASSWORD" "secret" $values.tls.existingSecret "key" $values.tls.passwordKey) }}
{{- end }}
{{- if $values.s3.existingSecret }}
{{- include "spark.secretVariable" (dict "name" "AWS_ACCESS_KEY_ID" "secret" $values.s3.existingSecret "key" $values.s3.accessKeyKey) }}
{{- include "spark.secretVariable" (dict "name" "AWS_SECRET_ACCESS_KEY" "secret" $values.s3.existingSecret "key" $values.s3.secretKeyKey) }}
{{- end }}
{{- with $values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A variable from a Secret. name, secret, key: of the variable and where it is. */}}
{{- define "spark.secretVariable" }}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}

{{/* The mounts of every server. context: the root context. */}}
{{- define "spark.mounts" -}}
{{- $values := .context.Values -}}
- name: config
  mountPath: /opt/spark/conf
  readOnly: true
- name: tmp
  mountPath: /tmp
- name: local
  mountPath: /local
{{- if $values.tls.enabled }}
- name: tls
  mountPath: /tls
  readOnly: true
{{- end }}
{{- if $values.hadoop.configMap }}
- name: hadoop
  mountPath: /etc/hadoop/conf
  readOnly: true
{{- end }}
{{- if $values.eventLog.persistence.enabled }}
- name: events
  mountPath: /events
{{- end }}
{{- with $values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The volumes of every pod. context: the root context; local: the emptyDir for shuffle files (may be left out). */}}
{{- define "spark.volumes" -}}
{{- $values := .context.Values -}}
- name: config
  configMap:
    name: {{ include "rutter.names.full" (dict "context" .context) }}
{{ include "rutter.volumes.temporary" (dict "folders" (dict "tmp" dict "local" (default dict .local))) }}
{{- if $values.tls.enabled }}
- name: tls
  secret:
    secretName: {{ $values.tls.existingSecret }}
    defaultMode: 0440
    items:
      - key: {{ $values.tls.keyStoreKey }}
        path: keystore
      - key: {{ $values.tls.trustStoreKey }}
        path: truststore
{{- end }}
{{- with $values.hadoop.configMap }}
- name: hadoop
  configMap:
    name: {{ . }}
{{- end }}
{{- if $values.eventLog.persistence.enabled }}
- name: events
  persistentVolumeClaim:
    claimName: {{ default (include "rutter.names.full" (dict "context" .context "component" "events")) $values.eventLog.persistence.existingClaim }}
{{- end }}
{{- with $values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
