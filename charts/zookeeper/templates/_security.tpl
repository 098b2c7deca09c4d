{{/*
An init container that puts key and certificate into one file, as ZooKeeper reads them, or nothing
without TLS.
*/}}
{{- define "zookeeper.keyStores" -}}
{{- if or .Values.tls.client.enabled .Values.tls.quorum.enabled -}}
- name: key-stores
  image: {{ include "rutter.images.reference" (dict "context" . "image" .Values.image) }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - bash
    - -ec
    - |
      umask 077
      {{- range $name, $tls := .Values.tls }}
      {{- if $tls.enabled }}
      cat /etc/zookeeper/{{ $name }}/tls.key /etc/zookeeper/{{ $name }}/tls.crt > /run/zookeeper/{{ $name }}.pem
      {{- end }}
      {{- end }}
  resources:
    {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 4 }}
  volumeMounts:
    {{- include "zookeeper.secretMounts" . | nindent 4 }}
{{- end -}}
{{- end -}}

{{/* The mounts of certificates and of the JAAS configuration, or nothing. */}}
{{- define "zookeeper.secretMounts" -}}
{{- $mounts := list -}}
{{- range $name, $tls := .Values.tls -}}
{{- if $tls.enabled }}{{ $mounts = append $mounts (dict "name" $name "mountPath" (printf "/etc/zookeeper/%s" $name) "readOnly" true) }}{{ end -}}
{{- end -}}
{{- if $mounts }}{{ $mounts = append $mounts (dict "name" "run" "mountPath" "/run/zookeeper") }}{{ end -}}
{{- if .Values.sasl.enabled }}{{ $mounts = append $mounts (dict "name" "sasl" "mountPath" "/etc/zookeeper/sasl" "readOnly" true) }}{{ end -}}
{{- with $mounts }}{{ toYaml . }}{{ end -}}
{{- end -}}

{{/* The volumes of those mounts, or nothing. */}}
{{- define "zookeeper.secretVolumes" -}}
{{- $volumes := list -}}
{{- range $name, $tls := .Values.tls -}}
{{- if $tls.enabled }}{{ $volumes = append $volumes (dict "name" $name "secret" (dict "secretName" $tls.existingSecret)) }}{{ end -}}
{{- end -}}
{{- if $volumes }}{{ $volumes = append $volumes (dict "name" "run" "emptyDir" (dict "medium" "Memory" "sizeLimit" "1Mi")) }}{{ end -}}
{{- with .Values.sasl -}}
{{- $item := dict "key" .existingSecretKey "path" "jaas.conf" -}}
{{- if .enabled }}{{ $volumes = append $volumes (dict "name" "sasl" "secret" (dict "secretName" .existingSecret "items" (list $item))) }}{{ end -}}
{{- end -}}
{{- with $volumes }}{{ toYaml . }}{{ end -}}
{{- end -}}

{{/* The JVM option that names the JAAS configuration, or nothing. */}}
{{- define "zookeeper.saslOption" -}}
{{- if .Values.sasl.enabled -}}
-Djava.security.auth.login.config=/etc/zookeeper/sasl/jaas.conf
{{- end -}}
{{- end -}}
