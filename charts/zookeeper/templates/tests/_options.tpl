{{/* What the JVM of zkCli.sh needs to reach the servers with TLS and SASL. */}}
{{- define "zookeeper.testOptions" -}}
{{- $options := list (include "zookeeper.saslOption" .) -}}
{{- if and .Values.sasl.enabled (eq .Values.sasl.mechanism "DIGEST-MD5") -}}
{{- $options = append $options "-Dzookeeper.fips-mode=false" -}}
{{- end -}}
{{- if and .Values.tls.client.enabled (not .Values.tls.client.plaintext) -}}
{{- $options = concat $options (list
    "-Dzookeeper.client.secure=true"
    "-Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty"
    "-Dzookeeper.ssl.keyStore.location=/run/zookeeper/client.pem"
    "-Dzookeeper.ssl.keyStore.type=PEM"
    "-Dzookeeper.ssl.trustStore.location=/etc/zookeeper/client/ca.crt"
    "-Dzookeeper.ssl.trustStore.type=PEM") -}}
{{- end -}}
{{- join " " (compact $options) -}}
{{- end -}}
