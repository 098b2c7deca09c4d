# As apache/hadoop for YARN: /opt/hadoop with bin/yarn and bin/mapred, user hadoop (1000:100). Hadoop's own
# shell scripts are in no package, so these start the same classes with the same variables.
source ./java.sh
build_yarn() {
  local version=3.4.2
  is_there yarn $version && return
  base_java
  jars "$work/yarn-jars" org.apache.hadoop:hadoop-yarn-server-resourcemanager:$version \
    org.apache.hadoop:hadoop-yarn-server-nodemanager:$version org.apache.hadoop:hadoop-yarn-server-timelineservice:$version \
    org.apache.hadoop:hadoop-mapreduce-client-hs:$version org.apache.hadoop:hadoop-mapreduce-client-shuffle:$version \
    org.apache.hadoop:hadoop-common:$version org.apache.hadoop:hadoop-hdfs-client:$version
  fresh yarn
  mkdir -p "$work/yarn/opt/hadoop"/{bin,share/hadoop/jars}
  cp "$work/yarn-jars"/* "$work/yarn/opt/hadoop/share/hadoop/jars/"
  cat > "$work/yarn/opt/hadoop/bin/yarn" <<'S'
#!/usr/bin/env bash
case "$1" in
  resourcemanager) class=org.apache.hadoop.yarn.server.resourcemanager.ResourceManager ;;
  nodemanager) class=org.apache.hadoop.yarn.server.nodemanager.NodeManager ;;
  historyserver) class=org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer ;;
esac
mkdir -p "$HADOOP_LOG_DIR" "$HADOOP_PID_DIR"
exec java --add-opens=java.base/java.lang=ALL-UNNAMED $HADOOP_OPTS -Dyarn.log.dir="$HADOOP_LOG_DIR" -Dhadoop.log.dir="$HADOOP_LOG_DIR" \
  -cp "$HADOOP_CONF_DIR:/opt/hadoop/share/hadoop/jars/*" "$class"
S
  cp "$work/yarn/opt/hadoop/bin/yarn" "$work/yarn/opt/hadoop/bin/mapred"
  chmod 755 "$work/yarn/opt/hadoop/bin"/*
  mkdir -p "$work/yarn/etc"
  { tar -xf "$work/java.tar" -O ./etc/passwd; echo "hadoop:x:1000:100::/opt/hadoop:/bin/bash"; } > "$work/yarn/etc/passwd"
  chown -R 0:0 "$work/yarn"
  push yarn $version "$work/java.tar" "$work/yarn" -- --config.env JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 \
    --config.env HADOOP_HOME=/opt/hadoop --config.workingdir /opt/hadoop --config.user 1000:100
}
