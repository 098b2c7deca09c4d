{{/*
What each entry of startOrder waits for, as JSON: lists of addresses by name. An entry of a chart that is
switched off has none, and nobody waits for it unless `ready` names an address.
*/}}
{{- define "stack.waits" -}}
{{- include "stack.check" . -}}
{{- $waits := dict -}}
{{- range .Values.startOrder -}}
{{- if eq (include "stack.isOn" (dict "context" $ "entry" .)) "true" -}}
{{- $addresses := list -}}
{{- range .after -}}
{{- $addresses = append $addresses (include "stack.address" (dict "context" $ "name" .)) -}}
{{- end -}}
{{- $_ := set $waits .name (compact $addresses) -}}
{{- end -}}
{{- end -}}
{{- toJson $waits -}}
{{- end -}}

{{/* "true" when an entry is part of the release. context: the root context; entry: of startOrder. */}}
{{- define "stack.isOn" -}}
{{- $chart := default .entry.name .entry.chart -}}
{{- $block := get .context.Values $chart -}}
{{- $isOff := and (kindIs "map" $block) (not (hasKey .context.Subcharts $chart)) -}}
{{- $on := not $isOff -}}
{{- with .entry.condition -}}
{{- $value := $.context.Values -}}
{{- range splitList "." . -}}
{{- $value = ternary (get (ternary $value dict (kindIs "map" $value)) .) "" (kindIs "map" $value) -}}
{{- end -}}
{{- $on = and $on (eq (toString $value) "true") -}}
{{- end -}}
{{- $on -}}
{{- end -}}

{{/*
Where an entry answers when it is up, or nothing.
context: the root context; name: of the entry.
*/}}
{{- define "stack.address" -}}
{{- $root := .context -}}
{{- $name := .name -}}
{{- if hasKey $root.Values.ready $name -}}
{{- tpl (get $root.Values.ready $name) $root -}}
{{- else -}}
{{- range $root.Values.startOrder -}}
{{- if and (eq .name $name) (eq (include "stack.isOn" (dict "context" $root "entry" .)) "true") -}}
{{- $chart := default .name .chart -}}
{{- if hasKey $root.Subcharts $chart -}}
{{- include (printf "%s.startAddress" $name) (get $root.Subcharts $chart) | trim -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Fails when a name stands twice, is not there, or starts after itself by a circle. */}}
{{- define "stack.check" -}}
{{- $names := list -}}
{{- range $index, $entry := .Values.startOrder -}}
{{- if has .name $names }}{{ fail (printf "startOrder[%d].name: %q stands twice" $index .name) }}{{ end -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- range $index, $entry := .Values.startOrder -}}
{{- range $at, $before := .after -}}
{{- if not (has $before $names) }}{{ fail (printf "startOrder[%d].after[%d]: no entry of startOrder is named %q" $index $at $before) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- $started := list -}}
{{- range .Values.startOrder -}}
{{- range $.Values.startOrder -}}
{{- $waits := false -}}
{{- range .after }}{{ if not (has . $started) }}{{ $waits = true }}{{ end }}{{ end -}}
{{- if and (not $waits) (not (has .name $started)) }}{{ $started = append $started .name }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range $names -}}
{{- if not (has . $started) }}{{ fail (printf "startOrder: %q starts after itself, by a circle" .) }}{{ end -}}
{{- end -}}
{{- end -}}
