# Makes a cluster of the pods, once. Where one of them belongs to a cluster already, nothing is done.
set -eu
. /scripts/common.sh
addresses=
made=no
for pod in $PODS; do
  until [ "$(ask -h "$pod.$HEADLESS" ping)" = PONG ]; do
    echo "waiting for $pod"
    sleep 2
  done
  if ! ask -h "$pod.$HEADLESS" cluster info | tr -d '\r' | grep -q '^cluster_known_nodes:1$'; then
    echo "$pod belongs to a cluster already"
    made=yes
  fi
  addresses="$addresses $(getent hosts "$pod.$HEADLESS" | sed -n '1s/ .*//p'):6379"
done
if [ "$made" = no ]; then
  # shellcheck disable=SC2086
  $CLI --cluster create $addresses --cluster-replicas "$REPLICAS_PER_MASTER" --cluster-yes
fi
tries=120
for pod in $PODS; do
  until ask -h "$pod.$HEADLESS" cluster info | grep -q '^cluster_state:ok'; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "$pod sees no whole cluster: redis-cli --cluster fix may help" >&2; exit 1; }
    sleep 1
  done
done
echo "the cluster is whole"
