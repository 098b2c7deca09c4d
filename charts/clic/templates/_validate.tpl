{{/* What a schema cannot say: values that contradict each other, each refused with a sentence. */}}
{{- define "clic.validate" -}}
{{- $master := .Values.master -}}
{{- $shell := .Values.shell -}}
{{- if not (or $master.enabled $shell.enabled) }}{{ fail "master.enabled and shell.enabled are both false: there is nothing to run" }}{{ end -}}
{{- if and $shell.enabled (not $master.enabled) (not $shell.masterAddress) }}{{ fail "shell.masterAddress is empty while master.enabled is false: name a master" }}{{ end -}}
{{- if not (or .Values.image.tag .Values.image.digest) }}{{ fail "image.tag is empty: name a tag or a digest" }}{{ end -}}
{{- range $name, $address := dict "redis.address" .Values.redis.address "hdfs.address" .Values.hdfs.address "spark.address" .Values.spark.address "shell.masterAddress" $shell.masterAddress -}}
{{- $port := regexFind "[0-9]*$" $address | int -}}
{{- if and $address (or (lt $port 1) (gt $port 65535)) }}{{ fail (printf "%s is %s: there is no port %d" $name $address $port) }}{{ end -}}
{{- end -}}
{{- range $name, $part := dict "master" $master "shell" $shell -}}
{{- $jar := $part.jar -}}
{{- if and $part.enabled (not $.Values.jars.existingClaim) (hasPrefix (printf "%s/" (trimSuffix "/" $.Values.jars.mountPath)) $jar) }}{{ fail (printf "%s.jar is %s, on a volume that is not there: set jars.existingClaim, or a path in the image" $name $jar) }}{{ end -}}
{{- end -}}
{{- if and .Values.redis.existingSecret (not .Values.redis.address) }}{{ fail "redis.existingSecret is a password for nothing: set redis.address" }}{{ end -}}
{{- range $name, $value := $master.config -}}
{{- if regexMatch `(?i)(secret|password|passwd)$` $name }}{{ fail (printf "master.config.%s would put a secret into a ConfigMap: use redis.existingSecret or extraEnv" $name) }}{{ end -}}
{{- if eq $name "thrift.port" }}{{ fail "master.config.thrift.port is the container's port: set master.port" }}{{ end -}}
{{- end -}}
{{- if hasKey $master.configFiles "clic-master.properties" }}{{ fail "master.configFiles.clic-master.properties is made of master.config: set that" }}{{ end -}}
{{- if and .Values.rbac.create $master.enabled (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) }}{{ fail "rbac.create would give rights to every pod with the service account default: set serviceAccount.create or serviceAccount.name" }}{{ end -}}
{{- if and .Values.metrics.podMonitor.enabled (eq (int .Values.metrics.port) (int $master.port)) }}{{ fail (printf "metrics.port and master.port are both %d: set two ports" (int $master.port)) }}{{ end -}}
{{- end -}}
