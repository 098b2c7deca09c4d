# Becomes a server that is one of several. The configuration is written at every start, since the server
# and the sentinels rewrite it while they run.
set -eu
umask 077
. /scripts/common.sh

# Whether another server has keys while this one has no file: as a master it would empty its replicas.
would_empty_others() {
  [ -z "$(find /data -mindepth 1 ! -name 'last-master*' ! -name lost+found | head -n 1)" ] || return 1
  for pod in $PODS; do
    [ "$pod" != "$POD_NAME" ] && ask -h "$pod.$HEADLESS" info keyspace | grep -q '^db' && return 0
  done
  return 1
}

sentinel_role() {
  master=$(find_master | cut -d ' ' -f 2)
  if [ "$master" = "$me" ] && would_empty_others; then
    echo "start: this master has lost its data, the sentinels shall name another" >&2
    tries=60
    while [ "$master" = "$me" ] && [ "$tries" -gt 0 ]; do
      sleep 1
      tries=$((tries - 1))
      master=$(find_master | cut -d ' ' -f 2)
    done
  fi
  echo "start: the master is $master" >&2
  echo "replica-announce-ip $me"
  [ "$master" = "$me" ] || echo "replicaof $master 6379"
}

replication_role() {
  master=${PODS%% *}
  echo "replica-announce-ip $me"
  [ "$POD_NAME" = "$master" ] || echo "replicaof $master.$HEADLESS 6379"
}

cluster_role() {
  echo "cluster-announce-ip $POD_IP"
  echo "cluster-announce-hostname $me"
}

# Pods get new addresses. Where many did at once they do not find each other: for five minutes, meet those
# that the cluster knows by another address than their name has.
rejoin_cluster() {
  tries=60
  while [ "$tries" -gt 0 ]; do
    sleep 5
    tries=$((tries - 1))
    nodes=$(ask cluster nodes)
    [ "$(echo "$nodes" | grep -c .)" -gt 1 ] || continue
    for pod in $PODS; do
      address=$(getent hosts "$pod.$HEADLESS" | sed -n '1s/ .*//p')
      case "$nodes" in
        *" $address:6379@"*) ;;
        *) [ -z "$address" ] || ask cluster meet "$address" 6379 > /dev/null ;;
      esac
    done
  done
}

{
  cat /etc/redis/redis.conf
  sh /scripts/secrets.sh
  "${ARCHITECTURE}_role"
} > /run/redis/redis.conf
[ "$ARCHITECTURE" != cluster ] || rejoin_cluster &
exec docker-entrypoint.sh /run/redis/redis.conf
