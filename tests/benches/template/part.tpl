---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ template "name" . }}-NUMBER
  namespace: {{ .Release.Namespace }}
  labels:
{{- range $key, $value := .Values.labels }}
    {{ $key }}: {{ $value | quote }}
{{- end }}
spec:
  {{- if and .Values.enabled (gt (len .Values.ports) 1) }}
  replicas: {{ .Values.replicas }}
  {{- else }}
  replicas: 0
  {{- end }}
  serviceName: {{ printf "%s-%d" (print .Release.Name "-headless") NUMBER | quote }}
  template:
    metadata:
      annotations:
{{ indent 8 (printf "name: %s\nversion: %s" .Chart.Name .Chart.Version) }}
    spec:
      {{- with .Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          {{- if eq .Values.image.pullPolicy "Always" "IfNotPresent" }}
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          {{- end }}
          ports:
          {{- range $index, $port := .Values.ports }}
            - name: {{ $port.name }}
              containerPort: {{ $port.number }}
              {{- if and (eq $port.name "http") (not $.Values.hostNetwork) }}
              protocol: TCP
              {{- end }}
          {{- end }}
          env:
          {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ quote $value }}
          {{- end }}
          {{- if .Values.probe.enabled }}
          readinessProbe:
            initialDelaySeconds: {{ .Values.probe.delay }}
          {{- end }}
