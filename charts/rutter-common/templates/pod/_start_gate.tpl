{{/*
An init container that waits until what the pod starts after answers, or nothing. An umbrella chart puts
the addresses into a ConfigMap, host:port separated by blanks under the name of each chart, and names it
in global.startOrder (a template). It works in images with bash or with nc.
context: the root context; image: the reference of an image; pullPolicy: when it is pulled; name: of the
list, in place of the chart's (may be left out).
*/}}
{{- define "rutter.pod.startGate" -}}
{{- with get (default dict .context.Values.global) "startOrder" -}}
- name: start-order
  image: {{ $.image }}
  imagePullPolicy: {{ $.pullPolicy }}
  command:
    - sh
    - -ec
    - |
      for address in $ADDRESSES; do
        host="${address%:*}" port="${address##*:}"
        echo "waiting for $address"
        until bash -c "exec 3<> /dev/tcp/$host/$port" 2> /dev/null || nc -z -w 2 "$host" "$port" 2> /dev/null; do
          sleep 1
        done
      done
  env:
    - name: ADDRESSES
      valueFrom:
        configMapKeyRef:
          name: {{ tpl . $.context }}
          key: {{ default $.context.Chart.Name $.name }}
          optional: true
  resources:
    requests:
      cpu: 10m
      memory: 16Mi
    limits:
      memory: 64Mi
  securityContext:
    {{- include "rutter.container.securityContext" dict | nindent 4 }}
{{- end -}}
{{- end -}}
