{{- define "c.pod" -}}
containers:
  - name: web
    image: "web:1"
    imagePullPolicy: {{ .Values.policy }}
{{- end -}}
