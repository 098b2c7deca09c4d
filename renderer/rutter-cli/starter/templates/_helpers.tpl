{{/* The chart's name, or its override. */}}
{{- define "STARTER.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Name of every object: the release's, and the chart's unless the release has it. */}}
{{- define "STARTER.fullname" -}}
{{- $name := include "STARTER.name" . -}}
{{- $full := printf "%s-%s" .Release.Name $name -}}
{{- if contains $name .Release.Name -}}
{{- $full = .Release.Name -}}
{{- end -}}
{{- .Values.fullnameOverride | default $full | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels that never change: what selectors match. */}}
{{- define "STARTER.selectorLabels" -}}
app.kubernetes.io/name: {{ include "STARTER.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels of every object. */}}
{{- define "STARTER.labels" -}}
{{ include "STARTER.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* The account that the pods run under. */}}
{{- define "STARTER.serviceAccountName" -}}
{{- $own := ternary (include "STARTER.fullname" .) "default" .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default $own -}}
{{- end -}}
