{{/* Labels of a machine: those of its roles and its own. context: the root context; machine: the block. */}}
{{- define "pai.machineLabels" -}}
{{- $labels := dict -}}
{{- if .machine.worker }}{{ $labels = merge $labels (deepCopy .context.Values.labels.worker) }}{{ end -}}
{{- if .machine.master }}{{ range $key, $value := .context.Values.labels.master }}{{ $_ := set $labels $key $value }}{{ end }}{{ end -}}
{{- range $key, $value := .machine.labels }}{{ $_ := set $labels $key $value }}{{ end -}}
{{- toYaml $labels -}}
{{- end -}}

{{/* Labels of a machine as KEY=VALUE with blanks between them. context, machine: as for pai.machineLabels. */}}
{{- define "pai.labelArguments" -}}
{{- $arguments := list -}}
{{- range $key, $value := include "pai.machineLabels" . | fromYaml }}{{ $arguments = append $arguments (printf "%s=%s" $key $value) }}{{ end -}}
{{- join " " $arguments -}}
{{- end -}}

{{/* The files of the ConfigMap of machines: what parts read of them, the script for labels, the order of parts. */}}
{{- define "pai.machineFiles" -}}
{{- $hosts := dict -}}
{{- $gpus := dict -}}
{{- $nodes := dict -}}
{{- $script := list "#!/bin/sh" "# Puts the labels on the nodes that say which parts run there." "set -e" -}}
{{- range $name, $machine := .Values.machines -}}
{{- $args := dict "context" $ "machine" $machine -}}
{{- $type := get $.Values.machineTypes (default "" $machine.type) | default dict -}}
{{- $host := include "pai.machineLabels" $args | fromYaml -}}
{{- with $machine.address }}{{ $_ := set $host "ip" . }}{{ end -}}
{{- with $machine.zookeeperId }}{{ $_ := set $host "zkid" (include "rutter.text.scalar" .) }}{{ end -}}
{{- with $machine.etcdId }}{{ $_ := set $host "etcdid" . }}{{ end -}}
{{- with $machine.role }}{{ $_ := set $host "k8s-role" . }}{{ end -}}
{{- with $type.memory }}{{ $_ := set $host "memory" . }}{{ end -}}
{{- with $type.vcores }}{{ $_ := set $host "vcores" . }}{{ end -}}
{{- with $type.gpu -}}
{{- $_ := set $host "machinetype" "gpu" -}}
{{- $_ := set $host "gpu" (dict "type" .type "count" (default 1 .count)) -}}
{{- $_ := set $gpus $name .type -}}
{{- $_ := set $nodes $name (dict "gpuType" .type) -}}
{{- end -}}
{{- $_ := set $hosts $name $host -}}
{{- with include "pai.labelArguments" $args }}{{ $script = append $script (printf "kubectl label nodes %s %s --overwrite" $name .) }}{{ end -}}
{{- end -}}
{{- $order := include "pai.order" . | fromYamlArray -}}
{{- $files := dict "host-configuration.yaml" (printf "%s\n" (toYaml $hosts)) "gpu-configuration.yml" (printf "%s\n" (toYaml $gpus)) "gpu-configuration.json" (printf "%s\n" (toJson (dict "nodes" $nodes))) -}}
{{- $_ := set $files "label-nodes.sh" (printf "%s\n" (join "\n" $script)) -}}
{{- $_ := set $files "start-order" (printf "%s\n" (join "\n" $order)) -}}
{{- $_ := set $files "stop-order" (printf "%s\n" (join "\n" (reverse $order))) -}}
{{- toYaml $files -}}
{{- end -}}
