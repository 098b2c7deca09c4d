{{/* Name of the objects of a service. context: the root context; name: the service's. */}}
{{- define "linkis.name" -}}
{{- include "rutter.names.full" (dict "context" .context "component" .name) -}}
{{- end -}}

{{/* Name of the ConfigMap of a service. context, name: as for linkis.name. */}}
{{- define "linkis.configMapName" -}}
{{- include "linkis.name" . }}-configmap
{{- end -}}

{{/* Name of the headless Service of a service. context, name: as for linkis.name. */}}
{{- define "linkis.headlessName" -}}
{{- include "linkis.name" . }}-headless
{{- end -}}

{{/* Host of a service in the cluster. context, name: as for linkis.name. */}}
{{- define "linkis.host" -}}
{{- printf "%s.%s.svc.%s" (include "linkis.name" .) .context.Release.Namespace .context.Values.clusterDomain -}}
{{- end -}}

{{/* Name of the ConfigMap with the scripts. */}}
{{- define "linkis.scriptsName" -}}
{{- include "rutter.names.full" (dict "context" . "component" "scripts") -}}
{{- end -}}

{{/* Name of the pull secret that the chart makes. */}}
{{- define "linkis.registrySecretName" -}}
{{- default (include "rutter.names.full" (dict "context" . "component" "registry")) .Values.registrySecret.name -}}
{{- end -}}

{{/* The image blocks whose pull secrets a pod takes. context: the root context; image: the pod's. */}}
{{- define "linkis.pullImages" -}}
{{- $images := list (pick .image "pullSecrets") -}}
{{- if .context.Values.registrySecret.create }}{{ $images = append $images (dict "pullSecrets" (list (include "linkis.registrySecretName" .context))) }}{{ end -}}
{{- toYaml $images -}}
{{- end -}}
