# A shell, as docker.io/library/busybox. What the node binds in place of NFS (see ../node/mount), its mount
# names nfs.
build_busybox() {
  is_there busybox 1 && return
  base busybox busybox-static
  fresh busybox
  mkdir -p "$work/busybox/usr/local/bin"
  cat > "$work/busybox/usr/local/bin/mount" <<'S'
#!/bin/sh
busybox mount "$@" | while read -r source on path type kind rest; do
  [ ! -e "$path/.nfs-of-e2e" ] || kind=nfs
  echo "$source $on $path $type $kind $rest"
done
S
  chmod +x "$work/busybox/usr/local/bin/mount"
  push busybox 1 "$work/busybox.tar" "$work/busybox" -- --config.user 65534:65534
}
