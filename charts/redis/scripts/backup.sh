# Saves the data of every master, or of one replica where there is one master, as RDB files; then removes the
# oldest backups. A backup has its name only when it is whole.
set -eu
umask 077
. /scripts/common.sh
folder=/backup/$(date -u +%Y%m%dT%H%M%SZ)

role() {
  ask -h "$1" role | head -n 1
}

# The hosts to save from.
sources() {
  if [ "$ARCHITECTURE" = standalone ]; then
    echo "$SERVICE"
    return
  fi
  for pod in $PODS; do
    host=$pod.$HEADLESS
    case $ARCHITECTURE-$(role "$host") in
      cluster-master) echo "$host" ;;
      cluster-* | *-) ;;
      *-master) master=$host ;;
      *) ask -h "$host" info replication | grep -q '^master_link_status:up' && echo "$host" && return ;;
    esac
  done
  echo "${master:-}"
}

hosts=$(sources)
[ -n "$hosts" ] || { echo "backup: no server answers" >&2; exit 1; }
rm -rf /backup/*.part
mkdir "$folder.part"
for host in $hosts; do
  echo "backup: $host"
  # shellcheck disable=SC2086
  $CLI -h "$host" --rdb "$folder.part/${host%%.*}.rdb"
  "$CHECK_RDB" "$folder.part/${host%%.*}.rdb" > /dev/null
done
mv "$folder.part" "$folder"
find /backup -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' | sort -r | tail -n "+$((KEEP + 1))" | while read -r old; do
  echo "backup: $old is one too many"
  rm -r "$old"
done
