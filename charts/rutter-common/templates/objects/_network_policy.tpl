{{/*
A NetworkPolicy, or nothing: who may reach the pods, and with egress.enabled whom they may reach.
Pods of the same release always may. Others may when allowExternal is true or they carry the label
<full name>-client: "true"; ingressFrom adds peers. Restricted egress keeps DNS open.
context, component: as for rutter.names.full; ports: list of port numbers or container port names;
values: the block networkPolicy.{enabled,allowExternal,ingressFrom,extraIngress,egress.{enabled,to}}.
*/}}
{{- define "rutter.objects.networkPolicy" -}}
{{- if .values.enabled -}}
{{- $release := dict "podSelector" (dict "matchLabels" (dict "app.kubernetes.io/instance" .context.Release.Name)) -}}
{{- $client := dict "podSelector" (dict "matchLabels" (dict (printf "%s-client" (include "rutter.names.full" .)) "true")) -}}
{{- $egress := default dict .values.egress -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "rutter.objects.metadata" (pick . "context" "component") | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "rutter.labels.selector" . | nindent 6 }}
  policyTypes:
    - Ingress
    {{- if $egress.enabled }}
    - Egress
    {{- end }}
  ingress:
    - ports:
        {{- range .ports }}
        - port: {{ include "rutter.text.scalar" . }}
          protocol: TCP
        {{- end }}
      {{- if not .values.allowExternal }}
      from:
        {{- toYaml (concat (list $release $client) (default list .values.ingressFrom)) | nindent 8 }}
      {{- end }}
    {{- with .values.extraIngress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- if $egress.enabled }}
  egress:
    - ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
    - to:
        {{- toYaml (list $release) | nindent 8 }}
    {{- with $egress.to }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
{{- end -}}
{{- end -}}
