#!/usr/bin/env bash
# jobmanager | standalone-job | taskmanager | history-server | help | COMMAND, as the official entrypoint:
# it links plugins and writes options into the configuration of the image's folder before it starts one.
for jar in ${ENABLE_BUILT_IN_PLUGINS//;/ }; do
  mkdir -p "$FLINK_HOME/plugins/${jar%.jar}"
  [ -e "$FLINK_HOME/opt/$jar" ] || { echo "Plugin $jar does not exist. Exiting."; exit 1; }
  ln -fs "$FLINK_HOME/opt/$jar" "$FLINK_HOME/plugins/${jar%.jar}"
done

options=("-Djobmanager.rpc.address=${JOB_MANAGER_RPC_ADDRESS:-$(hostname -f)}" -Dblob.server.port=6124 -Dquery.server.port=6125)
[ -z "$TASK_MANAGER_NUMBER_OF_TASK_SLOTS" ] || options+=("-Dtaskmanager.numberOfTaskSlots=$TASK_MANAGER_NUMBER_OF_TASK_SLOTS")
while IFS= read -r line; do
  line="${line//[[:space:]]/}"
  [ -z "$line" ] || options+=("-D${line%%:*}=${line#*:}")
done <<< "$FLINK_PROPERTIES"
"$FLINK_HOME/bin/config-parser-utils.sh" "$FLINK_HOME/conf" "$FLINK_HOME/bin" "$FLINK_HOME/lib" "${options[@]}"

case "$1" in
  help) echo "Usage: $(basename "$0") (jobmanager|standalone-job|taskmanager|history-server)" ;;
  jobmanager | taskmanager | standalone-job) exec "$FLINK_HOME/bin/$1.sh" start-foreground "${@:2}" ;;
  history-server) exec "$FLINK_HOME/bin/historyserver.sh" start-foreground "${@:2}" ;;
  *) exec "$@" ;;
esac
