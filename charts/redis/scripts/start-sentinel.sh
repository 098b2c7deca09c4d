# Becomes a sentinel: as master the one that the others know, as identity the one of its pod.
set -eu
umask 077
. /scripts/common.sh
newest=$(find_master)
epoch=${newest%% *}
master=${newest#* }
remember "$newest"
echo "start: the master is $master since epoch $epoch" >&2
{
  echo "sentinel announce-ip $me"
  echo "sentinel announce-port 26379"
  echo "sentinel myid $(printf %s "$me" | sha1sum | cut -c 1-40)"
  echo "sentinel current-epoch $epoch"
  cat /etc/redis/sentinel.conf
  if [ -n "${REDISCLI_AUTH:-}" ]; then
    line requirepass "$REDISCLI_AUTH"
    line "sentinel sentinel-pass" "$REDISCLI_AUTH"
  fi
  echo "sentinel monitor $MASTER_NAME $master 6379 $QUORUM"
  if [ -n "${REDISCLI_AUTH:-}" ]; then
    line "sentinel auth-pass $MASTER_NAME" "$REDISCLI_AUTH"
  fi
  cat /etc/redis/sentinel-master.conf
  echo "sentinel config-epoch $MASTER_NAME $epoch"
  for pod in $PODS; do
    [ "$pod.$HEADLESS" = "$master" ] || echo "sentinel known-replica $MASTER_NAME $pod.$HEADLESS 6379"
  done
} > /run/redis/sentinel.conf
exec "$SENTINEL" /run/redis/sentinel.conf
