{{/* Names of the volumes of .Values.volumes that a service mounts. context: the root context; name: the service's. */}}
{{- define "linkis.volumeNames" -}}
{{- $names := list -}}
{{- range $name, $volume := .context.Values.volumes -}}
{{- if or (not $volume.services) (has $.name $volume.services) }}{{ $names = append $names $name }}{{ end -}}
{{- end -}}
{{- toYaml $names -}}
{{- end -}}

{{/* The volumes of .Values.volumes that a service mounts. context, name: as for linkis.volumeNames. */}}
{{- define "linkis.serviceVolumes" -}}
{{- range $name := include "linkis.volumeNames" . | fromYamlArray -}}
{{- $volume := get $.context.Values.volumes $name }}
- name: {{ $name }}
  {{- if $volume.claim }}
  persistentVolumeClaim:
    claimName: {{ include "rutter.names.full" (dict "context" $.context "component" $name) }}
  {{- else if $volume.existingClaim }}
  persistentVolumeClaim:
    claimName: {{ $volume.existingClaim }}
  {{- else if $volume.nfs }}
  nfs:
    {{- toYaml $volume.nfs | nindent 4 }}
  {{- else if $volume.hostPath }}
  hostPath:
    path: {{ $volume.hostPath }}
    type: Directory
  {{- else if $volume.configMap }}
  configMap:
    name: {{ $volume.configMap }}
  {{- else }}
  emptyDir:
    {{- toYaml $volume.emptyDir | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}

{{/* Their mounts. context, name: as for linkis.volumeNames. */}}
{{- define "linkis.serviceMounts" -}}
{{- range $name := include "linkis.volumeNames" . | fromYamlArray -}}
{{- $volume := get $.context.Values.volumes $name }}
- name: {{ $name }}
  mountPath: {{ $volume.mountPath }}
  {{- if $volume.readOnly }}
  readOnly: true
  {{- end }}
{{- end -}}
{{- end -}}
