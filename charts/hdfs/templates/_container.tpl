{{/*
The environment of a container.
context: the root context; values: the component's block; heaps: what the variables with JVM options
are made from, by name, each a map with values and name as for rutter.container.heap.
*/}}
{{- define "hdfs.env" -}}
{{- $root := .context.Values -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: HADOOP_CONF_DIR
  value: /etc/hadoop
- name: HADOOP_LOG_DIR
  value: /tmp/logs
- name: HADOOP_PID_DIR
  value: /tmp/pid
- name: HADOOP_ROOT_LOGGER
  value: {{ $root.logging.level }},console
# Java 9 and later read it: Hadoop looks into what Java 17 keeps closed.
- name: JDK_JAVA_OPTIONS
  value: --add-opens=java.base/java.lang=ALL-UNNAMED
# For the commands that scripts run.
- name: HADOOP_CLIENT_OPTS
  value: -Xmx128m
{{- range $variable, $heap := .heaps }}
- name: {{ $variable }}
  value: {{ printf "-Xmx%sm %s" (include "rutter.container.heap" $heap) $heap.values.jvmOptions | trim | quote }}
{{- end }}
{{- if $root.kerberos.enabled }}
- name: KRB5CCNAME
  value: /tmp/krb5cc
{{- end }}
{{- if $root.tls.enabled }}
- name: TLS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $root.tls.passwordSecret }}
      key: {{ $root.tls.passwordSecretKey }}
{{- end }}
{{- with .values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/*
The command that runs a server. Each start has a folder for its process identifier of its own, since
one that is left over keeps a server from starting.
context: the root context; command: arguments of hdfs, as one text; before: a line before it (may be
left out).
*/}}
{{- define "hdfs.command" -}}
- bash
- -ec
- |
  export HADOOP_PID_DIR=$(mktemp -d)
  {{- with .before }}
  {{ . }}
  {{- end }}
  exec {{ .context.Values.hadoopHome }}/bin/hdfs {{ .command }}
{{- end -}}

{{/*
The mounts of a container.
context: the root context; values: the component's block.
*/}}
{{- define "hdfs.mounts" -}}
- name: config
  mountPath: /etc/hadoop
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .context.Values.kerberos.enabled }}
- name: keytab
  mountPath: /etc/hadoop-keytab
  readOnly: true
- name: krb5
  mountPath: /etc/krb5.conf
  subPath: krb5.conf
  readOnly: true
{{- end }}
{{- if .context.Values.tls.enabled }}
- name: tls
  mountPath: /etc/hadoop-tls
  readOnly: true
{{- end }}
{{- with .values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/*
The volumes of those mounts.
context: the root context; values: the component's block; config: name of the ConfigMap for
/etc/hadoop, the servers' when left out.
*/}}
{{- define "hdfs.volumes" -}}
{{- $full := include "rutter.names.full" (dict "context" .context) -}}
- name: config
  configMap:
    name: {{ default $full .config }}
{{ include "rutter.volumes.temporary" (dict "folders" (dict "tmp" dict)) }}
{{- with .context.Values.kerberos }}
{{- if .enabled }}
- name: keytab
  secret:
    secretName: {{ .existingSecret }}
    items:
      - key: {{ .existingSecretKey }}
        path: hadoop.keytab
- name: krb5
  configMap:
    name: {{ .krb5ConfigMap }}
{{- end }}
{{- end }}
{{- with .context.Values.tls }}
{{- if .enabled }}
- name: tls
  secret:
    secretName: {{ .existingSecret }}
{{- end }}
{{- end }}
{{- with .values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/*
The fields that every pod has beside its containers and volumes (rutter.pod.spec).
context, component: as for rutter.labels.selector; values: the component's block.
*/}}
{{- define "hdfs.podSpec" -}}
{{- $root := .context.Values -}}
{{- $shared := dict "podSecurityContext" $root.podSecurityContext "serviceAccount" (include "hdfs.serviceAccount" .context | fromYaml) -}}
{{- $values := merge $shared (omit .values "podSecurityContext" "serviceAccount") -}}
{{- include "rutter.pod.spec" (dict "context" .context "component" .component "values" $values "images" (list $root.image)) -}}
{{- end -}}

{{/*
The field metadata of a pod template, with the checksum of the configuration.
context, component: as for rutter.labels.selector; values: the component's block; files: more texts
that the pods restart for, by name (may be left out).
*/}}
{{- define "hdfs.podMetadata" -}}
{{- $checksums := dict "core-site" (include "hdfs.coreSite" .context) "hdfs-site" (include "hdfs.hdfsSite" .context) "log4j" (include "hdfs.log4j" .context) -}}
{{- include "rutter.pod.metadata" (dict "context" .context "component" .component "values" .values "checksums" (merge $checksums (default dict .files))) -}}
{{- end -}}

{{/* The first fields of a container: image and when it is pulled. */}}
{{- define "hdfs.image" -}}
image: {{ include "rutter.images.reference" (dict "context" . "image" .Values.image) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end -}}

{{/*
The last fields of a container: resources, security context.
context: the root context; values: the block with resources.
*/}}
{{- define "hdfs.limits" -}}
resources:
  {{- toYaml .values.resources | nindent 2 }}
securityContext:
  {{- include "rutter.container.securityContext" (dict "values" .context.Values.containerSecurityContext) | nindent 2 }}
{{- end -}}
