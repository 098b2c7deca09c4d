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

# The NameNode that another one's answer calls active.
active_name_node() {
  local id
  for id in $name_nodes; do
    if [ "$id" != "$POD_NAME" ] && [ "$(timeout 60 "$hdfs" haadmin -getServiceState "$id")" = active ]; then
      echo "$id"
      return
    fi
  done
}

# A copy of another NameNode's folder; that one may be starting too.
copy() {
  local attempt
  for attempt in $(seq 60); do
    if "$hdfs" namenode -bootstrapStandby -nonInteractive; then return; fi
    say "attempt $attempt: no NameNode to copy from yet"
    sleep 5
  done
  exit 1
}

if $formatted; then
  say "already formatted"
  await {{ add1 (div (len $journalNodes) 2) }} $journal_nodes
else
  await {{ len $journalNodes }} $journal_nodes
  active=$(active_name_node)
  if [ -n "$active" ] || [ "${POD_NAME##*-}" != 0 ]; then
    say "a copy of ${active:-another NameNode}"
    copy
  else
    say "a new file system"
    # The JournalNodes refuse it when they hold one already: then this volume was lost.
    "$hdfs" namenode -format -nonInteractive || copy
  fi
fi

await 1 $zookeepers
"$hdfs" zkfc -formatZK -nonInteractive
code=$?
# 2 says that ZooKeeper has the node already.
if [ "$code" != 0 ] && [ "$code" != 2 ]; then exit "$code"; fi
{{- end -}}
