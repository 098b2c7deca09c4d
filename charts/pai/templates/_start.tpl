{{/*
Waits for what the chart starts after, in an umbrella chart that says so: in the parts that start first.
context: the root context; component: the block of the part.
*/}}
{{- define "pai.startGate" -}}
{{- if not .component.after -}}
{{- $image := .context.Values.gate.image -}}
{{- include "rutter.pod.startGate" (dict "context" .context "image" (include "rutter.images.reference" (dict "context" .context "image" $image)) "pullPolicy" $image.pullPolicy) -}}
{{- end -}}
{{- end -}}

{{/* Where the web pages answer when they are up, for charts that start after this one. */}}
{{- define "pai.startAddress" -}}
{{- with .Values.components.webportal -}}
{{ include "pai.host" (dict "context" $ "name" "webportal") }}:{{ include "pai.servicePort" .ports.http }}
{{- end -}}
{{- end -}}
