{{/* Volumes and claims are there at once: no address is waited for. */}}
{{- define "nfs.startAddress" -}}
{{- end -}}
