# Pods that the scripts here start as clients, within Pod Security "restricted".
# A pod that sleeps. What it sees at /see, or elsewhere, is claim:NAME, secret:NAME, or the fields of a
# volume as JSON.
client() { # namespace, name, image:tag, user, [what it sees], [where]
  local volume='{"emptyDir": {}}'
  case "${5:-}" in
    claim:*) volume="{\"persistentVolumeClaim\": {\"claimName\": \"${5#claim:}\", \"readOnly\": true}}" ;;
    secret:*) volume="{\"secret\": {\"secretName\": \"${5#secret:}\"}}" ;;
    {*) volume="$5" ;;
  esac
  kubectl -n "$1" apply -f - <<Y > /dev/null
apiVersion: v1
kind: Pod
metadata: {name: $2}
spec:
  restartPolicy: Never
  terminationGracePeriodSeconds: 0
  enableServiceLinks: false
  securityContext: {runAsNonRoot: true, runAsUser: $4, fsGroup: $4, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: client
      image: $REGISTRY/images/$3
      command: [sleep, infinity]
      securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      volumeMounts: [{name: see, mountPath: ${6:-/see}, readOnly: true}, {name: tmp, mountPath: /tmp}]
  volumes:
    - {name: tmp, emptyDir: {}}
    - $(jq -cn --argjson volume "$volume" '{name: "see"} + $volume')
Y
  kubectl -n "$1" wait --for=condition=ready "pod/$2" --timeout=120s > /dev/null
}
from() { # namespace, pod, command...: runs it in that pod
  kubectl -n "$1" exec "$2" -- "${@:3}"
}
fails() { # words, command...: that the command fails, and says these words
  local words="$1" output
  shift
  if output="$("$@" 2>&1)"; then
    printf 'it worked:\n%s\n' "$output"
    return 1
  fi
  printf '%s\n' "$output"
  grep -q -- "$words" <<< "$output"
}
says() { # words, command...: that the command works, and says these words
  local words="$1" output
  shift
  output="$("$@" 2>&1)" || { printf '%s\n' "$output"; return 1; }
  printf '%s\n' "$output"
  grep -q -- "$words" <<< "$output"
}
