{{/*
Writable folders beside a read-only root, as items of a pod's volumes: one emptyDir each.
folders: by volume name, each a map with sizeLimit and medium (both may be left out).
*/}}
{{- define "rutter.volumes.temporary" -}}
{{- $volumes := list -}}
{{- range $name, $folder := .folders -}}
{{- $volumes = append $volumes (dict "name" $name "emptyDir" (default dict $folder)) -}}
{{- end -}}
{{- with $volumes }}{{ toYaml . }}{{ end -}}
{{- end -}}
