# As the image of redis_exporter: the program in the root folder, user 59000.
build_redis-exporter() {
  local version=1.69.0
  is_there redis-exporter $version && return
  base redis-exporter-$version prometheus-redis-exporter trixie
  fresh redis-exporter
  ln -s /usr/bin/prometheus-redis-exporter "$work/redis-exporter/redis_exporter"
  push redis-exporter $version "$work/redis-exporter-$version.tar" "$work/redis-exporter" -- \
    --config.entrypoint /redis_exporter --config.user 59000:59000 --config.exposedports 9121/tcp
}
