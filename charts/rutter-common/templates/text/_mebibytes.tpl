{{/* A Kubernetes quantity of memory in whole MiB, rounded down: 4Gi is 4096, 1.5Gi 1536, 1G 953, 134217728 128. */}}
{{- define "rutter.text.mebibytes" -}}
{{- $text := include "rutter.text.scalar" . -}}
{{- if not (regexMatch `^([0-9]+\.?[0-9]*|\.[0-9]+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][0-9]+)?$` $text) -}}
{{- fail (printf "%q is not a quantity of memory: write a number and Ki, Mi, Gi, Ti, k, M, G or T" $text) -}}
{{- end -}}
{{- $units := dict "" 1 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 "m" 0.001 "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 "P" 1000000000000000 "E" 1000000000000000000 -}}
{{- $unit := regexFind `[A-Za-z]*$` $text -}}
{{- div (mulf (trimSuffix $unit $text | float64) (get $units $unit) | int64) 1048576 -}}
{{- end -}}
