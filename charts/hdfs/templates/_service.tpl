{{/*
A headless Service, which gives each pod of a component a name before it is ready.
context, component: as for rutter.names.full; ports: numbers by name.
*/}}
{{- define "hdfs.headlessService" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "rutter.objects.metadata" . | nindent 2 }}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    {{- include "rutter.labels.selector" . | nindent 4 }}
  ports:
    {{- range $name, $port := .ports }}
    - name: {{ $name }}
      port: {{ $port }}
      targetPort: {{ $name }}
      protocol: TCP
    {{- end }}
{{- end -}}

{{/*
A ServiceMonitor of a component's web port.
context, component: as for rutter.names.full.
*/}}
{{- define "hdfs.serviceMonitor" -}}
{{- $monitor := include "rutter.objects.serviceMonitor" (merge (dict "values" .context.Values.serviceMonitor "port" "http" "path" "/prom") .) -}}
{{- if and $monitor .context.Values.tls.enabled -}}
{{- $monitor = fromYaml $monitor -}}
{{- $secured := dict "scheme" "https" -}}
{{- with .context.Values.serviceMonitor.tlsConfig }}{{ $_ := set $secured "tlsConfig" . }}{{ end -}}
{{- range $monitor.spec.endpoints }}{{ $_ := merge . $secured }}{{ end -}}
{{- $monitor = toYaml $monitor -}}
{{- end -}}
{{- $monitor -}}
{{- end -}}

{{/*
A NetworkPolicy of a component. Ports in inner are open to the release alone.
context, component: as for rutter.names.full; ports, inner: lists of container port names.
*/}}
{{- define "hdfs.networkPolicy" -}}
{{- $values := deepCopy .context.Values.networkPolicy -}}
{{- $release := dict "podSelector" (dict "matchLabels" (dict "app.kubernetes.io/instance" .context.Release.Name)) -}}
{{- $ports := list -}}
{{- range .inner }}{{ $ports = append $ports (dict "port" . "protocol" "TCP") }}{{ end -}}
{{- if $ports -}}
{{- $_ := set $values "extraIngress" (prepend $values.extraIngress (dict "from" (list $release) "ports" $ports)) -}}
{{- end -}}
{{- include "rutter.objects.networkPolicy" (dict "context" .context "component" .component "values" $values "ports" .ports) -}}
{{- end -}}
