{{/* A Hadoop configuration file such as core-site.xml from a map of properties, sorted by name. */}}
{{- define "rutter.text.siteXml" -}}
<?xml version="1.0" encoding="UTF-8"?>
<configuration>
{{- range $name, $value := . }}
  <property>
    <name>{{ include "rutter.text.xml" $name }}</name>
    <value>{{ include "rutter.text.xml" $value }}</value>
  </property>
{{- end }}
</configuration>
{{- end -}}
