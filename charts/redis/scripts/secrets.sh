# Prints the lines of redis.conf that come from Secrets: no password is on a command line or in a ConfigMap.
set -eu
. /scripts/common.sh
if [ -n "${REDISCLI_AUTH:-}" ]; then
  line requirepass "$REDISCLI_AUTH"
  line masterauth "$REDISCLI_AUTH"
fi
for rules in /etc/redis/acl-*; do
  [ -f "$rules" ] || continue
  user=${rules#/etc/redis/acl-}
  hash=$(sha256sum < "/acl/$user" | cut -c 1-64)
  printf 'user %s on #%s %s\n' "$user" "$hash" "$(cat "$rules")"
done
if [ -f /acl-lines/users.acl ]; then
  cat /acl-lines/users.acl
  echo
fi
