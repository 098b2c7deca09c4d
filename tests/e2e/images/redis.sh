# As the official redis image: user redis (999:999), /data, an entrypoint that gives up root and
# takes options for redis-server.
build_redis() {
  is_there redis 7.0.15 && return
  base redis redis-server,redis-tools,gosu,procps
  fresh redis
  mkdir -p "$work/redis"/{data,usr/local/bin,etc}
  for program in redis-server redis-sentinel; do
    ln -s /usr/bin/redis-server "$work/redis/usr/local/bin/$program"
  done
  ln -s /usr/bin/redis-cli "$work/redis/usr/local/bin/redis-cli"
  cat > "$work/redis/usr/local/bin/docker-entrypoint.sh" <<'S'
#!/bin/sh
set -e
case "$1" in
  -* | *.conf) set -- redis-server "$@" ;;
esac
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . \! -user redis -exec chown redis '{}' +
  exec gosu redis "$0" "$@"
fi
exec "$@"
S
  chmod 755 "$work/redis/usr/local/bin/docker-entrypoint.sh"
  # The official image has the user at 999; Debian's package takes the next free number.
  tar -xf "$work/redis.tar" -O ./etc/passwd | sed 's/^redis:x:[0-9]*:[0-9]*:/redis:x:999:999:/' > "$work/redis/etc/passwd"
  tar -xf "$work/redis.tar" -O ./etc/group | sed 's/^redis:x:[0-9]*:/redis:x:999:/' > "$work/redis/etc/group"
  chown -R 0:0 "$work/redis"
  chown 999:999 "$work/redis/data"
  push redis 7.0.15 "$work/redis.tar" "$work/redis" -- --config.entrypoint docker-entrypoint.sh \
    --config.cmd redis-server --config.workingdir /data --config.exposedports 6379/tcp
}
