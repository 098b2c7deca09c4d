# As apache/hadoop: /opt/hadoop with bin/hdfs and etc/hadoop, user hadoop (1000:100). Hadoop's own
# shell scripts are in no package, so bin/hdfs here starts the same classes with the same variables.
source ./java.sh
build_hadoop() {
  local version=3.4.2
  is_there hadoop $version && return
  # kinit, as in the official image.
  base hadoop-java openjdk-17-jre-headless,procps,curl,ca-certificates,krb5-user
  jars "$work/hadoop-jars" org.apache.hadoop:hadoop-hdfs:$version org.apache.hadoop:hadoop-hdfs-client:$version \
    org.apache.hadoop:hadoop-common:$version org.apache.hadoop:hadoop-hdfs-httpfs:$version
  fresh hadoop
  mkdir -p "$work/hadoop/opt/hadoop"/{bin,etc/hadoop,share/hadoop/jars,webapps} "$work/hadoop/data"
  cp "$work/hadoop-jars"/* "$work/hadoop/opt/hadoop/share/hadoop/jars/"
  local part
  for part in hdfs datanode secondary journal; do
    mkdir -p "$work/hadoop/opt/hadoop/webapps/$part/WEB-INF"
    echo '<web-app/>' > "$work/hadoop/opt/hadoop/webapps/$part/WEB-INF/web.xml"
  done
  (cd "$work/hadoop/opt/hadoop" && jar_file="$(ls share/hadoop/jars/hadoop-hdfs-httpfs-*.jar)" \
    && python3 -m zipfile -e "$jar_file" httpfs.tmp && cp -r httpfs.tmp/webapps/. webapps/ && rm -rf httpfs.tmp)
  cat > "$work/hadoop/opt/hadoop/bin/hdfs" <<'S'
#!/usr/bin/env bash
# hdfs COMMAND ARGUMENTS…, as Hadoop's own; --config DIRECTORY may come first.
set -e
home=/opt/hadoop
if [ "$1" = --config ]; then
  HADOOP_CONF_DIR="$2"
  shift 2
fi
conf="${HADOOP_CONF_DIR:-$home/etc/hadoop}"
command="$1"
shift
hdfs=org.apache.hadoop.hdfs options="$HADOOP_CLIENT_OPTS" daemon=yes
case "$command" in
  namenode) class=$hdfs.server.namenode.NameNode options="$HDFS_NAMENODE_OPTS" ;;
  zkfc) class=$hdfs.tools.DFSZKFailoverController options="$HDFS_ZKFC_OPTS" ;;
  journalnode) class=$hdfs.qjournal.server.JournalNode options="$HDFS_JOURNALNODE_OPTS" ;;
  datanode) class=$hdfs.server.datanode.DataNode options="$HDFS_DATANODE_OPTS" ;;
  httpfs)
    class=org.apache.hadoop.fs.http.server.HttpFSServerWebServer
    temporary="${HTTPFS_TEMP:-$home/temp}"
    mkdir -p "$temporary"
    options="$HDFS_HTTPFS_OPTS $HTTPFS_OPTS -Dhttpfs.home.dir=$home -Dhttpfs.config.dir=${HTTPFS_CONFIG:-$conf}"
    options+=" -Dhttpfs.log.dir=${HADOOP_LOG_DIR:-$home/logs} -Dhttpfs.temp.dir=$temporary"
    ;;
  dfs) class=org.apache.hadoop.fs.FsShell daemon= ;;
  haadmin) class=$hdfs.tools.DFSHAAdmin daemon= ;;
  dfsadmin) class=$hdfs.tools.DFSAdmin daemon= ;;
  getconf) class=$hdfs.tools.GetConf daemon= ;;
  fsck) class=$hdfs.tools.DFSck daemon= ;;
  classpath) echo "$conf:$home/share/hadoop/jars/*"; exit ;;
  *) class="$command" daemon= ;;
esac
[ -z "$daemon" ] || mkdir -p "${HADOOP_LOG_DIR:-$home/logs}" "${HADOOP_PID_DIR:-/tmp}"
exec java -Dproc_"$command" $HADOOP_OPTS $options -Dhadoop.home.dir=$home \
  -Dhadoop.log.dir="${HADOOP_LOG_DIR:-$home/logs}" -Dhadoop.root.logger="${HADOOP_ROOT_LOGGER:-INFO,console}" \
  -cp "$conf:$home:$home/share/hadoop/jars/*" "$class" "$@"
S
  cp "$work/hadoop/opt/hadoop/bin/hdfs" "$work/hadoop/opt/hadoop/bin/hadoop"
  sed -i 's/^case "$command" in$/[ "$command" != fs ] || command=dfs\ncase "$command" in/' "$work/hadoop/opt/hadoop/bin/hadoop"
  chmod 755 "$work/hadoop/opt/hadoop/bin"/*
  { tar -xf "$work/hadoop-java.tar" -O ./etc/passwd; echo "hadoop:x:1000:100::/opt/hadoop:/bin/bash"; } > "$work/hadoop-passwd"
  mkdir -p "$work/hadoop/etc"
  mv "$work/hadoop-passwd" "$work/hadoop/etc/passwd"
  chown -R 0:0 "$work/hadoop"
  chown -R 1000:100 "$work/hadoop/data" "$work/hadoop/opt/hadoop/etc"
  push hadoop $version "$work/hadoop-java.tar" "$work/hadoop" -- \
    --config.env "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/hadoop/bin" \
    --config.env HADOOP_CONF_DIR=/opt/hadoop/etc/hadoop --config.env HADOOP_HOME=/opt/hadoop \
    --config.env "HADOOP_OPTS=--add-opens=java.base/java.lang=ALL-UNNAMED" \
    --config.env JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 \
    --config.workingdir /opt/hadoop --config.user 1000:100
}
