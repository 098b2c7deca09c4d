# The images of OpenI's parts, which no registry has: each a stand-in that checks what it gets
# (openi-part.py). Beside them a shell with nc and wget, and kubectl.
build_openi() {
  local name
  is_there openi/zookeeper 1 && return
  base openi python3,busybox-static,netcat-openbsd
  for name in rest-server webportal pylon frameworklauncher model-exchange model-hub hadoop-run zookeeper; do
    fresh openi
    mkdir -p "$work/openi"/usr/local/bin
    cp openi-part.py "$work/openi/usr/local/bin/part"
    chmod 755 "$work/openi/usr/local/bin/part"
    ln -s part "$work/openi/usr/local/bin/hdfs"
    ln -s part "$work/openi/usr/local/bin/yarn"
    ln -s part "$work/openi/usr/local/bin/mr-jobhistory-daemon.sh"
    ln -s /usr/bin/busybox "$work/openi/usr/local/bin/wget"
    echo "$name" > "$work/openi/role"
    mkdir -p "$work/$(dirname "openi/$name")"
    rm -rf "$work/openi.part" && mv "$work/openi" "$work/openi.part" && mkdir -p "$work/openi"
    push "openi/$name" 1 "$work/openi.tar" "$work/openi.part" -- --config.entrypoint /usr/local/bin/part
  done
}

build_kubectl() {
  is_there kubectl 1 && return
  base busybox busybox-static
  fresh kubectl
  mkdir -p "$work/kubectl/usr/local/bin"
  cp "$NODE" "$work/kubectl/usr/local/bin/kubernetes"
  printf '#!/bin/sh\nexec /usr/local/bin/kubernetes kubectl "$@"\n' > "$work/kubectl/usr/local/bin/kubectl"
  chmod 755 "$work/kubectl/usr/local/bin"/*
  push kubectl 1 "$work/busybox.tar" "$work/kubectl" -- --config.user 65532:65532
}
