{{/*
An HTTPRoute of the Gateway API, or nothing: requests below one path to one port of one Service.
context, component: as for rutter.names.full; service: name of the Service; port: its number;
values: the block httpRoute.{enabled,annotations,parentRefs,hostnames,path,filters};
block: how messages call these values, httpRoute when left out.
*/}}
{{- define "rutter.objects.httpRoute" -}}
{{- if .values.enabled -}}
{{- $block := default "httpRoute" .block -}}
{{- if not .values.parentRefs }}{{ fail (printf "%s.parentRefs names no gateway: give at least one, or set %s.enabled to false" $block $block) }}{{ end -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  {{- include "rutter.objects.metadata" (merge (dict "annotations" .values.annotations) (pick . "context" "component")) | nindent 2 }}
spec:
  parentRefs:
    {{- toYaml .values.parentRefs | nindent 4 }}
  {{- with .values.hostnames }}
  hostnames:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: {{ default "/" .values.path }}
      {{- with .values.filters }}
      filters:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      backendRefs:
        - name: {{ .service }}
          port: {{ include "rutter.text.scalar" .port }}
{{- end -}}
{{- end -}}
