{{/* The addresses of .Values.addresses, each rendered. */}}
{{- define "pai.addresses" -}}
{{- $addresses := dict -}}
{{- range $name, $text := .Values.addresses }}{{ $_ := set $addresses $name (tpl $text $) }}{{ end -}}
{{- toYaml $addresses -}}
{{- end -}}

{{/* A text that is a template and may read .addresses. context: the root context; text: the text. */}}
{{- define "pai.text" -}}
{{- $root := .context -}}
{{- tpl .text (dict "Values" $root.Values "Release" $root.Release "Chart" $root.Chart "Template" $root.Template "addresses" (include "pai.addresses" $root | fromYaml)) -}}
{{- end -}}

{{/* The files of Hadoop's ConfigMap. */}}
{{- define "pai.hadoopFiles" -}}
{{- $files := dict -}}
{{- range $file, $properties := .Values.hadoop.sites -}}
{{- $site := dict -}}
{{- range $name, $value := $properties }}{{ $_ := set $site $name (include "pai.text" (dict "context" $ "text" (include "rutter.text.scalar" $value))) }}{{ end -}}
{{- $_ := set $files $file (printf "%s\n" (include "rutter.text.siteXml" $site)) -}}
{{- end -}}
{{- range $file, $text := .Values.hadoop.files }}{{ $_ := set $files $file (include "pai.text" (dict "context" $ "text" $text)) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}

{{/* The files of a part's own ConfigMap. context: the root context; component: the block. */}}
{{- define "pai.componentFiles" -}}
{{- $files := dict -}}
{{- range $file, $text := .component.files }}{{ $_ := set $files $file (include "pai.text" (dict "context" $.context "text" $text)) }}{{ end -}}
{{- toYaml $files -}}
{{- end -}}
