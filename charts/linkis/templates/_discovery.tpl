{{/*
Addresses of Eureka with commas between them: every pod when there are several, each of which tells the
others what it knows; else the Service.
*/}}
{{- define "linkis.eurekaUrls" -}}
{{- $args := dict "context" . "name" .Values.discovery.service -}}
{{- $service := include "linkis.service" $args | fromYaml -}}
{{- $urls := list -}}
{{- if gt (int $service.replicas) 1 -}}
{{- range until (int $service.replicas) -}}
{{- $urls = append $urls (printf "http://%s-%d.%s.%s.svc.%s:%d/eureka/" (include "linkis.name" $args) . (include "linkis.headlessName" $args) $.Release.Namespace $.Values.clusterDomain (int $service.port)) -}}
{{- end -}}
{{- else -}}
{{- $urls = list (printf "http://%s:%d/eureka/" (include "linkis.host" $args) (int $service.port)) -}}
{{- end -}}
{{- join "," $urls -}}
{{- end -}}

{{/* Properties with which a service finds the others. */}}
{{- define "linkis.discoveryProperties" -}}
linkis.discovery.prefer-ip-address: true
{{- if eq .Values.discovery.kind "eureka" }}
{{- $urls := include "linkis.eurekaUrls" . }}
linkis.discovery.server-address: {{ $urls | splitList "," | first | trimSuffix "/eureka/" }}
spring.eureka.client.serviceUrl.defaultZone: {{ $urls }}
spring.eureka.instance.prefer-ip-address: true
{{- else }}
linkis.discovery.server-address: http://{{ .Values.discovery.nacos.servers | splitList "," | first }}
spring.nacos.discovery.server-addr: {{ .Values.discovery.nacos.servers }}
spring.spring.cloud.nacos.discovery.server-addr: {{ .Values.discovery.nacos.servers }}
{{- end }}
{{- end -}}

{{/*
Arguments of Eureka itself: its address, so that each pod knows which of them it is, and the others'.
context: the root context; service: the block of the service.
*/}}
{{- define "linkis.eurekaArguments" -}}
{{- $args := dict "context" .context "name" .context.Values.discovery.service -}}
- --server.port={{ .service.port }}
- --eureka.client.serviceUrl.defaultZone={{ include "linkis.eurekaUrls" .context }}
- --eureka.client.register-with-eureka={{ .service.registers }}
{{- if gt (int .service.replicas) 1 }}
- --eureka.instance.prefer-ip-address=false
- --eureka.instance.hostname=$(POD_NAME).{{ include "linkis.headlessName" $args }}.{{ .context.Release.Namespace }}.svc.{{ .context.Values.clusterDomain }}
{{- else }}
- --eureka.instance.prefer-ip-address=true
{{- end }}
{{- end -}}
