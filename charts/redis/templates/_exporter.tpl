{{/* The container that answers Prometheus. */}}
{{- define "redis.exporter" -}}
{{- $metrics := .Values.metrics -}}
- name: exporter
  image: {{ include "rutter.images.reference" (dict "context" . "image" $metrics.image) }}
  imagePullPolicy: {{ $metrics.image.pullPolicy }}
  env:
    - name: REDIS_ADDR
      value: {{ ternary "rediss" "redis" .Values.tls.enabled }}://localhost:6379
    {{- if .Values.auth.enabled }}
    - name: REDIS_PASSWORD
      valueFrom:
        secretKeyRef:
          {{- include "redis.secretKeyRef" . | nindent 10 }}
    {{- end }}
    {{- if .Values.tls.enabled }}
    - name: REDIS_EXPORTER_TLS_CA_CERT_FILE
      value: /tls/ca.crt
    - name: REDIS_EXPORTER_TLS_CLIENT_CERT_FILE
      value: /tls/tls.crt
    - name: REDIS_EXPORTER_TLS_CLIENT_KEY_FILE
      value: /tls/tls.key
    # The certificate is for the names of the pods, not for localhost.
    - name: REDIS_EXPORTER_SKIP_TLS_VERIFICATION
      value: "true"
    {{- end }}
  ports:
    - name: metrics
      containerPort: 9121
  livenessProbe:
    httpGet:
      path: /health
      port: metrics
    periodSeconds: 30
    timeoutSeconds: 5
  resources:
    {{- toYaml $metrics.resources | nindent 4 }}
  securityContext:
    {{- include "rutter.container.securityContext" dict | nindent 4 }}
  {{- if .Values.tls.enabled }}
  volumeMounts:
    - name: tls
      mountPath: /tls
      readOnly: true
  {{- end }}
{{- end -}}
