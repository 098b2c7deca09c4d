{{/* log4j.properties: what is logged goes to standard error. */}}
{{- define "hdfs.log4j" -}}
{{- with .Values.logging.log4j }}
{{- trim . }}
{{- else -}}
hadoop.root.logger={{ .Values.logging.level }},console
log4j.rootLogger=${hadoop.root.logger}
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.target=System.err
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c{2}: %m%n
{{- end }}
{{- end -}}
