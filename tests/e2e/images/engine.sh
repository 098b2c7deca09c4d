# What Redis and Valkey share. As their official images: their user (999:999), /data, an entrypoint that
# gives up root and takes options for the server. Debian 13 has both.
engine() { # name, version: the packages are called like the programs
  local name="$1" version="$2" program root
  is_there "$name" "$version" && return
  base "$name-$version" "$name-server,$name-tools,gosu,procps" trixie
  fresh "$name"
  root="${work:?}/${name:?}"
  mkdir -p "$root"/{data,usr/local/bin,etc}
  for program in server cli check-rdb; do
    ln -s "/usr/bin/$name-$program" "$root/usr/local/bin/$name-$program"
  done
  # The server is a sentinel when it is called one.
  ln -s "/usr/bin/$name-server" "$root/usr/local/bin/$name-sentinel"
  sed "s/NAME/$name/g" engine-entrypoint.sh > "$root/usr/local/bin/docker-entrypoint.sh"
  chmod 755 "$root/usr/local/bin/docker-entrypoint.sh"
  # The official images have the user at 999; Debian's packages take the next free number.
  tar -xf "$work/$name-$version.tar" -O ./etc/passwd | sed "s/^$name:x:[0-9]*:[0-9]*:/$name:x:999:999:/" > "$root/etc/passwd"
  tar -xf "$work/$name-$version.tar" -O ./etc/group | sed "s/^$name:x:[0-9]*:/$name:x:999:/" > "$root/etc/group"
  chown -R 0:0 "$root"
  chown 999:999 "$root/data"
  push "$name" "$version" "$work/$name-$version.tar" "$root" -- --config.entrypoint docker-entrypoint.sh \
    --config.cmd "$name-server" --config.workingdir /data --config.exposedports 6379/tcp
}
