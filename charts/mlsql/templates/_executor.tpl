{{/*
The pod template of executors, a file that the driver reads. Its selector labels are not the driver's, and
extraSelectorLabels are not among them, so that no Service takes an executor for the driver.
*/}}
{{- define "mlsql.executorPod" -}}
{{- $executor := .Values.executor -}}
{{- $values := omit .Values "extraSelectorLabels" -}}
{{- $context := dict "Values" $values "Release" .Release "Chart" .Chart -}}
{{- $pod := merge (dict "podSecurityContext" .Values.podSecurityContext) $executor -}}
{{- $args := dict "context" $context "component" "executor" "values" $pod "images" (list (include "mlsql.imageBlock" . | fromYaml)) -}}
apiVersion: v1
kind: Pod
metadata:
  {{- include "rutter.pod.metadata" $args | nindent 2 }}
spec:
  {{- include "rutter.pod.spec" $args | nindent 2 }}
  containers:
    - name: executor
      # The images' entrypoint writes where it is started.
      workingDir: /workspace
      env:
        {{- include "mlsql.hadoopEnvironment" . | nindent 8 }}
        {{- with $executor.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" .Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: work
          mountPath: /workspace
        {{- include "mlsql.sharedMounts" . | nindent 8 }}
        {{- with $executor.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    {{- include "rutter.volumes.temporary" (dict "folders" (dict "tmp" dict "work" dict)) | nindent 4 }}
    {{- include "mlsql.sharedVolumes" . | nindent 4 }}
    {{- with $executor.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{ end -}}
