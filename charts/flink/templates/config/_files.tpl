{{/* The files of the configuration folder. */}}
{{- define "flink.files" -}}
{{- $files := dict (include "flink.optionsFile" .) (include "flink.optionsText" .) "log4j-console.properties" (include "flink.logging" .) "log4j-cli.properties" (include "flink.clientLogging" .) -}}
{{- range $name, $text := .Values.configFiles }}{{ $_ := set $files $name (tpl $text $) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}

{{/* All options, one a line: config.yaml is YAML, flink-conf.yaml takes what stands behind the colon as it is. */}}
{{- define "flink.optionsText" -}}
{{- $yaml := eq (include "flink.optionsFile" .) "config.yaml" -}}
{{- range $name, $value := include "flink.options" . | fromYaml -}}
{{- $text := include "rutter.text.scalar" $value -}}
{{- if kindIs "slice" $value }}{{ $text = $text | replace "," ";" }}{{ end -}}
{{ $name }}: {{ ternary (toJson $value) $text $yaml }}
{{ end -}}
{{- end -}}

{{/* What servers log, to the console and to the file that the web interface shows. */}}
{{- define "flink.logging" -}}
{{- if include "flink.since" (dict "context" . "version" "1.11") -}}
rootLogger.level = INFO
rootLogger.appenderRef.console.ref = Console
rootLogger.appenderRef.file.ref = File
appender.console.name = Console
appender.console.type = CONSOLE
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
appender.file.name = File
appender.file.type = RollingFile
appender.file.fileName = ${sys:log.file}
appender.file.filePattern = ${sys:log.file}.%i
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 100MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 5
logger.netty.name = org.jboss.netty.channel.DefaultChannelPipeline
logger.netty.level = OFF
{{ else -}}
log4j.rootLogger=INFO, console, file
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
log4j.appender.file=org.apache.log4j.RollingFileAppender
log4j.appender.file.File=${log.file}
log4j.appender.file.MaxFileSize=100MB
log4j.appender.file.MaxBackupIndex=5
log4j.appender.file.layout=org.apache.log4j.PatternLayout
log4j.appender.file.layout.ConversionPattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
log4j.logger.org.jboss.netty.channel.DefaultChannelPipeline=ERROR
{{ end -}}
{{- end -}}

{{/* What the command flink logs. */}}
{{- define "flink.clientLogging" -}}
{{- if include "flink.since" (dict "context" . "version" "1.11") -}}
rootLogger.level = WARN
rootLogger.appenderRef.console.ref = Console
appender.console.name = Console
appender.console.type = CONSOLE
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %-60c %x - %m%n
{{ else -}}
log4j.rootLogger=WARN, console
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=%d{HH:mm:ss,SSS} %-5p %-60c %x - %m%n
{{ end -}}
{{- end -}}
