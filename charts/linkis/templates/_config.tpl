{{/* Properties of linkis.properties that every service has. */}}
{{- define "linkis.properties" -}}
{{- $values := .Values -}}
{{- $gateway := include "linkis.service" (dict "context" . "name" $values.gateway.service) | fromYaml -}}
{{- $properties := include "linkis.discoveryProperties" . | fromYaml -}}
{{- $_ := set $properties "wds.linkis.home" $values.folders.home -}}
{{- $_ := set $properties "wds.linkis.gateway.url" (printf "http://%s:%d" (include "linkis.host" (dict "context" . "name" $values.gateway.service)) (int $gateway.port)) -}}
{{- $_ := set $properties "wds.linkis.server.mybatis.datasource.url" (printf "jdbc:mysql://%s:%d/%s?%s" (include "linkis.databaseHost" .) (int (include "linkis.databasePort" .)) $values.database.name $values.database.parameters) -}}
{{- $_ := set $properties "wds.linkis.server.mybatis.datasource.driver-class-name" $values.jdbcDriver.className -}}
{{- if $values.metrics.enabled }}{{ $_ := set $properties "wds.linkis.prometheus.enable" true }}{{ end -}}
{{- range $name, $value := $values.config }}{{ $_ := set $properties $name $value }}{{ end -}}
{{- toYaml $properties -}}
{{- end -}}

{{/*
The files of a service's ConfigMap. A service of Linkis 1 has a file of its own beside linkis.properties;
one that its image starts has all in the one file. Eureka's also holds its address.
context: the root context; name: the service's.
*/}}
{{- define "linkis.files" -}}
{{- $values := .context.Values -}}
{{- $service := include "linkis.service" . | fromYaml -}}
{{- $common := include "linkis.properties" .context | fromYaml -}}
{{- $own := default dict $service.config -}}
{{- $files := dict -}}
{{- if $service.mainClass -}}
{{- $_ := set $own "spring.server.port" $service.port -}}
{{- $_ := set $own "spring.logging.config" (default "classpath:log4j2-console.xml" (get $own "spring.logging.config")) -}}
{{- $_ := set $files (printf "%s.properties" $service.application) (printf "%s\n" (include "rutter.text.properties" $own)) -}}
{{- else -}}
{{- range $name, $value := $own }}{{ $_ := set $common $name $value }}{{ end -}}
{{- end -}}
{{- $_ := set $files "linkis.properties" (printf "%s\n" (include "rutter.text.properties" $common)) -}}
{{- if and (eq $values.discovery.kind "eureka") (eq .name $values.discovery.service) }}{{ $_ := set $files "eurekaUrl" (include "linkis.eurekaUrls" .context) }}{{ end -}}
{{- range $name, $text := $values.files }}{{ $_ := set $files $name (tpl $text $.context) }}{{ end -}}
{{- range $name, $text := $service.files }}{{ $_ := set $files $name (tpl $text $.context) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}

{{/*
Properties from Secrets, as a map of name, secret and key: the database's, those of every service, those
of one. context: the root context; service: the block of the service.
*/}}
{{- define "linkis.secretProperties" -}}
{{- $database := .context.Values.database -}}
{{- $properties := dict -}}
{{- if .service.database -}}
{{- $_ := set $properties "wds.linkis.server.mybatis.datasource.username" (dict "secret" $database.existingSecret "key" $database.userKey) -}}
{{- $_ := set $properties "wds.linkis.server.mybatis.datasource.password" (dict "secret" $database.existingSecret "key" $database.passwordKey) -}}
{{- end -}}
{{- range $name, $from := .context.Values.secretConfig }}{{ $_ := set $properties $name $from }}{{ end -}}
{{- range $name, $from := .service.secretConfig }}{{ $_ := set $properties $name $from }}{{ end -}}
{{- toYaml $properties -}}
{{- end -}}

{{/* The scripts as the data of a ConfigMap. */}}
{{- define "linkis.scripts" -}}
{{- $names := list "settings" -}}
{{- if or .Values.gate.enabled .Values.test.enabled }}{{ $names = append $names "gate" }}{{ end -}}
{{- if and .Values.jdbcDriver.enabled (not .Values.jdbcDriver.image.enabled) }}{{ $names = append $names "driver" }}{{ end -}}
{{- if and .Values.test.enabled (eq .Values.discovery.kind "eureka") }}{{ $names = append $names "test" }}{{ end -}}
{{- $files := dict -}}
{{- range $names }}{{ $_ := set $files (printf "%s.sh" .) ($.Files.Get (printf "scripts/%s.sh" .)) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}
