{{/*
A service with what .Values.defaults says where it says nothing. A field of its own stands for the
whole field there. context: the root context; name: the service's.
*/}}
{{- define "linkis.service" -}}
{{- $values := toYaml .context.Values.defaults | fromYaml -}}
{{- range $field, $value := default dict (get .context.Values.services .name) }}{{ $_ := set $values $field $value }}{{ end -}}
{{- $own := dict "kind" "Deployment" "after" list "application" (printf "linkis-%s" .name) "registers" true "database" true "metricsPath" "/api/rest_j/v1/actuator/prometheus" "serviceType" "ClusterIP" -}}
{{- range $field, $value := $own }}{{ if not (hasKey $values $field) }}{{ $_ := set $values $field $value }}{{ end }}{{ end -}}
{{- $image := deepCopy .context.Values.image -}}
{{- range $field, $value := $values.image }}{{ $_ := set $image $field $value }}{{ end -}}
{{- toYaml (set $values "image" $image) -}}
{{- end -}}

{{/* The same block as the pod templates of rutter-common read it. context: the root context; values: the block. */}}
{{- define "linkis.podValues" -}}
{{- $root := .context.Values -}}
{{- $account := include "rutter.names.serviceAccount" (dict "context" .context "values" $root.serviceAccount) -}}
{{- $own := pick .values "podLabels" "podAnnotations" "nodeSelector" "tolerations" "affinity" "podAntiAffinity" "topologySpreadConstraints" "priorityClassName" "terminationGracePeriodSeconds" -}}
{{- toYaml (merge (dict "serviceAccount" (dict "name" $account) "podSecurityContext" (default $root.podSecurityContext .values.podSecurityContext)) $own) -}}
{{- end -}}

{{/* Names of the services that register themselves, in order. */}}
{{- define "linkis.registered" -}}
{{- $names := list -}}
{{- range $name, $_ := .Values.services -}}
{{- $service := include "linkis.service" (dict "context" $ "name" $name) | fromYaml -}}
{{- if $service.registers }}{{ $names = append $names $service.application }}{{ end -}}
{{- end -}}
{{- toYaml $names -}}
{{- end -}}

{{/*
Names of the services in an order in which each stands behind those it waits for; fails when there is
none. Services of one round may start side by side.
*/}}
{{- define "linkis.order" -}}
{{- $open := deepCopy .Values.services -}}
{{- $done := list -}}
{{- range .Values.services -}}
{{- $ready := list -}}
{{- range $name, $service := $open -}}
{{- $waits := false -}}
{{- range $service.after }}{{ if not (has . $done) }}{{ $waits = true }}{{ end }}{{ end -}}
{{- if not $waits }}{{ $ready = append $ready $name }}{{ end -}}
{{- end -}}
{{- range $ready }}{{ $open = omit $open . }}{{ end -}}
{{- $done = concat $done $ready -}}
{{- end -}}
{{- if $open -}}
{{- fail (printf "services.%s.after: these services wait for each other: %s" (keys $open | sortAlpha | first) (keys $open | sortAlpha | join ", ")) -}}
{{- end -}}
{{- toYaml $done -}}
{{- end -}}
