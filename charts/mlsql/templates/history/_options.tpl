{{/* Options of the history server's Java process. */}}
{{- define "mlsql.historyOptions" -}}
{{- $history := .Values.history -}}
{{- $options := list "-DREALTIME_LOG_HOME=/tmp/logs" (printf "-Dspark.history.fs.logDirectory=%s" .Values.eventLog.dir) (printf "-Dspark.history.ui.port=%d" (int $history.port)) "-Dspark.history.store.path=/local" -}}
{{- if $history.cleaner.enabled }}{{ $options = concat $options (list "-Dspark.history.fs.cleaner.enabled=true" (printf "-Dspark.history.fs.cleaner.maxAge=%s" $history.cleaner.maxAge)) }}{{ end -}}
{{- with $history.javaOptions }}{{ $options = append $options . }}{{ end -}}
{{- join " " $options -}}
{{- end -}}
