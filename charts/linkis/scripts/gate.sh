# Waits until everything in TARGETS answers: NAME=HOST:PORT by a connection, NAME=HOST:PORT/PATH by an
# HTTP answer of 200. With WAIT_FOR_TABLES also until the tables of Linkis are complete.
set -euo pipefail
connects() { timeout 5 bash -c 'exec 3<> "/dev/tcp/$0/$1"' "$1" "$2" 2> /dev/null; }
answers() {
  timeout 5 bash -c 'exec 3<> "/dev/tcp/$0/$1"
    printf "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n" "$2" "$0" >&3
    read -r line <&3
    [[ "$line" == *" 200"* ]]' "$1" "$2" "$3" 2> /dev/null
}
complete() {
  [ "$(mysql -h "$DATABASE_HOST" -P "$DATABASE_PORT" -u "$DATABASE_USER" -N -B "$DATABASE_NAME" \
    -e 'SELECT state FROM linkis_chart_tables' 2> /dev/null)" = done ]
}
until_works() { # what is waited for, command...
  local what="$1"
  shift
  until "$@"; do
    if [ $SECONDS -ge "$WAIT_SECONDS" ]; then
      echo "$what did not answer within $WAIT_SECONDS s" >&2
      exit 1
    fi
    echo "waiting for $what"
    sleep 2
  done
  echo "$what answers"
}
for target in $TARGETS; do
  name="${target%%=*}" rest="${target#*=}"
  address="${rest%%/*}"
  host="${address%:*}" port="${address##*:}"
  case "$rest" in
    */*) until_works "$name ($rest)" answers "$host" "$port" "/${rest#*/}" ;;
    *) until_works "$name ($rest)" connects "$host" "$port" ;;
  esac
done
[ "${WAIT_FOR_TABLES:-}" != true ] || until_works "tables in $DATABASE_NAME" complete
