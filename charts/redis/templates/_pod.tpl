{{/* The pod template, the same in a StatefulSet and in a Deployment. */}}
{{- define "redis.pod" -}}
{{- $args := dict "context" . "values" .Values "images" (list .Values.image) -}}
{{- $full := include "rutter.names.full" $args -}}
{{- $ping := dict "command" (list "sh" "-c" "redis-cli ping | grep -q PONG") -}}
{{- $checksums := dict "config" (include "redis.config" .) -}}
{{- if and .Values.auth.enabled .Values.auth.password }}{{ $_ := set $checksums "auth" .Values.auth.password }}{{ end -}}
metadata:
  {{- include "rutter.pod.metadata" (merge (dict "checksums" $checksums) $args) | nindent 2 }}
spec:
  {{- include "rutter.pod.spec" $args | nindent 2 }}
  {{- if .Values.auth.enabled }}
  initContainers:
    # Redis reads the password from a file: a command line can be seen by others.
    - name: auth
      image: {{ include "rutter.images.reference" (dict "context" . "image" .Values.image) }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      env:
        {{- include "redis.authEnv" . | nindent 8 }}
      command:
        - sh
        - -ec
        - |
          umask 077
          quoted=$(printf %s "$REDISCLI_AUTH" | sed 's/[\\"]/\\&/g')
          printf 'requirepass "%s"\n' "$quoted" > /run/redis/auth.conf
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        - name: run
          mountPath: /run/redis
  {{- end }}
  containers:
    - name: redis
      image: {{ include "rutter.images.reference" (dict "context" . "image" .Values.image) }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        - /etc/redis/redis.conf
      {{- if or .Values.auth.enabled .Values.extraEnv }}
      env:
        {{- if .Values.auth.enabled }}
        {{- include "redis.authEnv" . | nindent 8 }}
        {{- end }}
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      ports:
        - name: redis
          containerPort: 6379
      {{- with include "rutter.container.probes" (dict "values" .Values.probes "defaults" (dict
          "startup" (dict "exec" $ping "periodSeconds" 2 "failureThreshold" 150)
          "liveness" (dict "tcpSocket" (dict "port" "redis") "periodSeconds" 10)
          "readiness" (dict "exec" $ping "periodSeconds" 5 "timeoutSeconds" 3))) }}
      {{- . | nindent 6 }}
      {{- end }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/redis
          readOnly: true
        {{- if .Values.auth.enabled }}
        - name: run
          mountPath: /run/redis
          readOnly: true
        {{- end }}
        - name: data
          mountPath: /data
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ $full }}
    {{- if .Values.auth.enabled }}
    {{- include "rutter.volumes.temporary" (dict "folders" (dict "run" (dict "medium" "Memory" "sizeLimit" "1Mi"))) | nindent 4 }}
    {{- end }}
    {{- $claim := ternary $full "" (eq .Values.kind "Deployment") }}
    {{- with include "rutter.volumes.data" (dict "name" "data" "persistence" .Values.persistence "claim" $claim) }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
