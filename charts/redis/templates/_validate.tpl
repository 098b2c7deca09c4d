{{/* What a schema cannot say: values that contradict each other, each refused with a sentence. */}}
{{- define "redis.validate" -}}
{{- include "redis.validateAccess" . -}}
{{- include "redis.validateArchitecture" . -}}
{{- range list "port" "tls-port" "requirepass" "masterauth" "user" "aclfile" "replicaof" "slaveof" "cluster-enabled" "cluster-config-file" -}}
{{- if hasKey $.Values.config . }}{{ fail (printf "config.%s is set by the chart: use auth, acl, tls or architecture" .) }}{{ end -}}
{{- end -}}
{{- $metrics := .Values.metrics -}}
{{- if and (or $metrics.serviceMonitor.enabled $metrics.podMonitor.enabled) (not $metrics.enabled) -}}
{{- fail "metrics.serviceMonitor.enabled or metrics.podMonitor.enabled is true while metrics.enabled is false: there is nothing to scrape" -}}
{{- end -}}
{{- end -}}

{{- define "redis.validateAccess" -}}
{{- $auth := .Values.auth -}}
{{- $tls := .Values.tls -}}
{{- if $auth.enabled -}}
{{- if and $auth.password $auth.existingSecret }}{{ fail "auth.password and auth.existingSecret are both set: set one" }}{{ end -}}
{{- if not (or $auth.password $auth.existingSecret) }}{{ fail "auth.enabled is true without a password: set auth.existingSecret or auth.password" }}{{ end -}}
{{- else if or .Values.acl.users .Values.acl.existingSecret -}}
{{- fail "acl has users while auth.enabled is false: anyone could still connect as the user default" -}}
{{- end -}}
{{- range $name, $user := .Values.acl.users -}}
{{- if eq $name "default" }}{{ fail "acl.users.default is the user of auth: set auth.password or auth.existingSecret" }}{{ end -}}
{{- if and $user.password $user.existingSecret }}{{ fail (printf "acl.users.%s.password and acl.users.%s.existingSecret are both set: set one" $name $name) }}{{ end -}}
{{- if not (or $user.password $user.existingSecret) }}{{ fail (printf "acl.users.%s has no password: set acl.users.%s.existingSecret or acl.users.%s.password" $name $name $name) }}{{ end -}}
{{- end -}}
{{- if $tls.enabled -}}
{{- if and $tls.existingSecret $tls.certManager.enabled }}{{ fail "tls.existingSecret and tls.certManager.enabled are both set: set one" }}{{ end -}}
{{- if not (or $tls.existingSecret $tls.certManager.enabled) }}{{ fail "tls.enabled is true without a certificate: set tls.existingSecret or tls.certManager.enabled" }}{{ end -}}
{{- if and $tls.certManager.enabled (not $tls.certManager.issuer.name) }}{{ fail "tls.certManager.enabled is true without an issuer: set tls.certManager.issuer.name" }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "redis.validateArchitecture" -}}
{{- $architecture := .Values.architecture -}}
{{- $servers := include "redis.servers" . | int -}}
{{- if ne $architecture "standalone" -}}
{{- if eq .Values.kind "Deployment" }}{{ fail (printf "kind: Deployment holds one server: architecture %s needs kind: StatefulSet" $architecture) }}{{ end -}}
{{- if .Values.persistence.existingClaim }}{{ fail (printf "persistence.existingClaim is one volume: the servers of architecture %s need one each" $architecture) }}{{ end -}}
{{- if lt (int .Values.terminationGracePeriodSeconds) 40 }}{{ fail (printf "terminationGracePeriodSeconds is %d: a server of architecture %s may need 40 to hand over" (int .Values.terminationGracePeriodSeconds) $architecture) }}{{ end -}}
{{- end -}}
{{- if has $architecture (list "replication" "sentinel") -}}
{{- if lt $servers 2 }}{{ fail (printf "replicas is %d: architecture %s needs 2 or more" $servers $architecture) }}{{ end -}}
{{- if ge (int .Values.replication.minReplicasToWrite) $servers }}{{ fail (printf "replication.minReplicasToWrite is %d: a master of %d servers has %d replicas, so no write would ever be taken" (int .Values.replication.minReplicasToWrite) $servers (sub $servers 1)) }}{{ end -}}
{{- end -}}
{{- if and (eq $architecture "replication") (not .Values.persistence.enabled) -}}
{{- fail "persistence.enabled is false: in architecture replication a first server that restarts empty would empty its replicas" -}}
{{- end -}}
{{- if eq $architecture "sentinel" -}}
{{- $quorum := include "redis.quorum" . | int -}}
{{- if lt $servers 3 }}{{ fail (printf "replicas is %d: architecture sentinel needs 3 or more, as a failover needs a majority of the sentinels" $servers) }}{{ end -}}
{{- if eq (mod $servers 2) 0 }}{{ fail (printf "replicas is %d: an even number of sentinels survives no more losses than %d, set %d or %d" $servers (sub $servers 1) (sub $servers 1) (add $servers 1)) }}{{ end -}}
{{- if gt $quorum $servers }}{{ fail (printf "sentinel.quorum is %d: with %d sentinels no failover would ever start" $quorum $servers) }}{{ end -}}
{{- end -}}
{{- if eq $architecture "cluster" -}}
{{- if lt (int .Values.cluster.masters) 3 }}{{ fail (printf "cluster.masters is %d: a cluster needs 3 or more" (int .Values.cluster.masters)) }}{{ end -}}
{{- if not .Values.persistence.enabled }}{{ fail "persistence.enabled is false: in architecture cluster a server keeps its identity in the volume" }}{{ end -}}
{{- end -}}
{{- end -}}
