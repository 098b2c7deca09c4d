{{/*
redis.conf: one line per directive, lists repeated, sorted by directive; true is yes, as YAML reads
a bare yes as true. What the architecture needs comes first, so that config can say it otherwise.
*/}}
{{- define "redis.config" -}}
dir /data
{{- include "redis.architectureConfig" . }}
{{- range $directive, $value := .Values.config }}
{{- range (ternary $value (list $value) (kindIs "slice" $value)) }}
{{ $directive }} {{ if kindIs "bool" . }}{{ ternary "yes" "no" . }}{{ else }}{{ include "rutter.text.scalar" . }}{{ end }}
{{- end }}
{{- end }}
{{- if eq (include "redis.hasSecretLines" .) "true" }}
include /run/redis/auth.conf
{{- end }}
{{- end -}}

{{/* Whether a single server reads lines made from Secrets; several write their whole configuration. */}}
{{- define "redis.hasSecretLines" -}}
{{- and .Values.auth.enabled (eq .Values.architecture "standalone") -}}
{{- end -}}

{{- define "redis.architectureConfig" -}}
{{- if .Values.tls.enabled }}
port 0
tls-port 6379
{{- include "redis.tlsConfig" . }}
tls-replication yes
{{- end }}
{{- if not (hasKey .Values.config "protected-mode") }}
protected-mode no
{{- end }}
{{- if has .Values.architecture (list "replication" "sentinel") }}
min-replicas-to-write {{ .Values.replication.minReplicasToWrite }}
min-replicas-max-lag {{ .Values.replication.minReplicasMaxLag }}
repl-diskless-sync-delay 0
repl-timeout 20
{{- end }}
{{- if eq .Values.architecture "cluster" }}
cluster-enabled yes
cluster-config-file /data/nodes.conf
cluster-node-timeout {{ include "rutter.text.scalar" .Values.cluster.nodeTimeoutMilliseconds }}
cluster-require-full-coverage {{ ternary "yes" "no" .Values.cluster.requireFullCoverage }}
cluster-preferred-endpoint-type hostname
{{- if .Values.tls.enabled }}
tls-cluster yes
{{- end }}
{{- end }}
{{- end -}}

{{- define "redis.tlsConfig" }}
tls-cert-file /tls/tls.crt
tls-key-file /tls/tls.key
tls-ca-cert-file /tls/ca.crt
tls-auth-clients {{ ternary "yes" "no" .Values.tls.requireClientCertificate }}
{{- end -}}

{{/* The head of sentinel.conf: what must stand before the master is named. */}}
{{- define "redis.sentinelConfig" -}}
dir /tmp
{{- if .Values.tls.enabled }}
port 0
tls-port 26379
{{- include "redis.tlsConfig" . }}
tls-replication yes
{{- else }}
port 26379
{{- end }}
protected-mode no
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
{{- end -}}

{{/* The lines of sentinel.conf about the master. */}}
{{- define "redis.sentinelMasterConfig" -}}
{{- $sentinel := .Values.sentinel -}}
sentinel client-reconfig-script {{ $sentinel.masterName }} /scripts/remember-master.sh
sentinel down-after-milliseconds {{ $sentinel.masterName }} {{ include "rutter.text.scalar" $sentinel.downAfterMilliseconds }}
sentinel failover-timeout {{ $sentinel.masterName }} {{ include "rutter.text.scalar" $sentinel.failoverTimeoutMilliseconds }}
sentinel parallel-syncs {{ $sentinel.masterName }} {{ $sentinel.parallelSyncs }}
{{- end -}}

{{/* The files of the ConfigMap. */}}
{{- define "redis.files" -}}
redis.conf: |
  {{- include "redis.config" . | nindent 2 }}
{{- if eq .Values.architecture "sentinel" }}
sentinel.conf: |
  {{- include "redis.sentinelConfig" . | nindent 2 }}
sentinel-master.conf: |
  {{- include "redis.sentinelMasterConfig" . | nindent 2 }}
{{- end }}
{{- range $name, $user := .Values.acl.users }}
acl-{{ $name }}: {{ $user.rules | quote }}
{{- end }}
{{- end -}}
