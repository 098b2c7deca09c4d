{{/*
The variables of every server. The entrypoint of the image writes JOB_MANAGER_RPC_ADDRESS into its copy
of the configuration: with high availability a JobManager is found by its own address.
context: the root context.
*/}}
{{- define "flink.environment" -}}
{{- $values := .context.Values -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
{{- /* Before 1.11 a pod of topology unified asks its host name for it. */}}
{{- if or (include "flink.since" (dict "context" .context "version" "1.11")) (eq $values.topology "standard") }}
- name: JOB_MANAGER_RPC_ADDRESS
  value: {{ ternary (include "flink.jobManagerAddress" .context) "$(POD_IP)" (eq $values.highAvailability.type "none") }}
{{- end }}
- name: FLINK_CONF_DIR
  value: {{ $values.configuration.directory }}
- name: FLINK_LOG_DIR
  value: {{ $values.logs.path }}
{{- with $values.plugins }}
- name: ENABLE_BUILT_IN_PLUGINS
  value: {{ join ";" . }}
{{- end }}
{{- if $values.hadoop.configMap }}
- name: HADOOP_CONF_DIR
  value: {{ $values.hadoop.path }}
{{- end }}
{{- with $values.hadoop.classpath }}
- name: HADOOP_CLASSPATH
  value: {{ . | quote }}
{{- end }}
{{- with $values.hadoop.userName }}
- name: HADOOP_USER_NAME
  value: {{ . }}
{{- end }}
{{- if $values.s3.existingSecret }}
{{- include "flink.secretVariable" (dict "name" "AWS_ACCESS_KEY_ID" "secret" $values.s3.existingSecret "key" $values.s3.accessKeyKey) }}
{{- include "flink.secretVariable" (dict "name" "AWS_SECRET_ACCESS_KEY" "secret" $values.s3.existingSecret "key" $values.s3.secretKeyKey) }}
{{- end }}
{{- with $values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A variable from a Secret. name, secret, key: of the variable and where it is. */}}
{{- define "flink.secretVariable" }}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}

{{/* The mounts of every server. context: the root context. */}}
{{- define "flink.mounts" -}}
{{- $values := .context.Values -}}
- name: flink-conf
  mountPath: {{ $values.configuration.path }}
  readOnly: true
- name: conf
  mountPath: {{ $values.configuration.directory }}
- name: flink-log
  mountPath: {{ $values.logs.path }}
- name: tmp
  mountPath: /tmp
{{- if $values.hadoop.configMap }}
- name: hdfs-conf
  mountPath: {{ $values.hadoop.path }}
  readOnly: true
{{- end }}
{{- if $values.state.persistence.enabled }}
- name: state
  mountPath: /state
{{- end }}
{{- /* The entrypoint links a plugin into a folder that it makes. */}}
{{- range $values.plugins }}
{{- $name := trimSuffix ".jar" . }}
- name: plugins
  mountPath: /opt/flink/plugins/{{ $name }}
  subPath: {{ $name }}
{{- end }}
{{- with $values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The volumes of every pod. context: the root context. */}}
{{- define "flink.volumes" -}}
{{- $values := .context.Values -}}
- name: flink-conf
  configMap:
    name: {{ include "flink.configMap" .context }}
- name: flink-log
  {{- toYaml (default (dict "emptyDir" dict) $values.logs.volume) | nindent 2 }}
{{ include "rutter.volumes.temporary" (dict "folders" (dict "conf" dict "tmp" dict)) }}
{{- if $values.plugins }}
{{ include "rutter.volumes.temporary" (dict "folders" (dict "plugins" dict)) }}
{{- end }}
{{- with $values.hadoop.configMap }}
- name: hdfs-conf
  configMap:
    name: {{ . }}
{{- end }}
{{- if $values.state.persistence.enabled }}
- name: state
  persistentVolumeClaim:
    claimName: {{ default (include "rutter.names.full" (dict "context" .context "component" "state")) $values.state.persistence.existingClaim }}
{{- end }}
{{- with $values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The init container that makes the copy of the configuration which the entrypoint may change. context: the root context. */}}
{{- define "flink.copyConfiguration" -}}
{{- $configuration := .context.Values.configuration -}}
{{- include "flink.containerHead" (dict "context" .context "name" "configuration") }}
  command:
    - sh
    - -c
    - cp -L {{ $configuration.path }}/* {{ $configuration.directory }}/
  resources:
    requests:
      cpu: 10m
      memory: 16Mi
  securityContext:
    {{- include "rutter.container.securityContext" (dict "values" .context.Values.containerSecurityContext) | nindent 4 }}
  volumeMounts:
    - name: flink-conf
      mountPath: {{ $configuration.path }}
      readOnly: true
    - name: conf
      mountPath: {{ $configuration.directory }}
{{- end -}}

{{/* The head of a container: its name and image. context: the root context; name: the container's. */}}
{{- define "flink.containerHead" -}}
- name: {{ .name }}
  image: {{ include "rutter.images.reference" (dict "context" .context "image" .context.Values.image) }}
  imagePullPolicy: {{ .context.Values.image.pullPolicy }}
{{- end -}}

{{/* The port of the metrics, as an item of a list, or nothing. context: the root context. */}}
{{- define "flink.metricsPort" -}}
{{- $metrics := .context.Values.metrics -}}
{{- if $metrics.enabled -}}
- name: metrics
  containerPort: {{ $metrics.port }}
{{- end -}}
{{- end -}}

{{/*
The probes of a server: its RPC port for start and liveness, and readiness as given.
values: the block probes; readiness: a handler.
*/}}
{{- define "flink.probes" -}}
{{- $port := dict "port" "rpc" -}}
{{- include "rutter.container.probes" (dict "values" .values "defaults" (dict
    "startup" (dict "tcpSocket" $port "periodSeconds" 2 "failureThreshold" 90)
    "liveness" (dict "tcpSocket" $port "periodSeconds" 10 "timeoutSeconds" 5 "failureThreshold" 6)
    "readiness" (merge (dict "periodSeconds" 5 "timeoutSeconds" 10) .readiness))) -}}
{{- end -}}
