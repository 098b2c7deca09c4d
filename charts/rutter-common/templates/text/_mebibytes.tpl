{{/* A Kubernetes quantity of memory in whole MiB, rounded down: 4Gi is 4096, 1G is 953, 134217728 is 128. */}}
{{- define "rutter.text.mebibytes" -}}
{{- $text := include "rutter.text.scalar" . -}}
{{- if not (regexMatch `^[0-9]+(Ki|Mi|Gi|Ti|k|M|G|T)?$` $text) -}}
{{- fail (printf "%q is not a quantity of memory: write whole digits and Ki, Mi, Gi, Ti, k, M, G or T" $text) -}}
{{- end -}}
{{- $units := dict "" 1 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 -}}
{{- $unit := regexFind `[A-Za-z]*$` $text -}}
{{- div (mul (trimSuffix $unit $text | int64) (get $units $unit)) 1048576 -}}
{{- end -}}
