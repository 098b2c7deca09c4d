{{/*
The script that makes another NameNode the active one before this one stops. The failover controller
beside it waits for the file at its end, since both are asked to stop at the same time.
*/}}
{{- define "hdfs.handOverScript" -}}
#!/usr/bin/env bash
hdfs={{ .Values.hadoopHome }}/bin/hdfs
{
  {{- with include "hdfs.kinit" (dict "context" .) }}
  {{ . }}
  {{- end }}
  if [ "$(timeout 15 "$hdfs" haadmin -getServiceState "$POD_NAME")" = active ]; then
    for id in {{ include "hdfs.nameNodes" . | replace "," " " }}; do
      if [ "$id" = "$POD_NAME" ]; then continue; fi
      if timeout 30 "$hdfs" haadmin -failover "$POD_NAME" "$id"; then break; fi
    done
  fi
} > /tmp/hand-over.log 2>&1
touch /tmp/handed-over
exit 0
{{- end -}}

{{/*
Gets a ticket, or nothing without Kerberos.
context: the root context; host: of the principal, the pod's own when left out.
*/}}
{{- define "hdfs.kinit" -}}
{{- $kerberos := .context.Values.kerberos -}}
{{- if $kerberos.enabled -}}
kinit -kt /etc/hadoop-keytab/hadoop.keytab "{{ .context.Values.user }}/{{ default "$(hostname -f)" .host }}@{{ $kerberos.realm }}"
{{- end -}}
{{- end -}}
