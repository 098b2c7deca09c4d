{{/* What is logged, for log4j 1: to standard error, and to a file that others may read. */}}
{{- define "mlsql.log4j" -}}
{{- $logs := .Values.logs -}}
{{- $pattern := "%d{yy/MM/dd HH:mm:ss} %X{owner} %p %c{1}: %m%n" -}}
log4j.rootCategory={{ upper $logs.level }}, console, file
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.target=System.err
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern={{ $pattern }}
log4j.appender.file=org.apache.log4j.RollingFileAppender
log4j.appender.file.File=${REALTIME_LOG_HOME}/mlsql_engine.log
log4j.appender.file.MaxFileSize={{ $logs.fileSize }}
log4j.appender.file.MaxBackupIndex={{ $logs.files }}
log4j.appender.file.layout=org.apache.log4j.PatternLayout
log4j.appender.file.layout.ConversionPattern={{ $pattern }}
{{- range $name, $level := $logs.loggers }}
log4j.logger.{{ $name }}={{ upper $level }}
{{- end }}
{{ end -}}

{{/* The same for log4j 2. */}}
{{- define "mlsql.log4j2" -}}
{{- $logs := .Values.logs -}}
{{- $pattern := "%d{yy/MM/dd HH:mm:ss} %X{owner} %p %c{1}: %m%n%ex" -}}
rootLogger.level = {{ $logs.level }}
rootLogger.appenderRef.console.ref = console
rootLogger.appenderRef.file.ref = file
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = {{ $pattern }}
appender.file.type = RollingFile
appender.file.name = file
appender.file.fileName = ${sys:REALTIME_LOG_HOME}/mlsql_engine.log
appender.file.filePattern = ${sys:REALTIME_LOG_HOME}/mlsql_engine.log.%i
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = {{ $pattern }}
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = {{ $logs.fileSize }}
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = {{ $logs.files }}
{{- range $index, $name := keys $logs.loggers | sortAlpha }}
logger.n{{ $index }}.name = {{ $name }}
logger.n{{ $index }}.level = {{ get $logs.loggers $name }}
{{- end }}
{{ end -}}

{{/* The files of the configuration folder. */}}
{{- define "mlsql.files" -}}
{{- $name := include "mlsql.logFile" . -}}
{{- $text := .Values.logs.properties -}}
{{- if not $text -}}
{{- if eq $name "log4j2.properties" }}{{ $text = include "mlsql.log4j2" . }}{{ else }}{{ $text = include "mlsql.log4j" . }}{{ end -}}
{{- end -}}
{{- $files := dict $name $text -}}
{{- range $name, $text := .Values.configFiles }}{{ $_ := set $files $name (tpl $text $) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}

{{/* The container that sends the log files on, as an item of a pod's containers. */}}
{{- define "mlsql.collector" -}}
{{- $collector := .Values.logCollector -}}
- name: log-collector
  image: {{ include "rutter.images.reference" (dict "context" . "image" $collector.image) }}
  imagePullPolicy: {{ $collector.image.pullPolicy }}
  {{- with $collector.command }}
  command:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  resources:
    {{- toYaml $collector.resources | nindent 4 }}
  securityContext:
    {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 4 }}
  volumeMounts:
    - name: collector
      mountPath: /fluent-bit/etc
      readOnly: true
    {{- include "mlsql.logsMount" . | nindent 4 }}
{{- end -}}
