{{/* The container of the server. */}}
{{- define "redis.server" -}}
{{- $several := ne .Values.architecture "standalone" -}}
{{- $ping := dict "command" (list "sh" "-c" (printf "%s ping | grep -q PONG" (include "redis.cli" .))) -}}
{{- $port := dict "port" "redis" -}}
- name: redis
  image: {{ include "redis.image" . }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  {{- if $several }}
  command:
    - sh
    - /scripts/start-server.sh
  env:
    {{- include "redis.environment" (dict "context" . "pod" true) | trim | nindent 4 }}
    {{- with .Values.extraEnv }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  lifecycle:
    preStop:
      exec:
        command:
          - sh
          - /scripts/hand-over.sh
  {{- else }}
  args:
    - /etc/redis/redis.conf
  {{- if or .Values.auth.enabled .Values.extraEnv }}
  env:
    {{- if .Values.auth.enabled }}
    {{- include "redis.authEnv" . | nindent 4 }}
    {{- end }}
    {{- with .Values.extraEnv }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- end }}
  ports:
    - name: redis
      containerPort: 6379
    {{- if eq .Values.architecture "cluster" }}
    - name: bus
      containerPort: 16379
    {{- end }}
  {{- with include "rutter.container.probes" (dict "values" .Values.probes "defaults" (dict
      "startup" (dict "tcpSocket" $port "periodSeconds" 2 "failureThreshold" 150)
      "liveness" (dict "tcpSocket" $port "periodSeconds" 10 "timeoutSeconds" 5 "failureThreshold" 6)
      "readiness" (dict "exec" $ping "periodSeconds" 5 "timeoutSeconds" 3))) }}
  {{- . | nindent 2 }}
  {{- end }}
  resources:
    {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 4 }}
  volumeMounts:
    - name: config
      mountPath: /etc/redis
      readOnly: true
    {{- if or $several .Values.auth.enabled }}
    - name: run
      mountPath: /run/redis
      {{- if not $several }}
      readOnly: true
      {{- end }}
    {{- end }}
    - name: data
      mountPath: /data
    {{- if $several }}
    {{- include "redis.clientMounts" . | nindent 4 }}
    {{- with include "redis.aclMounts" . | trim }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- else if .Values.tls.enabled }}
    - name: tls
      mountPath: /tls
      readOnly: true
    {{- end }}
    {{- with .Values.extraVolumeMounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
