{{/* The ports of a server's container. */}}
{{- define "zookeeper.ports" -}}
- name: client
  containerPort: 2181
{{- if .Values.tls.client.enabled }}
- name: secure-client
  containerPort: 2281
{{- end }}
{{- if gt (int .Values.replicas) 1 }}
- name: quorum
  containerPort: 2888
- name: election
  containerPort: 3888
{{- end }}
{{- if .Values.adminServer.enabled }}
- name: admin
  containerPort: 8080
{{- end }}
{{- if .Values.metrics.enabled }}
- name: metrics
  containerPort: 7000
{{- end }}
{{- end -}}

{{/* The names of the ports that clients may reach, joined by commas. */}}
{{- define "zookeeper.openPorts" -}}
{{- $ports := list -}}
{{- range include "zookeeper.ports" . | fromYamlArray -}}
{{- $inner := or (has .name (list "quorum" "election")) (and (eq .name "client") (not (include "zookeeper.plaintext" $))) -}}
{{- if not $inner }}{{ $ports = append $ports .name }}{{ end -}}
{{- end -}}
{{- join "," $ports -}}
{{- end -}}

{{/* "true" when clients may connect without TLS. */}}
{{- define "zookeeper.plaintext" -}}
{{- with .Values.tls.client }}{{ if or (not .enabled) .plaintext }}true{{ end }}{{ end -}}
{{- end -}}
