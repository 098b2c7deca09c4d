{{/* Host of the database: that of the values, or the one for tests. */}}
{{- define "linkis.databaseHost" -}}
{{- if .Values.database.mysql.enabled -}}
{{- include "linkis.host" (dict "context" . "name" "mysql") -}}
{{- else -}}
{{- .Values.database.host -}}
{{- end -}}
{{- end -}}

{{/* Port of the database. */}}
{{- define "linkis.databasePort" -}}
{{- ternary 3306 .Values.database.port .Values.database.mysql.enabled -}}
{{- end -}}

{{/* Variables of a client of the database; mysql reads the password from MYSQL_PWD. */}}
{{- define "linkis.databaseEnvironment" -}}
{{- $database := .Values.database -}}
- name: DATABASE_HOST
  value: {{ include "linkis.databaseHost" . }}
- name: DATABASE_PORT
  value: {{ include "linkis.databasePort" . | quote }}
- name: DATABASE_NAME
  value: {{ $database.name }}
- name: DATABASE_USER
  valueFrom:
    secretKeyRef:
      name: {{ $database.existingSecret }}
      key: {{ $database.userKey }}
- name: MYSQL_PWD
  valueFrom:
    secretKeyRef:
      name: {{ $database.existingSecret }}
      key: {{ $database.passwordKey }}
{{- end -}}

{{/* The spec of the Job that makes the tables; all that it needs is in it, as it runs before other objects are made. */}}
{{- define "linkis.initSpec" -}}
{{- $database := .Values.database -}}
{{- $labels := include "rutter.labels.pod" (dict "context" .) | fromYaml -}}
{{- $_ := set $labels "app.kubernetes.io/name" (printf "%s-init" (include "rutter.names.chart" (dict "context" .))) -}}
{{- $account := ternary dict .Values.serviceAccount .Values.serviceAccount.create -}}
{{- $values := dict "serviceAccount" $account "podSecurityContext" .Values.podSecurityContext "nodeSelector" .Values.defaults.nodeSelector "tolerations" .Values.defaults.tolerations -}}
{{- $images := list (pick .Values.image "pullSecrets") -}}
{{- if .Values.registrySecret.create }}{{ $images = append $images (dict "pullSecrets" (list (ternary (include "linkis.registrySecretName" .) (include "linkis.initRegistryName" .) $database.mysql.enabled))) }}{{ end -}}
{{- $words := list -}}
{{- range $word, $text := $database.init.placeholders }}{{ $words = append $words (printf "%s=%s" $word $text) }}{{ end -}}
# A second attempt could not know how far the first one came.
backoffLimit: 0
activeDeadlineSeconds: {{ add (int $database.init.timeoutSeconds) 600 }}
template:
  metadata:
    labels:
      {{- toYaml $labels | nindent 6 }}
  spec:
    restartPolicy: Never
    {{- include "rutter.pod.spec" (dict "context" . "values" $values "images" $images) | nindent 4 }}
    containers:
      - name: init
        image: {{ include "rutter.images.reference" (dict "context" . "image" .Values.image) }}
        imagePullPolicy: {{ .Values.image.pullPolicy }}
        command:
          - bash
          - -c
          - |
            {{- .Files.Get "scripts/init-database.sh" | trim | nindent 12 }}
        env:
          {{- include "linkis.databaseEnvironment" . | nindent 10 }}
          - name: SQL_FOLDER
            value: {{ $database.init.folder }}
          - name: WORDS
            value: {{ join "\n" $words | quote }}
          - name: CLEAR_INSTANCES
            value: {{ $database.init.clearInstances | quote }}
          - name: WAIT_SECONDS
            value: {{ $database.init.timeoutSeconds | quote }}
        resources:
          {{- toYaml $database.init.resources | nindent 10 }}
        securityContext:
          {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 10 }}
        volumeMounts:
          - name: tmp
            mountPath: /tmp
    volumes:
      {{- include "rutter.volumes.temporary" (dict "folders" (dict "tmp" dict)) | nindent 6 }}
{{- end -}}

{{/* Name of the pull secret of that Job, which is there before the other one. */}}
{{- define "linkis.initRegistryName" -}}
{{- include "rutter.names.full" (dict "context" . "component" "init-registry") -}}
{{- end -}}
