{{/* The scripts as the data of a ConfigMap: those of the chart that this release runs. */}}
{{- define "redis.scripts" -}}
{{- $names := list "common" -}}
{{- if .Values.auth.enabled }}{{ $names = append $names "secrets" }}{{ end -}}
{{- if ne .Values.architecture "standalone" }}{{ $names = concat $names (list "secrets" "start-server" "hand-over") }}{{ end -}}
{{- if eq .Values.architecture "sentinel" }}{{ $names = concat $names (list "start-sentinel" "remember-master") }}{{ end -}}
{{- if eq .Values.architecture "cluster" }}{{ $names = append $names "create-cluster" }}{{ end -}}
{{- if .Values.backup.enabled }}{{ $names = append $names "backup" }}{{ end -}}
{{- if .Values.test.enabled }}{{ $names = append $names "test" }}{{ end -}}
{{- $files := dict -}}
{{- range uniq $names }}{{ $_ := set $files (printf "%s.sh" .) ($.Files.Get (printf "scripts/%s.sh" .)) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}
