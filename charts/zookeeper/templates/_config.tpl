{{/* zoo.cfg: the lines in .Values.config and those that other values decide. */}}
{{- define "zookeeper.config" -}}
{{- $own := include "zookeeper.ownConfig" . | fromYaml -}}
{{- range $name, $value := .Values.config -}}
{{- if or (hasKey $own $name) (regexMatch `^(server\.|clientPort|secureClientPort|dataDir$|dataLogDir$|metricsProvider\.)` $name) -}}
{{- fail (printf "config.%s is decided by other values of the chart: take it out of config" $name) -}}
{{- end -}}
{{- end -}}
{{- include "rutter.text.properties" (merge $own (deepCopy .Values.config)) -}}
{{- end -}}

{{/* The lines of zoo.cfg that values other than config decide, as YAML. */}}
{{- define "zookeeper.ownConfig" -}}
dataDir: /data
{{- if .Values.dataLog.enabled }}
dataLogDir: /datalog
{{- end }}
clientPort: 2181
4lw.commands.whitelist: {{ concat (list "ruok" "srvr") .Values.fourLetterWords | uniq | sortAlpha | join "," }}
admin.enableServer: {{ .Values.adminServer.enabled }}
{{- if .Values.adminServer.enabled }}
admin.serverPort: 8080
{{- end }}
{{- if .Values.metrics.enabled }}
metricsProvider.className: org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider
metricsProvider.httpPort: 7000
{{- end }}
{{- if gt (int .Values.replicas) 1 }}
quorumListenOnAllIPs: true
{{- range $index, $host := splitList "," (include "zookeeper.hosts" .) }}
server.{{ add1 $index }}: {{ $host }}:2888:3888
{{- end }}
{{- end }}
{{- include "zookeeper.tlsConfig" . }}
{{- include "zookeeper.saslConfig" . }}
{{- end -}}

{{/* The lines for TLS; the folders are those of zookeeper.keyStores. */}}
{{- define "zookeeper.tlsConfig" -}}
{{- with .Values.tls.client }}{{ if .enabled }}
serverCnxnFactory: org.apache.zookeeper.server.NettyServerCnxnFactory
secureClientPort: 2281
{{- if not .plaintext }}
clientPortAddress: 127.0.0.1
{{- end }}
ssl.clientAuth: {{ .clientAuth }}
ssl.keyStore.location: /run/zookeeper/client.pem
ssl.keyStore.type: PEM
ssl.trustStore.location: /etc/zookeeper/client/ca.crt
ssl.trustStore.type: PEM
{{- end }}{{ end }}
{{- if .Values.tls.quorum.enabled }}
sslQuorum: true
ssl.quorum.keyStore.location: /run/zookeeper/quorum.pem
ssl.quorum.keyStore.type: PEM
ssl.quorum.trustStore.location: /etc/zookeeper/quorum/ca.crt
ssl.quorum.trustStore.type: PEM
{{- end }}
{{- end -}}

{{/* The lines for SASL. ZooKeeper knows no DIGEST-MD5 as long as it keeps to FIPS 140, which it does by default. */}}
{{- define "zookeeper.saslConfig" -}}
{{- if .Values.sasl.enabled }}
authProvider.sasl: org.apache.zookeeper.server.auth.SASLAuthenticationProvider
{{- if eq .Values.sasl.mechanism "DIGEST-MD5" }}
fips-mode: false
{{- end }}
{{- if .Values.sasl.required }}
enforce.auth.enabled: true
enforce.auth.schemes: sasl
{{- end }}
{{- if .Values.sasl.quorum }}
quorum.auth.enableSasl: true
quorum.auth.learnerRequireSasl: true
quorum.auth.serverRequireSasl: true
{{- end }}
{{- end }}
{{- end -}}

{{/* logback.xml: what is logged goes to standard output. */}}
{{- define "zookeeper.logback" -}}
{{- with .Values.logging.logback }}
{{- trim . }}
{{- else -}}
<configuration>
  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
    <encoder>
      <pattern>%d{ISO8601} %-5level [%thread] %logger{1}: %message%n</pattern>
    </encoder>
  </appender>
  <root level="{{ .Values.logging.level }}">
    <appender-ref ref="console"/>
  </root>
</configuration>
{{- end }}
{{- end -}}
