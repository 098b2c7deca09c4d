# As the official zookeeper image: /apache-zookeeper-VERSION-bin, its scripts on PATH, /conf, /data,
# /datalog and /logs, user zookeeper (1000).
source ./java.sh
build_zookeeper() {
  local version=3.9.4 home=/apache-zookeeper-3.9.4-bin
  is_there zookeeper $version && return
  base_java
  jars "$work/zookeeper-jars-$version" org.apache.zookeeper:zookeeper:$version \
    org.apache.zookeeper:zookeeper-prometheus-metrics:$version \
    io.dropwizard.metrics:metrics-core:4.1.12.1 org.xerial.snappy:snappy-java:1.1.10.5 \
    org.eclipse.jetty:jetty-server:9.4.57.v20241219 org.eclipse.jetty:jetty-servlet:9.4.57.v20241219 \
    com.fasterxml.jackson.core:jackson-databind:2.15.2 ch.qos.logback:logback-classic:1.3.15 commons-cli:commons-cli:1.5.0
  fresh zookeeper
  mkdir -p "$work/zookeeper$home/bin" "$work/zookeeper"/{conf,data,datalog,logs}
  cp -r "$work/zookeeper-jars-$version" "$work/zookeeper$home/lib"
  cat > "$work/zookeeper$home/bin/zkServer.sh" <<'S'
#!/usr/bin/env bash
# start-foreground [CONFIG]
home="$(cd "$(dirname "$0")/.." && pwd)"
directory="${ZOOCFGDIR:-/conf}"
exec java -Xmx"${ZK_SERVER_HEAP:-1000}m" -cp "$directory:$home/lib/*" $SERVER_JVMFLAGS $JVMFLAGS \
  -Dzookeeper.log.dir="${ZOO_LOG_DIR:-/logs}" org.apache.zookeeper.server.quorum.QuorumPeerMain \
  "${2:-$directory/${ZOOCFG:-zoo.cfg}}"
S
  cat > "$work/zookeeper$home/bin/zkCli.sh" <<'S'
#!/usr/bin/env bash
home="$(cd "$(dirname "$0")/.." && pwd)"
exec java -Xmx"${ZK_CLIENT_HEAP:-256}m" -cp "${ZOOCFGDIR:-/conf}:$home/lib/*" $CLIENT_JVMFLAGS $JVMFLAGS \
  org.apache.zookeeper.ZooKeeperMain "$@"
S
  printf '#!/usr/bin/env bash\nexec "$@"\n' > "$work/zookeeper/docker-entrypoint.sh"
  chmod 755 "$work/zookeeper$home/bin"/* "$work/zookeeper/docker-entrypoint.sh"
  user "$work/zookeeper" zookeeper 1000 1000
  chown -R 1000:1000 "$work/zookeeper"/{conf,data,datalog,logs}
  push zookeeper $version "$work/java.tar" "$work/zookeeper" -- \
    --config.env "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$home/bin" \
    --config.env ZOO_CONF_DIR=/conf --config.env ZOOCFGDIR=/conf --config.env ZOO_LOG_DIR=/logs \
    --config.env ZOO_DATA_DIR=/data --config.workingdir "$home" \
    --config.entrypoint /docker-entrypoint.sh --config.cmd zkServer.sh --config.cmd start-foreground
}
