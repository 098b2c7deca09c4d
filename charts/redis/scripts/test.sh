# Writes a key as a client does, through what the clients of this architecture use, and reads it again.
set -eu
. /scripts/common.sh
key=helm-test:$POD_NAME
client() {
  # shellcheck disable=SC2086
  timeout 10 $CLI "$@"
}
port=$SERVICE_PORT
host=$SERVICE
if [ "$ARCHITECTURE" = sentinel ]; then
  host=$(client -h "$SERVICE" -p "$port" --raw sentinel get-master-addr-by-name "$MASTER_NAME" | head -n 1)
  port=6379
  echo "the sentinels name $host"
fi
client -c -h "$host" -p "$port" set "$key" works ex 60
test "$(client -c -h "$host" -p "$port" --raw get "$key")" = works
case $ARCHITECTURE in
  replication | sentinel)
    replicas=$(printf 'set %s works ex 60\nwait 1 5000\n' "$key" | client -h "$host" -p "$port" --raw | tail -n 1)
    echo "replicas that have the key: $replicas"
    test "$replicas" -ge 1
    ;;
  cluster)
    client -h "$host" -p "$port" cluster info | grep '^cluster_state:ok'
    ;;
esac
