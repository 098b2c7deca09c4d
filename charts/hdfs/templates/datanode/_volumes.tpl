{{/* The volumes of a DataNode that no claim template makes, or nothing: folders of the node, or what is lost with the pod. */}}
{{- define "hdfs.dataNodeVolumes" -}}
{{- $volumes := list -}}
{{- range $name, $volume := .Values.dataNode.volumes -}}
{{- if $volume.hostPath -}}
{{- $volumes = append $volumes (dict "name" $name "hostPath" (dict "path" $volume.hostPath "type" "DirectoryOrCreate")) -}}
{{- else if not $.Values.dataNode.persistence.enabled -}}
{{- $volumes = append $volumes (dict "name" $name "emptyDir" dict) -}}
{{- end -}}
{{- end -}}
{{- with $volumes }}{{ toYaml . }}{{ end -}}
{{- end -}}

{{/* The claim templates of a StatefulSet, or nothing. */}}
{{- define "hdfs.dataNodeClaims" -}}
{{- $claims := list -}}
{{- range $name, $volume := .Values.dataNode.volumes -}}
{{- if not $volume.hostPath -}}
{{- $persistence := merge (dict "enabled" $.Values.dataNode.persistence.enabled "size" (default "50Gi" $volume.size)) $volume -}}
{{- $claims = append $claims (include "rutter.volumes.claimTemplate" (dict "context" $ "component" "datanode" "name" $name "persistence" $persistence)) -}}
{{- end -}}
{{- end -}}
{{- join "\n" (compact $claims) -}}
{{- end -}}

{{/* The init container that gives folders of the node to the user of the pods, or nothing. */}}
{{- define "hdfs.dataNodePrepare" -}}
{{- $folders := list -}}
{{- range $name, $volume := .Values.dataNode.volumes -}}
{{- if $volume.hostPath }}{{ $folders = append $folders (printf "/data/%s" $name) }}{{ end -}}
{{- end -}}
{{- if and .Values.dataNode.prepareHostPaths $folders -}}
- name: prepare
  {{- include "hdfs.image" . | nindent 2 }}
  command:
    - chown
    - {{ printf "%v:%v" (int .Values.podSecurityContext.runAsUser) (int .Values.podSecurityContext.runAsGroup) | quote }}
    {{- toYaml $folders | nindent 4 }}
  resources:
    requests:
      cpu: 10m
      memory: 16Mi
  securityContext:
    {{- $root := dict "runAsUser" 0 "runAsNonRoot" false "capabilities" (dict "drop" (list "ALL") "add" (list "CHOWN")) }}
    {{- include "rutter.container.securityContext" (dict "values" $root) | nindent 4 }}
  volumeMounts:
    {{- range $name, $volume := .Values.dataNode.volumes }}
    {{- if $volume.hostPath }}
    - name: {{ $name }}
      mountPath: /data/{{ $name }}
    {{- end }}
    {{- end }}
{{- end -}}
{{- end -}}
