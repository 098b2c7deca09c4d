{{/*
Heap of a Java process in whole MiB: the block's heap, else a share of its memory limit, else of its
request. The rest is what the JVM needs beside the heap; a heap that fills the limit is refused.
values: the block with heap and resources; name: how messages call the block, with a dot at its end,
empty at the root; percent: the share, 75 when left out.
*/}}
{{- define "rutter.container.heap" -}}
{{- $resources := default dict .values.resources -}}
{{- $limit := (default dict $resources.limits).memory -}}
{{- $memory := default (default dict $resources.requests).memory $limit -}}
{{- $heap := 0 -}}
{{- if .values.heap -}}
{{- $heap = include "rutter.text.mebibytes" .values.heap | int -}}
{{- else if $memory -}}
{{- $heap = div (mul (include "rutter.text.mebibytes" $memory | int) (default 75 .percent)) 100 -}}
{{- else -}}
{{- fail (printf "%sheap is empty and %sresources names no memory to take it from: set one of them" .name .name) -}}
{{- end -}}
{{- if lt (int $heap) 16 }}{{ fail (printf "%sheap is %d MiB: a Java process needs at least 16Mi" .name (int $heap)) }}{{ end -}}
{{- if $limit -}}
{{- $most := include "rutter.text.mebibytes" $limit | int -}}
{{- if ge (int $heap) $most }}{{ fail (printf "%sheap of %d MiB leaves nothing of %sresources.limits.memory, %d MiB" .name (int $heap) .name $most) }}{{ end -}}
{{- end -}}
{{- $heap -}}
{{- end -}}
