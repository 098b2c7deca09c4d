{{/*
Waits for what the chart starts after, in an umbrella chart that says so: in the services that start first.
context: the root context; service: the block of the service.
*/}}
{{- define "linkis.startGate" -}}
{{- if not .service.after -}}
{{- include "rutter.pod.startGate" (dict "context" .context "image" (include "rutter.images.reference" (dict "context" .context "image" .service.image)) "pullPolicy" .service.image.pullPolicy) -}}
{{- end -}}
{{- end -}}

{{/* Where the gateway answers when it is up, for charts that start after this one. */}}
{{- define "linkis.startAddress" -}}
{{- $name := .Values.gateway.service -}}
{{ include "linkis.host" (dict "context" . "name" $name) }}:{{ (include "linkis.service" (dict "context" . "name" $name) | fromYaml).port }}
{{- end -}}
