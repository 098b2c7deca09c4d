{{/* spark-defaults.conf: what the values ask for, with .Values.config in its place. */}}
{{- define "spark.defaults" -}}
{{- $properties := dict "spark.worker.cleanup.enabled" true "spark.ui.prometheus.enabled" .Values.metrics.enabled -}}
{{- $parts := list "spark.eventLogProperties" "spark.authProperties" "spark.tlsProperties" "spark.s3Properties" -}}
{{- range $parts }}{{ $properties = merge (include . $ | fromYaml) $properties }}{{ end -}}
{{- if .Values.worker.decommission.enabled -}}
{{- $properties = merge (dict "spark.decommission.enabled" true "spark.storage.decommission.enabled" true "spark.storage.decommission.rddBlocks.enabled" true "spark.storage.decommission.shuffleBlocks.enabled" true) $properties -}}
{{- end -}}
{{- if eq .Values.master.kind "Deployment" }}{{ $_ := set $properties "spark.worker.preferConfiguredMasterAddress" true }}{{ end -}}
{{- with .Values.classpath }}{{ $properties = merge (dict "spark.driver.extraClassPath" . "spark.executor.extraClassPath" .) $properties }}{{ end -}}
{{- range $name, $value := .Values.config }}{{ $_ := set $properties $name $value }}{{ end -}}
{{- include "rutter.text.properties" $properties -}}
{{- end -}}

{{- define "spark.eventLogProperties" -}}
{{- $history := .Values.history -}}
{{- if .Values.eventLog.enabled }}
spark.eventLog.enabled: true
spark.eventLog.dir: {{ .Values.eventLog.dir | quote }}
spark.eventLog.rolling.enabled: true
{{- end }}
{{- if $history.enabled }}
spark.history.fs.logDirectory: {{ .Values.eventLog.dir | quote }}
spark.history.ui.port: {{ $history.port }}
spark.history.store.path: /local
spark.history.fs.cleaner.enabled: {{ $history.cleaner.enabled }}
spark.history.fs.cleaner.maxAge: {{ $history.cleaner.maxAge }}
{{- end }}
{{- end -}}

{{/*
The secret is in the variable _SPARK_AUTH_SECRET, which counts before the property; but a driver does not
start without the property.
*/}}
{{- define "spark.authProperties" -}}
{{- if .Values.auth.enabled }}
spark.authenticate: true
spark.authenticate.secret: ${env:_SPARK_AUTH_SECRET}
spark.network.crypto.enabled: {{ .Values.auth.encrypt }}
{{- end }}
{{- end -}}

{{/* The password stays in the environment: Spark puts it in when it reads the property. */}}
{{- define "spark.tlsProperties" -}}
{{- if .Values.tls.enabled }}
spark.ssl.enabled: true
spark.ssl.rpc.enabled: true
spark.ssl.keyStore: /tls/keystore
spark.ssl.keyStorePassword: ${env:SPARK_STORE_PASSWORD}
spark.ssl.keyPassword: ${env:SPARK_STORE_PASSWORD}
spark.ssl.trustStore: /tls/truststore
spark.ssl.trustStorePassword: ${env:SPARK_STORE_PASSWORD}
{{- end }}
{{- end -}}

{{- define "spark.s3Properties" -}}
{{- with .Values.s3.endpoint }}
spark.hadoop.fs.s3a.endpoint: {{ . | quote }}
{{- end }}
{{- if .Values.s3.pathStyleAccess }}
spark.hadoop.fs.s3a.path.style.access: true
{{- end }}
{{- end -}}

{{/* metrics.properties: the paths at which the web interfaces answer Prometheus. */}}
{{- define "spark.metrics" -}}
{{- include "rutter.text.properties" (dict
    "*.sink.prometheusServlet.class" "org.apache.spark.metrics.sink.PrometheusServlet"
    "*.sink.prometheusServlet.path" "/metrics/prometheus"
    "master.sink.prometheusServlet.path" "/metrics/master/prometheus"
    "applications.sink.prometheusServlet.path" "/metrics/applications/prometheus") -}}
{{- end -}}

{{/* The files of the configuration folder. */}}
{{- define "spark.files" -}}
{{- $files := dict "spark-defaults.conf" (printf "%s\n" (include "spark.defaults" .)) -}}
{{- if .Values.metrics.enabled }}{{ $_ := set $files "metrics.properties" (printf "%s\n" (include "spark.metrics" .)) }}{{ end -}}
{{- range $name, $text := .Values.configFiles }}{{ $_ := set $files $name (tpl $text $) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}
