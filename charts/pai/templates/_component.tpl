{{/*
The parts that run, each with what .Values.defaults says where it says nothing. A field of its own stands
for the whole field there.
*/}}
{{- define "pai.components" -}}
{{- $components := dict -}}
{{- range $name, $given := .Values.components -}}
{{- if ne (get $given "enabled" | toString) "false" -}}
{{- $values := toYaml $.Values.defaults | fromYaml -}}
{{- range $field, $value := $given }}{{ $_ := set $values $field $value }}{{ end -}}
{{- range $field, $value := dict "kind" "Deployment" "replicas" 1 "after" list "ports" dict "volumes" dict "hostNetwork" false "hostPID" false -}}
{{- if not (hasKey $values $field) }}{{ $_ := set $values $field $value }}{{ end -}}
{{- end -}}
{{- $image := deepCopy $.Values.image -}}
{{- $own := default dict $values.image -}}
{{- $_ := set $image "repository" (printf "%s/%s" $image.repository (default $name $own.name)) -}}
{{- range $field, $value := omit $own "name" }}{{ $_ := set $image $field $value }}{{ end -}}
{{- $_ := set $values "image" $image -}}
{{- with $values.nodeLabel }}{{ $_ := set $values "nodeSelector" (merge (dict .key (default "true" .value)) (default dict $values.nodeSelector)) }}{{ end -}}
{{- $_ := set $components $name $values -}}
{{- end -}}
{{- end -}}
{{- toYaml $components -}}
{{- end -}}

{{/* A part's block as the pod templates of rutter-common read it. context: the root context; values: the block. */}}
{{- define "pai.podValues" -}}
{{- $account := include "rutter.names.serviceAccount" (dict "context" .context "values" .context.Values.serviceAccount) -}}
{{- $own := pick .values "podLabels" "podAnnotations" "nodeSelector" "tolerations" "affinity" "podAntiAffinity" "topologySpreadConstraints" "priorityClassName" "terminationGracePeriodSeconds" "podSecurityContext" -}}
{{- if ne .values.kind "Deployment" }}{{ $_ := unset $own "podAntiAffinity" }}{{ end -}}
{{- toYaml (merge (dict "serviceAccount" (dict "name" $account)) $own) -}}
{{- end -}}

{{/* The first port of a part, by name, which says whether it is there. */}}
{{- define "pai.mainPort" -}}
{{- $names := keys .ports | sortAlpha -}}
{{- if has "http" $names }}http{{ else if $names }}{{ first $names }}{{ end -}}
{{- end -}}

{{/* Port of the Service for a port. */}}
{{- define "pai.servicePort" -}}
{{- default .container .service -}}
{{- end -}}

{{/*
Names of the parts in the order in which they start: each stands behind those it waits for, Jobs at the
end. Fails when parts wait for each other.
*/}}
{{- define "pai.order" -}}
{{- $components := include "pai.components" . | fromYaml -}}
{{- range $name, $component := $components -}}
{{- range $component.after }}{{ if not (hasKey $components .) }}{{ fail (printf "components.%s.after names %s: components has no such part that runs" $name .) }}{{ end }}{{ end -}}
{{- end -}}
{{- $open := deepCopy $components -}}
{{- $done := list -}}
{{- range $components -}}
{{- $ready := list -}}
{{- range $name, $component := $open -}}
{{- $waits := false -}}
{{- range $component.after }}{{ if not (has . $done) }}{{ $waits = true }}{{ end }}{{ end -}}
{{- if not $waits }}{{ $ready = append $ready $name }}{{ end -}}
{{- end -}}
{{- range $ready }}{{ $open = omit $open . }}{{ end -}}
{{- $done = concat $done $ready -}}
{{- end -}}
{{- if $open }}{{ fail (printf "components.%s.after: these parts wait for each other: %s" (keys $open | sortAlpha | first) (keys $open | sortAlpha | join ", ")) }}{{ end -}}
{{- toYaml $done -}}
{{- end -}}
