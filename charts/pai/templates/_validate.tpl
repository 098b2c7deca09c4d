{{/* What a schema cannot say: values that contradict each other, each refused with a sentence. */}}
{{- define "pai.validate" -}}
{{- $components := include "pai.components" . | fromYaml -}}
{{- $taken := dict -}}
{{- range $name, $component := $components -}}
{{- include "pai.validateComponent" (dict "context" $ "name" $name "component" $component "components" $components) -}}
{{- range $port, $spec := $component.ports -}}
{{- $host := ternary (default $spec.container $spec.host) $spec.host $component.hostNetwork -}}
{{- if $host -}}
{{- $other := get $taken (include "rutter.text.scalar" $host) -}}
{{- if $other }}{{ fail (printf "components.%s.ports.%s takes port %d of the node, which is %s: give them two" $name $port (int $host) $other) }}{{ end -}}
{{- $_ := set $taken (include "rutter.text.scalar" $host) (printf "components.%s.ports.%s" $name $port) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $_ := include "pai.order" . -}}
{{- range $name, $machine := .Values.machines -}}
{{- if and $machine.type (not (hasKey $.Values.machineTypes $machine.type)) }}{{ fail (printf "machines.%s.type is %s: machineTypes has no such type" $name $machine.type) }}{{ end -}}
{{- end -}}
{{- if and .Values.labels.job.enabled (not .Values.machines) }}{{ fail "labels.job.enabled is true without machines: there is nothing to label" }}{{ end -}}
{{- if and (not .Values.secrets.existingSecret) (not .Values.secrets.data) }}{{ fail "secrets.existingSecret and secrets.data are both empty: parts would have no passwords" }}{{ end -}}
{{- if and .Values.test.enabled (not (hasKey $components .Values.test.component)) }}{{ fail (printf "test.component is %s: components has no such part that runs" .Values.test.component) }}{{ end -}}
{{- if and (or .Values.ingress.enabled .Values.httpRoute.enabled) (not (hasKey $components .Values.webComponent)) }}{{ fail (printf "webComponent is %s: components has no such part that runs" .Values.webComponent) }}{{ end -}}
{{- end -}}

{{- define "pai.validateComponent" -}}
{{- $component := .component -}}
{{- $own := printf "components.%s" .name -}}
{{- if has .name (list "hadoop" "machines" "registry" "secrets" "labels" "test") }}{{ fail (printf "%s: the chart uses this name for objects of its own, take another" $own) }}{{ end -}}
{{- if and (eq $component.kind "DaemonSet") (not $component.nodeLabel) }}{{ fail (printf "%s.kind is DaemonSet without %s.nodeLabel: it would run on every node" $own $own) }}{{ end -}}
{{- if and (ne $component.kind "Deployment") (gt (int $component.replicas) 1) }}{{ fail (printf "%s.replicas is %d: a %s has no number of pods" $own (int $component.replicas) $component.kind) }}{{ end -}}
{{- if and (eq $component.kind "Job") (not $component.command) (not $component.args) (not $component.env) }}{{ fail (printf "%s.kind is Job without a command: set %s.command" $own $own) }}{{ end -}}
{{- range $component.after -}}
{{- if and (hasKey $.components .) (not (get (get $.components .) "ports")) }}{{ fail (printf "%s.after names %s, which has no ports: there is nothing to wait for" $own .) }}{{ end -}}
{{- end -}}
{{- if and $component.files (not $component.filesPath) }}{{ fail (printf "%s.files is set without %s.filesPath: name the folder to mount them at" $own $own) }}{{ end -}}
{{- if and $component.readyPath (not $component.ports) }}{{ fail (printf "%s.readyPath is %s without a port: set %s.ports" $own $component.readyPath $own) }}{{ end -}}
{{- if and $component.hostNetwork (gt (int $component.replicas) 1) (ne $component.podAntiAffinity "hard") }}{{ fail (printf "%s.replicas is %d with hostNetwork: pods of one node would take the same ports, set %s.podAntiAffinity to hard" $own (int $component.replicas) $own) }}{{ end -}}
{{- range $port, $spec := $component.ports -}}
{{- if and $component.hostNetwork $spec.host (ne (int $spec.host) (int $spec.container)) }}{{ fail (printf "%s.ports.%s.host is %d: with hostNetwork it is the port of the container, %d" $own $port (int $spec.host) (int $spec.container)) }}{{ end -}}
{{- end -}}
{{- $kinds := list "hostPath" "chartConfigMap" "configMap" "secret" "existingClaim" "emptyDir" -}}
{{- range $name, $volume := $component.volumes -}}
{{- $given := list -}}
{{- range $kinds }}{{ if hasKey $volume . }}{{ $given = append $given . }}{{ end }}{{ end -}}
{{- if not $volume.mountPath }}{{ fail (printf "%s.volumes.%s.mountPath is not set: name the folder to mount it at" $own $name) }}{{ end -}}
{{- if ne (len $given) 1 }}{{ fail (printf "%s.volumes.%s has %s: give exactly one of %s" $own $name (default "nothing to mount" (join " and " $given)) (join ", " $kinds)) }}{{ end -}}
{{- end -}}
{{- range $name, $_ := $component.env -}}
{{- if regexMatch `(?i)(password|passwd|pwd|secret|token)$` $name }}{{ fail (printf "%s.env.%s would show a secret to all who may read pods: use %s.secretEnv" $own $name $own) }}{{ end -}}
{{- if hasKey (default dict $component.secretEnv) $name }}{{ fail (printf "%s.env.%s is in %s.secretEnv too: one of them" $own $name $own) }}{{ end -}}
{{- end -}}
{{- end -}}
