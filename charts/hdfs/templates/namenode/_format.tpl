{{/*
The script that prepares a NameNode's folder: nothing when it holds a file system, a copy of the
active NameNode's when there is one, else a new file system. It formats over nothing.
*/}}
{{- define "hdfs.formatScript" -}}
#!/usr/bin/env bash
set -u
hdfs={{ .Values.hadoopHome }}/bin/hdfs
current=/data/name/current
say() { echo "format: $*"; }

formatted=false
if [ -f "$current/VERSION" ]; then
  if ! ls "$current"/fsimage_* > /dev/null 2>&1; then
    say "$current has a VERSION and no fsimage: formatting was interrupted; look at it and empty it by hand"
    exit 1
  fi
  formatted=true
fi
{{- if .Values.ha.enabled }}
{{ include "hdfs.bootstrapScript" . }}
{{- else }}

if $formatted; then say "already formatted"; exit 0; fi
say "a new file system"
exec "$hdfs" namenode -format -nonInteractive
{{- end }}
{{- end -}}

{{/* The part of that script for high availability. */}}
{{- define "hdfs.bootstrapScript" }}
{{- $journalNodes := splitList "," (include "hdfs.journalNodes" .) }}
{{- with include "hdfs.kinit" (dict "context" .) }}
{{ . }}
{{- end }}
name_nodes="{{ include "hdfs.nameNodes" . | replace "," " " }}"
journal_nodes="{{ join " " $journalNodes }}"
zookeepers="{{ include "hdfs.zookeeperQuorum" . | replace "," " " }}"

# Waits until so many of the servers behind answer.
await() {
  local least=$1 found server
  shift
  while true; do
    found=0
    for server in "$@"; do
      if timeout 5 bash -c "exec 3<> /dev/tcp/${server%:*}/${server##*:}" 2> /dev/null; then found=$((found + 1)); fi
    done
    if [ "$found" -ge "$least" ]; then return; fi
    say "$found of $least answer among $*"
    sleep 2
  done
}

if $formatted; then
  say "already formatted"
  await {{ add1 (div (len $journalNodes) 2) }} $journal_nodes
else
  await {{ len $journalNodes }} $journal_nodes
  active=
  for id in $name_nodes; do
    if [ "$id" = "$POD_NAME" ]; then continue; fi
    if [ "$(timeout 60 "$hdfs" haadmin -getServiceState "$id")" = active ]; then active=$id; fi
  done
  if [ -n "$active" ] || [ "${POD_NAME##*-}" != 0 ]; then
    say "a copy of ${active:-the other NameNode}"
    "$hdfs" namenode -bootstrapStandby -nonInteractive || exit
  else
    say "a new file system"
    "$hdfs" namenode -format -nonInteractive || exit
  fi
fi

await 1 $zookeepers
"$hdfs" zkfc -formatZK -nonInteractive
code=$?
# 2 says that ZooKeeper has the node already.
if [ "$code" != 0 ] && [ "$code" != 2 ]; then exit "$code"; fi
{{- end -}}
