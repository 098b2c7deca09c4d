{{/* What the test does: asks for the servers it expects, and in a session runs a job. */}}
{{- define "flink.testScript" -}}
{{- $host := printf "%s.%s.svc.%s" (include "flink.restService" .) .Release.Namespace .Values.clusterDomain -}}
{{- $port := .Values.rest.service.port -}}
{{- $none := ternary "high-availability.type=NONE" "high-availability=NONE" (eq (include "flink.since" (dict "context" . "version" "1.17")) "true") -}}
set -e
overview() { # the answer of a JobManager
  exec 3<> /dev/tcp/{{ $host }}/{{ $port }} || return 1
  printf 'GET /overview HTTP/1.1\r\nHost: flink\r\nConnection: close\r\n\r\n' >&3
  cat <&3
}
number() { # field: its number in the last answer
  grep -o "\"$1\":[0-9]*" /tmp/overview | grep -o '[0-9]*$'
}
for try in $(seq 90); do
  overview > /tmp/overview 2> /dev/null || true
  if [ "$(number taskmanagers)" -ge "$TASK_MANAGERS" ] 2> /dev/null; then
    break
  fi
  sleep 2
done
tail -n 1 /tmp/overview
echo
[ "$(number taskmanagers)" -ge "$TASK_MANAGERS" ]
[ "$(number slots-total)" -ge "$((TASK_MANAGERS * SLOTS))" ]
{{- if and (eq .Values.mode "session") (include "flink.since" (dict "context" . "version" "1.12")) }}

# The example that the image has; without it the count must do.
jar=/opt/flink/examples/streaming/WordCount.jar
if [ -f "$jar" ]; then
  /opt/flink/bin/flink run --target remote -D{{ $none }} \
    -Drest.address={{ $host }} -Drest.port={{ $port }} -Dparallelism.default=1 "$jar" | tee /tmp/answer
  grep -q 'has been submitted' /tmp/answer
fi
{{- end }}
echo "{{ .Release.Name }} works"
{{ end -}}
