{{/* The files of nginx: the pages, and what is below /api to the gateway. */}}
{{- define "linkis.webFiles" -}}
{{- $gateway := include "linkis.service" (dict "context" . "name" .Values.gateway.service) | fromYaml -}}
default.conf: |
  server {
    listen {{ .Values.web.port }};
    server_name _;
    client_max_body_size 500m;
    location / {
      root {{ .Values.web.root }};
      index index.html;
    }
    location /api {
      proxy_pass http://{{ include "linkis.host" (dict "context" . "name" .Values.gateway.service) }}:{{ $gateway.port }};
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection upgrade;
      proxy_read_timeout 600s;
    }
    location = /alive {
      access_log off;
      return 200 "alive\n";
    }
  }
{{- end -}}
