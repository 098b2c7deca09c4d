{{/* Properties of hdfs-site.xml for Kerberos, as YAML. */}}
{{- define "hdfs.kerberosHdfsSite" -}}
{{- if .Values.kerberos.enabled }}
{{- $keytab := "/etc/hadoop-keytab/hadoop.keytab" }}
{{- $realm := .Values.kerberos.realm }}
dfs.namenode.keytab.file: {{ $keytab }}
dfs.datanode.kerberos.principal: {{ .Values.user }}/_HOST@{{ $realm }}
dfs.datanode.keytab.file: {{ $keytab }}
dfs.journalnode.kerberos.principal: {{ .Values.user }}/_HOST@{{ $realm }}
dfs.journalnode.keytab.file: {{ $keytab }}
dfs.web.authentication.kerberos.principal: HTTP/_HOST@{{ $realm }}
dfs.web.authentication.kerberos.keytab: {{ $keytab }}
dfs.namenode.kerberos.internal.spnego.principal: HTTP/_HOST@{{ $realm }}
dfs.journalnode.kerberos.internal.spnego.principal: HTTP/_HOST@{{ $realm }}
{{- end }}
{{- end -}}

{{/* ssl-server.xml. */}}
{{- define "hdfs.sslServer" -}}
{{- include "rutter.text.siteXml" (dict
    "ssl.server.keystore.location" "/etc/hadoop-tls/keystore.p12"
    "ssl.server.keystore.type" "pkcs12"
    "ssl.server.keystore.password" "${env.TLS_PASSWORD}"
    "ssl.server.keystore.keypassword" "${env.TLS_PASSWORD}"
    "ssl.server.truststore.location" "/etc/hadoop-tls/truststore.p12"
    "ssl.server.truststore.type" "pkcs12"
    "ssl.server.truststore.password" "${env.TLS_PASSWORD}") -}}
{{- end -}}

{{/* ssl-client.xml. */}}
{{- define "hdfs.sslClient" -}}
{{- include "rutter.text.siteXml" (dict
    "ssl.client.truststore.location" "/etc/hadoop-tls/truststore.p12"
    "ssl.client.truststore.type" "pkcs12"
    "ssl.client.truststore.password" "${env.TLS_PASSWORD}") -}}
{{- end -}}
