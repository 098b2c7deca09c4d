{{/* What the test does: asks for the servers it expects, and in a session runs a job. */}}
{{- define "flink.testScript" -}}
{{- $host := printf "%s.%s.svc.%s" (include "flink.restService" .) .Release.Namespace .Values.clusterDomain -}}
{{- $port := .Values.rest.service.port -}}
{{- $none := ternary "high-availability.type=NONE" "high-availability=NONE" (eq (include "flink.since" (dict "context" . "version" "1.17")) "true") -}}
overview() { # the answer of a JobManager
  exec 3<> /dev/tcp/{{ $host }}/{{ $port }} || return 1
  printf 'GET /overview HTTP/1.1\r\nHost: flink\r\nConnection: close\r\n\r\n' >&3
  timeout 10 cat <&3
}
number() { # field: its number in the last answer
  grep -o "\"$1\":[0-9]*" /tmp/overview | grep -o '[0-9]*$'
}
complete() {
  overview > /tmp/overview &&
    [ "$(number taskmanagers)" -ge "$TASK_MANAGERS" ] &&
    [ "$(number slots-total)" -ge "$((TASK_MANAGERS * SLOTS))" ]
}
for try in $(seq 90); do
  complete 2> /dev/null && break
  sleep 2
done
tail -n 1 /tmp/overview
complete || exit 1
{{- if and (eq .Values.mode "session") (include "flink.since" (dict "context" . "version" "1.12")) }}

# The example that the image has; without it the count must do. A job may meet a TaskManager that an
# upgrade stops.
run() {
  /opt/flink/bin/flink run --target remote -D{{ $none }} \
    -Drest.address={{ $host }} -Drest.port={{ $port }} -Dparallelism.default=1 "$jar"
}
jar=/opt/flink/examples/streaming/WordCount.jar
if [ -f "$jar" ]; then
  run || { sleep 10; run; } || { sleep 20; run; } || exit 1
fi
{{- end }}
echo "{{ .Release.Name }} works"
{{ end -}}
