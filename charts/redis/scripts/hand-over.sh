# Before a pod stops: a master that has replicas hands over, so that no acknowledged write is lost. The
# sentinel of the same pod stops too, so another one is asked; and as a server stays master until the
# sentinels come to it, no write is taken from the first step to the last.
. /scripts/common.sh

# A line of "info replication" without its name.
replication() {
  ask info replication | tr -d '\r' | sed -n "s/^$1://p"
}

# Waits up to $1 quarters of a second for a command that succeeds.
wait_for() {
  quarters=$1
  shift
  while ! "$@"; do
    quarters=$((quarters - 1))
    [ "$quarters" -gt 0 ] || return 1
    sleep 0.25
  done
}

replicas_are_level() {
  offset=$(replication master_repl_offset)
  for other in $(replication 'slave[0-9]*' | sed -n 's/.*state=online,offset=\([0-9]*\).*/\1/p'); do
    [ "$other" -ge "$offset" ] || return 1
  done
}

others() {
  for pod in $PODS; do
    [ "$pod" = "$POD_NAME" ] || echo "$pod.$HEADLESS"
  done
}

sentinel_took_the_order() {
  for host in $(others); do
    answer=$(ask -h "$host" -p 26379 sentinel failover "$MASTER_NAME")
    echo "stop: the sentinel of $host says $answer"
    case $answer in
      OK | INPROG*) return 0 ;;
    esac
  done
  return 1
}

another_is_master() {
  for host in $(others); do
    master=$(ask -h "$host" -p 26379 sentinel get-master-addr-by-name "$MASTER_NAME" | head -n 1)
    [ -z "$master" ] || [ "$master" = "$me" ] || return 0
  done
  return 1
}

link_is_up() {
  [ "$(replication master_link_status)" = up ]
}

hand_over_to_sentinels() {
  [ -n "$(replication 'slave[0-9]*')" ] || return
  ask client pause 25000 write > /dev/null
  wait_for 16 replicas_are_level
  wait_for 12 sentinel_took_the_order
  if wait_for 40 another_is_master; then
    echo "stop: the master is $master now"
    ask replicaof "$master" 6379 > /dev/null
    wait_for 20 link_is_up
    ask client unpause > /dev/null
  fi
}

# In a cluster the replica asked leads: it stops the writes, catches up and takes over.
hand_over_to_cluster() {
  id=$(ask cluster myid)
  ask cluster nodes | grep " slave $id .* connected" | while read -r _ address _; do
    host=$(echo "$address" | cut -d , -f 2)
    echo "stop: $host shall take over: $(ask -h "$host" cluster failover)"
    wait_for 40 is_replica && break
  done
}

is_replica() {
  [ "$(replication role)" = slave ]
}

stop() {
  is_replica && return
  case $ARCHITECTURE in
    sentinel) hand_over_to_sentinels ;;
    cluster) hand_over_to_cluster ;;
  esac
}

log=/proc/1/fd/1
[ -w "$log" ] || log=/dev/null
stop > "$log" 2>&1
exit 0
