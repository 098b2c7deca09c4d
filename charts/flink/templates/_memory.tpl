{{/*
Memory of a whole process in MiB: the block's memory, else its limit, else its request.
values: the block with memory and resources; name: how messages call it.
*/}}
{{- define "flink.memory" -}}
{{- $resources := default dict .values.resources -}}
{{- $limit := (default dict $resources.limits).memory -}}
{{- $memory := default (default (default dict $resources.requests).memory $limit) .values.memory -}}
{{- if not $memory }}{{ fail (printf "%s.memory is empty and %s.resources names no memory to take it from: set one of them" .name .name) }}{{ end -}}
{{- $mebibytes := include "rutter.text.mebibytes" $memory | int -}}
{{- if $limit -}}
{{- $most := include "rutter.text.mebibytes" $limit | int -}}
{{- if gt $mebibytes $most }}{{ fail (printf "%s.memory is %d MiB: %s.resources.limits.memory is %d MiB" .name $mebibytes .name $most) }}{{ end -}}
{{- end -}}
{{- $mebibytes -}}
{{- end -}}

{{/*
Heap in MiB for a version before 1.11, which takes no memory of a whole process.
context: the root context; values, name: as for flink.memory.
*/}}
{{- define "flink.heap" -}}
{{- $memory := include "flink.memory" . | int -}}
{{- $reserve := include "rutter.text.mebibytes" .context.Values.heapReserve | int -}}
{{- if le (sub $memory $reserve) 0 }}{{ fail (printf "heapReserve is %d MiB: of the %d MiB of %s nothing is left for a heap" $reserve $memory .name) }}{{ end -}}
{{- sub $memory $reserve -}}
{{- end -}}

{{/*
Slots of a TaskManager: the value, or for 0 the cores of its limit.
context: the root context; values: the block with the limit.
*/}}
{{- define "flink.slots" -}}
{{- $slots := int .context.Values.taskManager.slots -}}
{{- if not $slots -}}
{{- $cpu := include "rutter.text.scalar" (get (default dict .values.resources.limits) "cpu") -}}
{{- $cores := ternary (div (trimSuffix "m" $cpu | float64) 1000) ($cpu | float64 | floor | int) (hasSuffix "m" $cpu) -}}
{{- $slots = max 1 $cores -}}
{{- end -}}
{{- $slots -}}
{{- end -}}
