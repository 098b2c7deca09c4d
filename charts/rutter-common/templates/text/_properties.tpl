{{/*
A Java properties file from a map, sorted by key: key=value, with backslashes, line ends and the
signs that end a key escaped.
*/}}
{{- define "rutter.text.properties" -}}
{{- $lines := list -}}
{{- range $key, $value := . -}}
{{- $name := regexReplaceAll `([\\:=\s#!])` $key `\$1` -}}
{{- $text := include "rutter.text.scalar" $value | replace `\` `\\` | replace "\n" `\n` | replace "\r" `\r` -}}
{{- $lines = append $lines (printf "%s=%s" $name (regexReplaceAll `^ ` $text `\ `)) -}}
{{- end -}}
{{- join "\n" $lines -}}
{{- end -}}
