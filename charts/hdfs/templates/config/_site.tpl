{{/*
A configuration file of Hadoop: what other values decide, what is given, the chart's defaults.
name: of the value with the given properties, for messages; own, default: properties as YAML;
given: a map of properties.
*/}}
{{- define "hdfs.site" -}}
{{- $own := fromYaml .own -}}
{{- range $property, $value := .given -}}
{{- if hasKey $own $property }}{{ fail (printf "%s.%s is decided by other values of the chart: take it out of %s" $.name $property $.name) }}{{ end -}}
{{- end -}}
{{- include "rutter.text.siteXml" (merge $own (deepCopy .given) (fromYaml .default)) -}}
{{- end -}}
