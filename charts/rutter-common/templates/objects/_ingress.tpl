{{/*
An Ingress, or nothing: every host and path to one port of one Service. Without hosts, any host.
context, component: as for rutter.names.full; service: name of the Service; port: name of its port;
values: the block ingress.{enabled,className,annotations,hosts,path,pathType,tls}.
*/}}
{{- define "rutter.objects.ingress" -}}
{{- if .values.enabled -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  {{- include "rutter.objects.metadata" (merge (dict "annotations" .values.annotations) (pick . "context" "component")) | nindent 2 }}
spec:
  {{- with .values.className }}
  ingressClassName: {{ . }}
  {{- end }}
  {{- with .values.tls }}
  tls:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- range (default (list "") .values.hosts) }}
    - http:
        paths:
          - path: {{ default "/" $.values.path }}
            pathType: {{ default "Prefix" $.values.pathType }}
            backend:
              service:
                name: {{ $.service }}
                port:
                  name: {{ $.port }}
      {{- with . }}
      host: {{ tpl . $.context | quote }}
      {{- end }}
    {{- end }}
{{- end -}}
{{- end -}}
