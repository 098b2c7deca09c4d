{{/* The part that ways from outside lead to. */}}
{{- define "pai.web" -}}
{{- $components := include "pai.components" . | fromYaml -}}
{{- $web := get $components .Values.webComponent | default dict -}}
{{- $port := include "pai.mainPort" (dict "ports" (default dict $web.ports)) -}}
service: {{ include "pai.name" (dict "context" . "name" .Values.webComponent) }}
port: {{ $port }}
{{- with get (default dict $web.ports) $port }}
number: {{ include "pai.servicePort" . }}
{{- end }}
{{- end -}}
