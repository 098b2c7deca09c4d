#!/usr/bin/env bash
# Builds into bin/registry the registry of the module distribution v3, beside which tests of
# rutter-oci also run against Debian's docker-registry where that is installed.
# What is there already is kept: the file bin/registry.stamp names what it was built from.
set -euo pipefail
cd "$(dirname "$0")"
command -v go > /dev/null || { echo "oracle: the Go toolchain is missing; install Go 1.26 or newer" >&2; exit 3; }
module="github.com/distribution/distribution/v3/cmd/registry@v3.1.2"
stamp="$(go version) $module"
if [ -x bin/registry ] && [ "$(cat bin/registry.stamp 2> /dev/null)" = "$stamp" ]; then
  echo "oracle: bin/registry is up to date"
  exit 0
fi
mkdir -p bin
folder="$(cd bin && pwd)"
echo "oracle: building ${module##*/}"
GOBIN="$folder" CGO_ENABLED=0 go install -trimpath "$module"
printf '%s\n' "$stamp" > bin/registry.stamp
