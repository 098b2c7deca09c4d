#!/usr/bin/env bash
# Builds into bin/ what the recorded answers come from: the real helm 3.22.0 and 4.3.1, and three
# long-lived programs around Go's own libraries (go, yaml, template) for differential runs.
# What is there already is kept: the file bin/stamp names what it was built from.
set -euo pipefail
cd "$(dirname "$0")"
command -v go >/dev/null || { echo "oracle: the Go toolchain is missing; install Go 1.26 or newer" >&2; exit 3; }
programs="helm3 helm4 go yaml template"
stamp="$(go version && cat build.sh */go.mod go/*.go yaml/*.go template/*.go | sha256sum)"
complete=true
for program in $programs; do [ -x "bin/$program" ] || complete=false; done
if $complete && [ "$(cat bin/stamp 2>/dev/null)" = "$stamp" ]; then
  echo "oracle: bin/ is up to date"
  exit 0
fi
mkdir -p bin
helm() { # major, version, extra linker flags
  local module="helm.sh/helm/v$1"
  local flags="-w -s -X $module/internal/version.version=v$2 -X $module/internal/version.metadata= -X $module/internal/version.gitTreeState=clean ${3:-}"
  echo "oracle: building helm $2"
  (cd "helm$1" && CGO_ENABLED=0 go build -mod=readonly -trimpath -ldflags "$flags" -o "../bin/helm$1" "$module/cmd/helm")
}
library() { # folder
  echo "oracle: building $1"
  (cd "$1" && CGO_ENABLED=0 go build -mod=readonly -trimpath -o "../bin/$1" .)
}
# Helm 3 gets its default Kubernetes version from the linker; 37 is the minor of its client-go.
kube=""
for package in pkg/chartutil pkg/lint/rules; do
  kube="$kube -X helm.sh/helm/v3/$package.k8sVersionMajor=1 -X helm.sh/helm/v3/$package.k8sVersionMinor=37"
done
helm 3 3.22.0 "$kube"
helm 4 4.3.1
for folder in go yaml template; do library "$folder"; done
printf '%s\n' "$stamp" > bin/stamp
