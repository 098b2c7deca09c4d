#!/usr/bin/env bash
# Builds the real helm 3.22.0 and 4.3.1 that the recorded answers come from, into bin/.
# What is there already is kept: the file bin/stamp names what it was built from.
set -euo pipefail
cd "$(dirname "$0")"
command -v go >/dev/null || { echo "oracle: the Go toolchain is missing; install Go 1.26 or newer" >&2; exit 3; }
stamp="$(go version && cat helm3/go.mod helm4/go.mod build.sh | sha256sum)"
if [ -f bin/stamp ] && [ "$(cat bin/stamp)" = "$stamp" ] && [ -x bin/helm3 ] && [ -x bin/helm4 ]; then
  echo "oracle: bin/helm3 and bin/helm4 are up to date"
  exit 0
fi
mkdir -p bin
build() { # major, version, extra linker flags
  local module="helm.sh/helm/v$1"
  local flags="-w -s -X $module/internal/version.version=v$2 -X $module/internal/version.metadata= -X $module/internal/version.gitTreeState=clean ${3:-}"
  echo "oracle: building helm $2"
  (cd "helm$1" && CGO_ENABLED=0 go build -mod=readonly -trimpath -ldflags "$flags" -o "../bin/helm$1" "$module/cmd/helm")
}
# Helm 3 gets its default Kubernetes version from the linker; 37 is the minor of its client-go.
kube=""
for package in pkg/chartutil pkg/lint/rules; do
  kube="$kube -X helm.sh/helm/v3/$package.k8sVersionMajor=1 -X helm.sh/helm/v3/$package.k8sVersionMinor=37"
done
build 3 3.22.0 "$kube"
build 4 4.3.1
printf '%s\n' "$stamp" > bin/stamp
