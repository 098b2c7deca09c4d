{{/* httpfs-site.xml. */}}
{{- define "hdfs.httpfsSite" -}}
{{- include "hdfs.site" (dict "name" "httpfsSite" "own" (include "hdfs.ownHttpfsSite" .) "given" .Values.httpfsSite "default" "{}") -}}
{{- end -}}

{{/* Properties of httpfs-site.xml that other values decide, as YAML. */}}
{{- define "hdfs.ownHttpfsSite" -}}
httpfs.http.port: 14000
httpfs.authentication.signature.secret.file: /run/httpfs/signature.secret
hadoop.http.authentication.signature.secret.file: /run/httpfs/signature.secret
{{- if .Values.tls.enabled }}
httpfs.ssl.enabled: true
{{- end }}
{{- if .Values.kerberos.enabled }}
{{- $host := printf "%s@%s" (include "hdfs.domain" (dict "context" . "component" "httpfs")) .Values.kerberos.realm }}
httpfs.authentication.type: kerberos
httpfs.authentication.kerberos.principal: HTTP/{{ $host }}
httpfs.authentication.kerberos.keytab: /etc/hadoop-keytab/hadoop.keytab
httpfs.hadoop.authentication.type: kerberos
httpfs.hadoop.authentication.kerberos.principal: {{ .Values.user }}/{{ $host }}
httpfs.hadoop.authentication.kerberos.keytab: /etc/hadoop-keytab/hadoop.keytab
{{- end }}
{{- end -}}
