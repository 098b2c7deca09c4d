{{/*
The script that names the rack of each host that the NameNode asks for: by address, by the name that
DNS gives to the address, or by that name's first part, which is the pod's.
*/}}
{{- define "hdfs.rackScript" -}}
#!/usr/bin/env bash
rack() {
  case "$1" in
    {{- range $host, $rack := .Values.rackAwareness.racks }}
    {{ $host }}) echo {{ $rack }} ;;
    {{- end }}
    *) return 1 ;;
  esac
}
for host in "$@"; do
  read -r _ name _ < <(getent hosts "$host")
  rack "$host" || rack "$name" || rack "${name%%.*}" || echo {{ .Values.rackAwareness.default }}
done
{{- end -}}
