# Shared by the scripts here: where things are, and how the cluster is reached.
export E2E_CACHE="${E2E_CACHE:-$HOME/.cache/rutter-e2e}"
export E2E_STATE="$E2E_CACHE/state" E2E_NETNS="${E2E_NETNS:-rutter-e2e}"
export KUBECONFIG="$E2E_STATE/kubeconfig"
KUBERNETES_VERSION="${KUBERNETES_VERSION:-1.34.4}"
NODE="$E2E_CACHE/bin/kubernetes-$KUBERNETES_VERSION"
REGISTRY=127.0.0.1:5001
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
CHARTS="${CHARTS:-$ROOT/charts}"
HELM="${HELM:-$ROOT/tests/oracle/bin/helm4}"

inside() { # command...: runs it in the network of the cluster
  ip netns exec "$E2E_NETNS" "$@"
}
kubectl() { inside "$NODE" kubectl "$@"; }
# With FROM=oci, charts come from the registry of the cluster, where `rutter release` has put them.
chart() { # name: what helm is told
  if [ "${FROM:-}" = oci ]; then echo "oci://$REGISTRY/charts/$1"; else echo "$CHARTS/$1"; fi
}
helm() {
  local flags=()
  case "${FROM:-}-$1" in oci-install | oci-upgrade) flags=(--plain-http) ;; esac
  inside "$HELM" "$@" "${flags[@]}"
}
rutter() { # builds it unless RUTTER names it
  local program="${RUTTER:-${CARGO_TARGET_DIR:-$ROOT/target}/debug/rutter}"
  [ -n "${RUTTER:-}" ] || (cd "$ROOT" && cargo build -q -p rutter-cli --locked)
  inside "$program" "$@"
}

wait_for() { # seconds, text, command...: polls until the command succeeds
  local seconds="$1" text="$2" end=$((SECONDS + $1))
  shift 2
  until "$@" > /dev/null 2>&1; do
    if [ $SECONDS -ge $end ]; then
      echo "e2e: no $text within $seconds s" >&2
      return 1
    fi
    sleep 0.5
  done
}
step() { # text, command...: one line with its time; the output of what fails is shown
  local text="$1" start=$SECONDS result=0
  shift
  # Not as a condition: bash would go on after what fails in a function.
  set +e
  (set -e; "$@") > "$E2E_STATE/step.log" 2>&1
  result=$?
  set -e
  if [ $result = 0 ]; then
    printf 'ok      %-52s %4d s\n' "$text" $((SECONDS - start))
  else
    printf 'FAILED  %-52s %4d s\n' "$text" $((SECONDS - start))
    tail -n 60 "$E2E_STATE/step.log"
    exit 1
  fi
}

restricted_namespace() { # name: a fresh namespace that takes restricted pods only
  kubectl delete namespace "$1" --ignore-not-found --wait --timeout 120s > /dev/null
  kubectl create namespace "$1" > /dev/null
  kubectl label namespace "$1" pod-security.kubernetes.io/enforce=restricted > /dev/null
}
image_values() { # key, name, tag: flags that take an image from the registry of the cluster
  printf -- '--set %s.registry=%s --set %s.repository=images/%s --set-string %s.tag=%s' \
    "$1" "$REGISTRY" "$1" "$2" "$1" "$3"
}
