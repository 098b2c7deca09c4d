{{/*
The pod template of a Job that runs one script as a client. Its label app.kubernetes.io/name ends in the
name of the Job, so that no Service, budget or policy takes the pod for a server.
context: the root context; name: the script's and the Job's; env, mounts, volumes: lists of more (may be left out).
*/}}
{{- define "redis.jobPod" -}}
{{- $root := .context -}}
{{- $labels := include "rutter.labels.pod" (dict "context" $root) | fromYaml -}}
{{- $_ := set $labels "app.kubernetes.io/name" (printf "%s-%s" (include "rutter.names.chart" .) .name) -}}
metadata:
  labels:
    {{- toYaml $labels | nindent 4 }}
spec:
  restartPolicy: OnFailure
  {{- include "rutter.pod.spec" (dict "context" $root "values" (pick $root.Values "podSecurityContext" "nodeSelector" "tolerations" "priorityClassName") "images" (list $root.Values.image)) | nindent 2 }}
  containers:
    - name: {{ .name }}
      image: {{ include "redis.image" $root }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      command:
        - sh
        - /scripts/{{ .name }}.sh
      env:
        {{- include "redis.environment" (dict "context" $root) | trim | nindent 8 }}
        {{- with .env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      resources:
        {{- toYaml .resources | nindent 8 }}
      securityContext:
        {{- include "rutter.container.securityContext" (dict "values" $root.Values.containerSecurityContext) | nindent 8 }}
      volumeMounts:
        {{- include "redis.clientMounts" $root | nindent 8 }}
        {{- with .mounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    {{- include "redis.clientVolumes" $root | nindent 4 }}
    {{- with .volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
