{{/*
A part's block as the pod templates of rutter-common read it: with its service account and the security
context that both have.
context: the root context; values: the part's block; account: name of the service account.
*/}}
{{- define "clic.podValues" -}}
{{- $own := pick .values "podLabels" "podAnnotations" "nodeSelector" "tolerations" "affinity" "podAntiAffinity" "topologySpreadConstraints" "priorityClassName" "terminationGracePeriodSeconds" -}}
{{- toYaml (merge (dict "serviceAccount" (dict "name" .account) "podSecurityContext" .context.Values.podSecurityContext) $own) -}}
{{- end -}}

{{/* Image and security of a container. */}}
{{- define "clic.container" -}}
image: {{ include "rutter.images.reference" (dict "context" . "image" .Values.image) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 2 }}
{{- end -}}

{{/*
The init containers that wait until servers answer, or nothing: those that an umbrella chart names, then
those of the values, one after the other.
context: the root context; name: of the part; addresses: a list of HOST:PORT.
*/}}
{{- define "clic.wait" -}}
{{- $wait := .context.Values.wait -}}
{{- $image := .context.Values.image -}}
{{- $gate := include "rutter.pod.startGate" (dict "context" .context "name" .name "image" (include "rutter.images.reference" (dict "context" .context "image" $image)) "pullPolicy" $image.pullPolicy) -}}
{{- $waits := and $wait.enabled (not (empty .addresses)) -}}
{{- if or $gate $waits -}}
initContainers:
{{- with $gate }}
  {{- . | nindent 2 }}
{{- end }}
{{- end }}
{{- if $waits }}
  - name: wait
    {{- include "clic.container" .context | nindent 4 }}
    command:
      - bash
      - -c
      - |
        for server in "$@"; do
          echo "waits for $server"
          until timeout 5 bash -c "exec 3<> /dev/tcp/${server%:*}/${server##*:}" 2> /dev/null; do
            {{- if $wait.seconds }}
            if [ "$SECONDS" -ge {{ $wait.seconds }} ]; then
              echo "$server did not answer within {{ $wait.seconds }} s" >&2
              exit 1
            fi
            {{- end }}
            sleep 2
          done
          SECONDS=0
        done
      - wait
      {{- toYaml .addresses | nindent 6 }}
    resources:
      requests:
        cpu: 10m
        memory: 16Mi
{{- end -}}
{{- end -}}

{{/* Variables of both parts. */}}
{{- define "clic.environment" -}}
{{- $hdfs := .Values.hdfs -}}
- name: NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- with .Values.redis.address }}
- name: REDIS_HOST
  value: {{ regexReplaceAll ":[0-9]*$" . "" }}
- name: REDIS_PORT
  value: {{ regexFind "[0-9]*$" . | quote }}
{{- end }}
{{- with $hdfs.address }}
- name: HDFS_URI
  value: hdfs://{{ . }}
{{- end }}
{{- with .Values.spark.address }}
- name: SPARK_MASTER
  value: spark://{{ . }}
{{- end }}
{{- if $hdfs.configMap }}
- name: HADOOP_CONF_DIR
  value: /etc/hadoop/conf
{{- end }}
{{- with $hdfs.userName }}
- name: HADOOP_USER_NAME
  value: {{ . }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Mounts of both parts. */}}
{{- define "clic.mounts" -}}
- name: tmp
  mountPath: /tmp
- name: work
  mountPath: /workspace
{{- if .Values.jars.existingClaim }}
- name: jars
  mountPath: {{ .Values.jars.mountPath }}
  {{- if .Values.jars.readOnly }}
  readOnly: true
  {{- end }}
{{- end }}
{{- if .Values.hdfs.configMap }}
- name: hadoop
  mountPath: /etc/hadoop/conf
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Volumes of both pods. */}}
{{- define "clic.volumes" -}}
{{ include "rutter.volumes.temporary" (dict "folders" (dict "tmp" dict "work" dict)) }}
{{- with .Values.jars.existingClaim }}
- name: jars
  persistentVolumeClaim:
    claimName: {{ . }}
{{- end }}
{{- with .Values.hdfs.configMap }}
- name: hadoop
  configMap:
    name: {{ . }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
