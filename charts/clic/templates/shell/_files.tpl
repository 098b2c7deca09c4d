{{/* The files of the shell: where the master is, and the command. */}}
{{- define "clic.shellFiles" -}}
{{- $address := include "clic.masterAddress" . -}}
{{- $script := ternary (tpl .Values.shell.script .) (include "clic.script" .) (not (empty .Values.shell.script)) -}}
{{- toYaml (dict
    "master-info.config" (printf "ip=%s\nport=%s\n" (regexReplaceAll ":[0-9]*$" $address "") (regexFind "[0-9]*$" $address))
    "clic.sh" $script) -}}
{{- end -}}

{{/* The command clic: it looks at its arguments, then the jar asks the master. */}}
{{- define "clic.script" -}}
{{- $shell := .Values.shell -}}
#!/bin/sh
# clic COMMAND: talks to the CLIC master that master-info.config names.
usage() {
  cat <<'TEXT'
clic -submit <planName> <planDagPath>        submits a plan written in YAML
clic -submit <planJarPath>                   submits a plan in a jar
clic -list_task                              lists all tasks
clic -task <taskName>                        shows a task
clic -task_stage <taskName>                  shows the stages of a task
clic -stage <stageId>                        shows a stage
clic -stage_result <stageId> [<lineNum>]     shows lines of a stage's result, 10 unless told
clic -suspend_stage <stageId>                suspends a stage and those that need it
clic -continue_stage <stageId>               continues a stage and those that need it
clic -version                                prints the version
clic -help                                   prints this
TEXT
}
takes() { # least, most, how many there are
  [ "$3" -ge "$1" ] && [ "$3" -le "$2" ] && return
  echo "clic $command was given $3 arguments, it takes $1$([ "$1" = "$2" ] || echo " or $2"); clic -help shows all" >&2
  exit 2
}
command="${1:--help}"
[ $# -gt 0 ] && shift
case "$command" in
  -help) usage; exit 0 ;;
  -submit)
    takes 1 2 $#
    for plan in "$@"; do :; done
    [ -r "$plan" ] || { echo "clic -submit: there is no file $plan" >&2; exit 2; }
    ;;
  -list_task | -version) takes 0 0 $# ;;
  -task | -task_stage | -stage | -suspend_stage | -continue_stage) takes 1 1 $# ;;
  -stage_result)
    takes 1 2 $#
    [ $# = 2 ] || set -- "$1" 10
    ;;
  *) echo "clic: there is no command $command; clic -help shows all" >&2; exit 2 ;;
esac
exec java -Xmx{{ include "rutter.container.heap" (dict "values" $shell "name" "shell.") }}m{{ range $shell.javaOptions }} {{ . | squote }}{{ end }} -jar {{ $shell.jar }} "$command" "$@"
{{ end -}}

{{/* Mounts of the shell and of the test. */}}
{{- define "clic.shellMounts" -}}
- name: shell
  mountPath: {{ .Values.shell.confFolder }}/master-info.config
  subPath: master-info.config
  readOnly: true
- name: shell
  mountPath: {{ .Values.shell.commandPath }}
  subPath: clic.sh
  readOnly: true
{{ include "clic.mounts" . }}
{{- end -}}

{{- define "clic.shellVolumes" -}}
- name: shell
  configMap:
    name: {{ include "rutter.names.full" (dict "context" . "component" "shell") }}
    defaultMode: 0555
{{ include "clic.volumes" . }}
{{- end -}}

{{- define "clic.shellEnvironment" -}}
- name: CLIC_CONF_DIR
  value: {{ .Values.shell.confFolder }}
{{ include "clic.environment" . }}
{{- end -}}
