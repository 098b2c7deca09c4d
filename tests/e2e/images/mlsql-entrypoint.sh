#!/usr/bin/env bash
# Commands are passed on; executor starts an executor by what the driver has put into the environment.
[ "$1" = executor ] || exec "$@"
options=()
for name in $(compgen -e | grep '^SPARK_JAVA_OPT_' | sort -t _ -k 4 -n); do options+=("${!name}"); done
printf '%s\n' "${options[@]}" > java_opts.txt || exit 1
exec "$JAVA_HOME/bin/java" "${options[@]}" -Xms"$SPARK_EXECUTOR_MEMORY" -Xmx"$SPARK_EXECUTOR_MEMORY" \
  -cp "$SPARK_CONF_DIR:$SPARK_CLASSPATH:/opt/spark/jars/*" \
  org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend --driver-url "$SPARK_DRIVER_URL" \
  --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES" --app-id "$SPARK_APPLICATION_ID" \
  --hostname "$SPARK_EXECUTOR_POD_IP" --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" --podName "$SPARK_EXECUTOR_POD_NAME"
