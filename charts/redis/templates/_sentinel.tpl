{{/* The container of the sentinel, one beside each server. */}}
{{- define "redis.sentinel" -}}
{{- $sentinel := .Values.sentinel -}}
{{- $port := dict "port" "sentinel" -}}
{{- $ping := dict "command" (list "sh" "-c" (printf "%s -p 26379 ping | grep -q PONG" (include "redis.cli" .))) -}}
- name: sentinel
  image: {{ include "redis.image" . }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - sh
    - /scripts/start-sentinel.sh
  env:
    {{- include "redis.environment" (dict "context" . "pod" true) | trim | nindent 4 }}
    - name: SENTINEL
      value: {{ .Values.engine }}-sentinel
    - name: QUORUM
      value: {{ include "redis.quorum" . | quote }}
  ports:
    - name: sentinel
      containerPort: 26379
  {{- with include "rutter.container.probes" (dict "values" $sentinel.probes "defaults" (dict
      "startup" (dict "tcpSocket" $port "periodSeconds" 2 "failureThreshold" 60)
      "liveness" (dict "tcpSocket" $port "periodSeconds" 10 "timeoutSeconds" 5 "failureThreshold" 6)
      "readiness" (dict "exec" $ping "periodSeconds" 5 "timeoutSeconds" 3))) }}
  {{- . | nindent 2 }}
  {{- end }}
  resources:
    {{- toYaml $sentinel.resources | nindent 4 }}
  securityContext:
    {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 4 }}
  volumeMounts:
    - name: config
      mountPath: /etc/redis
      readOnly: true
    - name: run-sentinel
      mountPath: /run/redis
    # The name of the last master is kept here, for a start when no other sentinel is up.
    - name: data
      mountPath: /data
    - name: tmp
      mountPath: /tmp
    {{- include "redis.clientMounts" . | nindent 4 }}
{{- end -}}

{{/* Sentinels that must agree that the master is down: the majority, when 0. */}}
{{- define "redis.quorum" -}}
{{- default (add1 (div (include "redis.servers" . | int) 2)) (int .Values.sentinel.quorum) -}}
{{- end -}}
