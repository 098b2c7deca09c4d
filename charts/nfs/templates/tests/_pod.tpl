{{/*
A test pod that mounts one share and runs one script.
context: the root context; name, share: the share; step: "write" or "read"; weight: when it runs;
script: the shell script, with the share at /share and FILE the file to use.
*/}}
{{- define "nfs.testPod" -}}
{{- $test := .context.Values.test -}}
{{- $name := include "rutter.names.cut" (dict "name" (printf "%s-%s" .share.claimName .step)) -}}
apiVersion: v1
kind: Pod
metadata:
  {{- include "rutter.objects.testMetadata" (dict "context" .context "name" $name "namespace" .share.namespace "weight" .weight) | nindent 2 }}
spec:
  restartPolicy: Never
  {{- include "rutter.pod.spec" (dict "context" .context "component" "test" "values" (pick $test "podSecurityContext") "images" (list $test.image)) | nindent 2 }}
  containers:
    - name: {{ .step }}
      image: {{ include "rutter.images.reference" (dict "context" .context "image" $test.image) }}
      imagePullPolicy: {{ $test.image.pullPolicy }}
      env:
        - name: FILE
          value: /share/.helm-test-{{ .context.Release.Name }}-{{ .name }}
      command:
        - sh
        - -ec
        - |
          {{- .script | nindent 10 }}
      resources:
        requests:
          cpu: 10m
          memory: 16Mi
        limits:
          memory: 64Mi
      securityContext:
        {{- include "rutter.container.securityContext" dict | nindent 8 }}
      volumeMounts:
        - name: share
          mountPath: /share
          {{- if .share.readOnly }}
          readOnly: true
          {{- end }}
  volumes:
    - name: share
      persistentVolumeClaim:
        claimName: {{ .share.claimName }}
{{- end -}}
