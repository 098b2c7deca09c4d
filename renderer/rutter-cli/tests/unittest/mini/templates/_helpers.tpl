{{- define "mini.must" -}}
{{ required "helper needs .Values.must" .Values.must }}
{{- end -}}
