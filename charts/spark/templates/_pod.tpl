{{/*
A component's block as the pod templates of rutter-common read it: with the one service account and the
security context that all components have.
context: the root context; values: the component's block.
*/}}
{{- define "spark.podValues" -}}
{{- $root := .context.Values -}}
{{- $account := include "rutter.names.serviceAccount" (dict "context" .context "values" $root.serviceAccount) -}}
{{- $own := pick .values "podLabels" "podAnnotations" "nodeSelector" "tolerations" "affinity" "podAntiAffinity" "topologySpreadConstraints" "priorityClassName" "terminationGracePeriodSeconds" -}}
{{- toYaml (merge (dict "serviceAccount" (dict "name" $account) "podSecurityContext" $root.podSecurityContext) $own) -}}
{{- end -}}

{{/*
The head of a pod template: its metadata and what stands beside containers and volumes.
context, component: as for rutter.labels.selector; values: the component's block.
*/}}
{{- define "spark.podHead" -}}
{{- $values := include "spark.podValues" . | fromYaml -}}
{{- $args := dict "context" .context "component" .component "values" $values "images" (list .context.Values.image) -}}
metadata:
  {{- include "rutter.pod.metadata" (merge (dict "checksums" (dict "config" (include "spark.files" .context))) $args) | nindent 2 }}
spec:
  {{- include "rutter.pod.spec" $args | nindent 2 }}
{{- end -}}

{{/* The head of a container: its name and image. context: the root context; name: the container's. */}}
{{- define "spark.containerHead" -}}
- name: {{ .name }}
  image: {{ include "rutter.images.reference" (dict "context" .context "image" .context.Values.image) }}
  imagePullPolicy: {{ .context.Values.image.pullPolicy }}
{{- end -}}

{{/*
Ports of a container with a web interface, and with TLS the one it moves to.
context: the root context; port: of the web interface; ports: names and numbers of more.
*/}}
{{- define "spark.ports" -}}
{{- range $name, $port := .ports }}
- name: {{ $name }}
  containerPort: {{ $port }}
{{- end }}
- name: http
  containerPort: {{ .port }}
{{- if .context.Values.tls.enabled }}
- name: https
  containerPort: {{ include "spark.tlsPort" .port }}
{{- end }}
{{- end -}}

{{/*
The probes of a daemon: its port for liveness, its web interface for readiness.
context: the root context; values: the block probes; path: of the web interface; port: to see that it lives.
*/}}
{{- define "spark.probes" -}}
{{- $tls := .context.Values.tls.enabled -}}
{{- $get := dict "path" .path "port" (ternary "https" "http" $tls) -}}
{{- if $tls }}{{ $_ := set $get "scheme" "HTTPS" }}{{ end -}}
{{- $port := dict "port" .port -}}
{{- include "rutter.container.probes" (dict "values" .values "defaults" (dict
    "startup" (dict "tcpSocket" $port "periodSeconds" 2 "failureThreshold" 90)
    "liveness" (dict "tcpSocket" $port "periodSeconds" 10 "timeoutSeconds" 5 "failureThreshold" 6)
    "readiness" (dict "httpGet" $get "periodSeconds" 5 "timeoutSeconds" 5))) -}}
{{- end -}}

{{/* Ports of a Service before a web interface. context: the root context; port: the Service's. */}}
{{- define "spark.webServicePorts" -}}
- name: http
  port: {{ .port }}
  targetPort: {{ ternary "https" "http" .context.Values.tls.enabled }}
  protocol: TCP
{{- end -}}
