{{/*
What starts a pod of the one StatefulSet: by its name a JobManager or a TaskManager. From Flink 1.11 the
entrypoint of the image does the rest; before, this writes the options that it would.
*/}}
{{- define "flink.entrypoint" -}}
{{- $names := include "flink.stateNames" . | fromYaml -}}
{{- $high := .Values.highAvailability -}}
{{- $stock := eq (include "flink.since" (dict "context" . "version" "1.11")) "true" -}}
{{- $cluster := ternary "" " cluster" (eq (include "flink.since" (dict "context" . "version" "1.5")) "true") -}}
#!/usr/bin/env bash
# entrypoint.sh (cluster [ha] | jobmanager | taskmanager | local | help)
set -e
file="$FLINK_CONF_DIR/{{ include "flink.optionsFile" . }}"
role="${1:-help}"

put() { # option, value: in place of the one that is there
  sed -i "/^$1:/d" "$file"
  printf '%s: %s\n' "$1" "$2" >> "$file"
}
show() { # without what is empty, a comment or a secret
  echo "config file: "
  grep '^[^#]' "$file" | grep -viE '^[^:]*(password|secret)'
}

if [ "$role" = cluster ]; then
  role=taskmanager
  IFS=, read -ra hosts <<< "$JOB_MANGER_HOSTS"
  for host in "${hosts[@]}"; do
    if [ "$(hostname -s)" = "$host" ]; then
      role=jobmanager
    fi
  done
  echo "$(hostname -s) is a $role: the JobManagers are $JOB_MANGER_HOSTS"
fi
{{- if ne $high.type "none" }}

if [ "${2:-}" = ha ]; then
  {{- if eq $high.type "zookeeper" }}
  put high-availability.cluster-id "{{ default "$FLINK_CLUSTER_IDENT" $high.clusterId }}"
  put high-availability.zookeeper.quorum "$FLINK_ZK_QUORUM"
  {{- end }}
  {{- with .Values.state.checkpointsDir }}
  put {{ $names.checkpoints }} "{{ . }}"
  {{- end }}
  put high-availability.storageDir "{{ $high.storageDir }}"
fi
{{- end }}

case "$role" in
  {{- if $stock }}
  jobmanager | taskmanager)
    {{- if and (ne $high.type "none") (include "flink.since" (dict "context" . "version" "2.0")) }}
    # A JobManager is asked for jars by the address that it listens on; by its host name no other finds it.
    put jobmanager.bind-host "$POD_IP"
    {{- end }}
    show
    exec /docker-entrypoint.sh "$role"
    ;;
  local)
    show
    /docker-entrypoint.sh taskmanager &
    exec /docker-entrypoint.sh jobmanager
    ;;
  {{- else }}
  jobmanager)
    echo "Starting Job Manager"
    put jobmanager.rpc.address "${JOB_MANAGER_RPC_ADDRESS:-$(hostname -f)}"
    put jobmanager.heap.mb "$JOB_MANAGER_HEAP_MB"
    show
    exec "$FLINK_HOME/bin/jobmanager.sh" start-foreground{{ $cluster }}
    ;;
  taskmanager)
    echo "Starting Task Manager"
    put taskmanager.heap.mb "$TASK_MANAGER_HEAP_MB"
    put taskmanager.numberOfTaskSlots "${TASK_MANAGER_NUMBER_OF_TASK_SLOTS:-$(grep -c ^processor /proc/cpuinfo)}"
    show
    exec "$FLINK_HOME/bin/taskmanager.sh" start-foreground
    ;;
  local)
    echo "Starting local cluster"
    exec "$FLINK_HOME/bin/jobmanager.sh" start-foreground local
    ;;
  {{- end }}
  help)
    echo "Usage: entrypoint.sh (cluster [ha]|jobmanager|taskmanager|local|help)"
    ;;
  *)
    exec "$@"
    ;;
esac
{{ end -}}
