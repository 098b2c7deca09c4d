{{/*
Name of the service account of a pod: the one named, else the chart's own, else "default".
context, component: as for rutter.names.full; values: the block serviceAccount.{create,name}.
*/}}
{{- define "rutter.names.serviceAccount" -}}
{{- $own := ternary (include "rutter.names.full" .) "default" (default false .values.create) -}}
{{- default $own .values.name -}}
{{- end -}}
