"""Writes the synthetic charts of the benchmark set into a folder.

usage: charts.py FOLDER
"""
import os
import sys

LABELS = '''{{- define "labels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}
'''
VALUES = '''replicas: 2
nameOverride: ""
image: {repository: example/server, tag: "1.25", pullPolicy: IfNotPresent}
resources:
  limits: {cpu: 500m, memory: 512Mi}
  requests: {cpu: 100m, memory: 128Mi}
env: {A: "1", B: two, C: "x: y", D: ""}
text: "{{ .Release.Name }}-x"
'''
WORKLOAD = '''apiVersion: apps/v1
kind: Deployment
metadata:
  name: server-NUMBER
  labels: {{- include "labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels: {{- include "labels" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "labels" . | nindent 8 }}
    spec:
      containers:
        - name: main
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          {{- with .Values.resources }}
          resources: {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
'''
MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n'


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)


def chart(path, name, values=VALUES, dependencies=''):
    write(f'{path}/Chart.yaml', f'apiVersion: v2\nname: {name}\nversion: 0.1.0\nappVersion: "1.0"\n{dependencies}')
    write(f'{path}/values.yaml', values)
    write(f'{path}/templates/_labels.tpl', LABELS)


def templates(path, count, more=''):
    chart(path, 'many')
    for number in range(count):
        write(f'{path}/templates/{number}.yaml', WORKLOAD.replace('NUMBER', str(number)) + more)


def subcharts(path, count):
    listed = ''.join(f'  - {{name: s{n}, version: 0.1.0, condition: s{n}.enabled}}\n' for n in range(count))
    values = ''.join(f's{n}: {{enabled: true, replicas: 3}}\n' for n in range(count)) + 'global: {x: 1}\n'
    chart(path, 'parent', values, 'dependencies:\n' + listed)
    for number in range(count):
        chart(f'{path}/charts/s{number}', f's{number}')
        for each in range(2):
            write(f'{path}/charts/s{number}/templates/{each}.yaml', WORKLOAD.replace('NUMBER', str(each)))


def chain(path, depth):
    for number in range(depth):
        chart(path, f's{number}', ''.join(f'k{n}: v\n' for n in range(200)))
        write(f'{path}/templates/a.yaml', f'apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a{number}}}\n')
        path += f'/charts/s{number + 1}'
    chart(path, f's{depth}')


def keys(count, indent=''):
    one = '{0}k{1}:\n{0}  a: {1}\n{0}  b: "s{1}"\n{0}  c: [1, 2, 3]\n'
    return ''.join(one.format(indent, n) for n in range(count))


def single(path, values, body):
    chart(path, 'single', values)
    write(f'{path}/templates/a.yaml', body)


def static(path, count):
    chart(path, 'static')
    line = '    p{0}: {{type: string, description: "what the property number {0} of a schema says"}}\n'
    body = ''.join(line.format(n) for n in range(800))
    for number in range(count):
        head = f'apiVersion: v1\nkind: X\nmetadata: {{name: c{number}}}\nspec:\n  properties:\n'
        write(f'{path}/templates/{number}.yaml', head + body)


def main(folder):
    calls = ', '.join(['{{ tpl .Values.text . }}'] * 5)
    templates(f'{folder}/W3', 3200)
    templates(f'{folder}/W4', 800, f'          args: [{calls}]\n')
    templates(f'{folder}/W4-half', 400, f'          args: [{calls}]\n')
    subcharts(f'{folder}/W5-wide', 320)
    chain(f'{folder}/W5-deep', 32)
    single(f'{folder}/W6-in', keys(32000), MAP + '  n: {{ len .Values | quote }}\n')
    single(f'{folder}/W6-out', 'd:\n' + keys(16000, '  '), MAP + '{{ toYaml .Values.d | indent 2 }}\n')
    static(f'{folder}/W7', 80)
    append = '{{- $l := list }}{{- range until COUNT }}{{- $l = append $l . }}{{- end }}\n'
    for name, count in (('W8-append', 20000), ('W8-append-half', 10000)):
        single(f'{folder}/{name}', '', append.replace('COUNT', str(count)) + MAP + '  n: {{ len $l | quote }}\n')
    values = 'd:\n' + ''.join(f'  k{n}: {{a: {n}, b: "s{n}"}}\n' for n in range(100))
    trips = '{{- range until 800 }}\n  k{{ . }}: {{ toYaml $.Values.d | fromYaml | len | quote }}\n{{- end }}\n'
    single(f'{folder}/W8-yaml', values, MAP + trips)
    includes = '{{- range until 64000 }}\n  k{{ . }}: {{ include "labels" $ | quote }}\n{{- end }}\n'
    single(f'{folder}/W8-include', VALUES, MAP + includes)


main(sys.argv[1])
