{{/* What a schema cannot say: values that contradict each other, each refused with a sentence. */}}
{{- define "linkis.validate" -}}
{{- include "linkis.validateDiscovery" . -}}
{{- range $name, $_ := .Values.services }}{{ include "linkis.validateService" (dict "context" $ "name" $name) }}{{ end -}}
{{- $_ := include "linkis.order" . -}}
{{- include "linkis.validateVolumes" . -}}
{{- include "linkis.validateSecrets" (dict "config" .Values.config "block" "config") -}}
{{- $driver := .Values.jdbcDriver -}}
{{- if and $driver.enabled (not $driver.image.enabled) -}}
{{- if not $driver.url }}{{ fail "jdbcDriver.enabled is true without a driver: set jdbcDriver.url or jdbcDriver.image.enabled" }}{{ end -}}
{{- if not $driver.sha256 }}{{ fail (printf "jdbcDriver.url is %s without jdbcDriver.sha256: what is fetched would not be checked" $driver.url) }}{{ end -}}
{{- end -}}
{{- if not .Values.database.existingSecret }}{{ fail "database.existingSecret is empty: name a Secret with the user and the password of the database" }}{{ end -}}
{{- if and (not .Values.database.host) (not .Values.database.mysql.enabled) }}{{ fail "database.host is empty: name the database, or set database.mysql.enabled for a test" }}{{ end -}}
{{- if and .Values.database.init.clearInstances (not .Values.database.init.enabled) }}{{ fail "database.init.clearInstances is true while database.init.enabled is false: no Job would do it" }}{{ end -}}
{{- if and .Values.metrics.serviceMonitor.enabled (not .Values.metrics.enabled) }}{{ fail "metrics.serviceMonitor.enabled is true while metrics.enabled is false: there is nothing to scrape" }}{{ end -}}
{{- $registered := include "linkis.registered" . | fromYamlArray | len -}}
{{- if gt (int .Values.test.expected) $registered }}{{ fail (printf "test.expected is %d: only %d services register" (int .Values.test.expected) $registered) }}{{ end -}}
{{- end -}}

{{- define "linkis.validateDiscovery" -}}
{{- $discovery := .Values.discovery -}}
{{- if not (hasKey .Values.services .Values.gateway.service) }}{{ fail (printf "gateway.service is %s: services has no such service" .Values.gateway.service) }}{{ end -}}
{{- if eq $discovery.kind "nacos" -}}
{{- if not $discovery.nacos.servers }}{{ fail "discovery.kind is nacos without servers: set discovery.nacos.servers" }}{{ end -}}
{{- if hasKey .Values.services $discovery.service }}{{ fail (printf "discovery.kind is nacos: set services.%s to null, as there is no use for Eureka" $discovery.service) }}{{ end -}}
{{- else -}}
{{- if not (hasKey .Values.services $discovery.service) }}{{ fail (printf "discovery.service is %s: services has no such service" $discovery.service) }}{{ end -}}
{{- $eureka := include "linkis.service" (dict "context" . "name" $discovery.service) | fromYaml -}}
{{- if and (gt (int $eureka.replicas) 1) (ne $eureka.kind "StatefulSet") }}{{ fail (printf "services.%s.replicas is %d while its kind is %s: pods of Eureka need names of their own, set StatefulSet" $discovery.service (int $eureka.replicas) $eureka.kind) }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "linkis.validateService" -}}
{{- $service := include "linkis.service" . | fromYaml -}}
{{- $own := printf "services.%s" .name -}}
{{- if has .name (list "web" "mysql" "init" "scripts" "registry") }}{{ fail (printf "%s: the chart uses this name for objects of its own, take another" $own) }}{{ end -}}
{{- if not $service.port }}{{ fail (printf "%s.port is not set: name the port that the service listens on" $own) }}{{ end -}}
{{- range $service.after -}}
{{- if not (hasKey $.context.Values.services .) }}{{ fail (printf "%s.after names %s: services has no such service" $own .) }}{{ end -}}
{{- end -}}
{{- if and $service.mainClass $service.command }}{{ fail (printf "%s.mainClass and %s.command are both set: java or a command, not both" $own $own) }}{{ end -}}
{{- if and $service.mainClass (not $service.libraries) }}{{ fail (printf "%s.mainClass is %s without jars: set %s.libraries" $own $service.mainClass $own) }}{{ end -}}
{{- if hasKey (default dict $service.config) "spring.server.port" }}{{ fail (printf "%s.config.spring.server.port is not read: set %s.port" $own $own) }}{{ end -}}
{{- with $service.autoscaling -}}
{{- if eq $service.kind "StatefulSet" }}{{ fail (printf "%s.autoscaling is set for a StatefulSet: its pods have names that others know" $own) }}{{ end -}}
{{- if gt (int (default 1 .minReplicas)) (int (default 3 .maxReplicas)) }}{{ fail (printf "%s.autoscaling.minReplicas is %d and maxReplicas %d: the least is above the most" $own (int .minReplicas) (int (default 3 .maxReplicas))) }}{{ end -}}
{{- end -}}
{{- include "linkis.validateSecrets" (dict "config" $service.config "block" (printf "%s.config" $own)) -}}
{{- end -}}

{{- define "linkis.validateVolumes" -}}
{{- $kinds := list "claim" "existingClaim" "nfs" "hostPath" "configMap" "emptyDir" -}}
{{- range $name, $volume := .Values.volumes -}}
{{- $own := printf "volumes.%s" $name -}}
{{- if not $volume.mountPath }}{{ fail (printf "%s.mountPath is not set: name the folder to mount it at" $own) }}{{ end -}}
{{- $given := list -}}
{{- range $kinds }}{{ if hasKey $volume . }}{{ $given = append $given . }}{{ end }}{{ end -}}
{{- if ne (len $given) 1 }}{{ fail (printf "%s has %s: give exactly one of %s" $own (default "nothing to mount" (join " and " $given)) (join ", " $kinds)) }}{{ end -}}
{{- range $volume.services -}}
{{- if not (hasKey $.Values.services .) }}{{ fail (printf "%s.services names %s: services has no such service" $own .) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "linkis.validateSecrets" -}}
{{- range $name, $value := .config -}}
{{- if and $value (regexMatch `(?i)(password|passwd|pwd|secret|secret\.?key|crypt\.key|access\.key|token|token\.?value|auth\.value)$` $name) -}}
{{- fail (printf "%s.%s would put a secret into a ConfigMap: use %s" $.block $name (replace "config" "secretConfig" $.block)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
