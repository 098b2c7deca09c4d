{{/* Fails where values do not fit together in a way that the schema cannot say. */}}
{{- define "zookeeper.checks" -}}
{{- with .Values -}}
{{- if eq (mod (int .replicas) 2) 0 -}}
{{- fail (printf "replicas is %d: an ensemble has an odd number of servers, such as 1, 3 or 5" (int .replicas)) -}}
{{- end -}}
{{- if and .tls.client.enabled (not .tls.client.existingSecret) -}}
{{- fail "tls.client.enabled is true without a certificate: set tls.client.existingSecret" -}}
{{- end -}}
{{- if and .tls.quorum.enabled (not .tls.quorum.existingSecret) -}}
{{- fail "tls.quorum.enabled is true without a certificate: set tls.quorum.existingSecret" -}}
{{- end -}}
{{- if and .sasl.enabled (not .sasl.existingSecret) -}}
{{- fail "sasl.enabled is true without a JAAS configuration: set sasl.existingSecret" -}}
{{- end -}}
{{- if and .sasl.quorum (not .sasl.enabled) -}}
{{- fail "sasl.quorum is true and sasl.enabled is false: set sasl.enabled to true" -}}
{{- end -}}
{{- if and .serviceMonitor.enabled (not .metrics.enabled) -}}
{{- fail "serviceMonitor.enabled is true and metrics.enabled is false: there is nothing to scrape" -}}
{{- end -}}
{{- if and .dataLog.enabled (not .persistence.enabled) -}}
{{- fail "dataLog.enabled is true and persistence.enabled is false: transaction logs are worth nothing without snapshots" -}}
{{- end -}}
{{- end -}}
{{- end -}}
