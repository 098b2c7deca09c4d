{{/*
The probes of a container: the chart's, with fields from the values in their place; a probe with
enabled: false is left out. A handler from the values takes the place of the chart's.
values: the block probes.{startup,liveness,readiness}; defaults: the same three, each a whole probe
(any may be left out).
*/}}
{{- define "rutter.container.probes" -}}
{{- $handlers := list "exec" "grpc" "httpGet" "tcpSocket" -}}
{{- $probes := dict -}}
{{- range $name, $default := .defaults -}}
{{- $given := get (default dict $.values) $name | default dict -}}
{{- $probe := deepCopy $default -}}
{{- range $handlers }}{{ if hasKey $given . }}{{ $probe = omit $probe "exec" "grpc" "httpGet" "tcpSocket" }}{{ end }}{{ end -}}
{{- range $field, $value := omit $given "enabled" }}{{ $_ := set $probe $field $value }}{{ end -}}
{{- if ne (get $given "enabled" | toString) "false" }}{{ $_ := set $probes (printf "%sProbe" $name) $probe }}{{ end -}}
{{- end -}}
{{- with $probes }}{{ toYaml . }}{{ end -}}
{{- end -}}
