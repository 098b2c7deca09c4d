{{/* Name of the objects of a part. context: the root context; name: the part's. */}}
{{- define "pai.name" -}}
{{- include "rutter.names.full" (dict "context" .context "component" .name) -}}
{{- end -}}

{{/* Host of a part in the cluster: its Service. context, name: as for pai.name. */}}
{{- define "pai.host" -}}
{{- printf "%s.%s.svc.%s" (include "pai.name" .) .context.Release.Namespace .context.Values.clusterDomain -}}
{{- end -}}

{{/* Name of the ConfigMap with Hadoop's configuration. */}}
{{- define "pai.hadoopName" -}}
{{- default (include "rutter.names.full" (dict "context" . "component" "hadoop")) .Values.hadoop.configMapName -}}
{{- end -}}

{{/* Name of the ConfigMap with what is known of machines. */}}
{{- define "pai.machinesName" -}}
{{- include "rutter.names.full" (dict "context" . "component" "machines") -}}
{{- end -}}

{{/* Name of the pull secret that the chart makes. */}}
{{- define "pai.registrySecretName" -}}
{{- default (include "rutter.names.full" (dict "context" . "component" "registry")) .Values.registrySecret.name -}}
{{- end -}}

{{/* Name of the Secret with passwords and keys: the one that is there, or the one made of secrets.data. */}}
{{- define "pai.secretName" -}}
{{- ternary (include "rutter.names.full" (dict "context" . "component" "secrets")) .Values.secrets.existingSecret (not (empty .Values.secrets.data)) -}}
{{- end -}}

{{/* The image blocks whose pull secrets a pod takes. context: the root context; image: the pod's. */}}
{{- define "pai.pullImages" -}}
{{- $images := list (pick .image "pullSecrets") -}}
{{- if .context.Values.registrySecret.create }}{{ $images = append $images (dict "pullSecrets" (list (include "pai.registrySecretName" .context))) }}{{ end -}}
{{- toYaml $images -}}
{{- end -}}
