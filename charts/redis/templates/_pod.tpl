{{/* The pod template, the same in a StatefulSet and in a Deployment. */}}
{{- define "redis.pod" -}}
{{- $images := list .Values.image -}}
{{- if .Values.metrics.enabled }}{{ $images = append $images .Values.metrics.image }}{{ end -}}
{{- $args := dict "context" . "values" (ternary (omit .Values "podAntiAffinity") .Values (eq .Values.architecture "standalone")) "images" $images -}}
{{- $full := include "rutter.names.full" $args -}}
{{- $several := ne .Values.architecture "standalone" -}}
{{- $checksums := dict "config" (include "redis.files" .) -}}
{{- if and .Values.auth.enabled .Values.auth.password }}{{ $_ := set $checksums "auth" .Values.auth.password }}{{ end -}}
{{- if .Values.acl.users }}{{ $_ := set $checksums "users" (toJson .Values.acl.users) }}{{ end -}}
{{- if $several }}{{ $_ := set $checksums "scripts" (include "redis.scripts" .) }}{{ end -}}
metadata:
  {{- include "rutter.pod.metadata" (merge (dict "checksums" $checksums) $args) | nindent 2 }}
spec:
  {{- include "rutter.pod.spec" $args | nindent 2 }}
  {{- $gate := include "rutter.pod.startGate" (dict "context" . "image" (include "redis.image" .) "pullPolicy" .Values.image.pullPolicy) }}
  {{- $hasSecrets := eq (include "redis.hasSecretLines" .) "true" }}
  {{- if or $gate $hasSecrets }}
  initContainers:
    {{- with $gate }}
    {{- . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- if $hasSecrets }}
    # Redis reads passwords from a file: a command line can be seen by others.
    - name: auth
      image: {{ include "redis.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      env:
        {{- include "redis.environment" (dict "context" .) | trim | nindent 8 }}
      command:
        - sh
        - -ec
        - |
          umask 077
          sh /scripts/secrets.sh > /run/redis/auth.conf
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/redis
          readOnly: true
        - name: run
          mountPath: /run/redis
        - name: scripts
          mountPath: /scripts
          readOnly: true
        {{- with include "redis.aclMounts" . | trim }}
        {{- . | nindent 8 }}
        {{- end }}
  {{- end }}
  containers:
    {{- include "redis.server" . | nindent 4 }}
    {{- if eq .Values.architecture "sentinel" }}
    {{- include "redis.sentinel" . | nindent 4 }}
    {{- end }}
    {{- if .Values.metrics.enabled }}
    {{- include "redis.exporter" . | nindent 4 }}
    {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ $full }}
    {{- if or $several .Values.auth.enabled }}
    - name: scripts
      configMap:
        name: {{ include "rutter.names.full" (dict "context" . "component" "scripts") }}
        defaultMode: 0555
    {{- $memory := dict "medium" "Memory" "sizeLimit" "1Mi" }}
    {{- $folders := dict "run" $memory }}
    {{- if eq .Values.architecture "sentinel" }}{{ $folders = dict "run" $memory "run-sentinel" $memory "tmp" dict }}{{ end }}
    {{- include "rutter.volumes.temporary" (dict "folders" $folders) | nindent 4 }}
    {{- with include "redis.aclVolumes" . | trim }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- end }}
    {{- if .Values.tls.enabled }}
    {{- include "redis.tlsVolume" . | nindent 4 }}
    {{- end }}
    {{- $claim := ternary $full "" (eq .Values.kind "Deployment") }}
    {{- with include "rutter.volumes.data" (dict "name" "data" "persistence" .Values.persistence "claim" $claim) }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
