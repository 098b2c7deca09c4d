# Counts the services that Eureka knows, until there are as many as EXPECTED.
set -euo pipefail
apps() {
  timeout 10 bash -c 'exec 3<> "/dev/tcp/$0/$1"
    printf "GET /eureka/apps HTTP/1.0\r\nHost: %s\r\nAccept: application/xml\r\n\r\n" "$0" >&3
    cat <&3' "$EUREKA_HOST" "$EUREKA_PORT" 2> /dev/null | tr -d '\r\n' | grep -o '<application> *<name>[^<]*' | sed 's/.*<name>//' | sort -u
}
while true; do
  names="$(apps || true)"
  count="$(grep -c . <<< "$names" || true)"
  [ "$count" -lt "$EXPECTED" ] || break
  if [ $SECONDS -ge "$WAIT_SECONDS" ]; then
    echo "Eureka knows $count services, not $EXPECTED:" $names >&2
    exit 1
  fi
  sleep 3
done
echo "Eureka knows $count services:" $names
