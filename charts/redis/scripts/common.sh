# What the other scripts share. From the pod they have: CLI, the client with its TLS options; PODS, the
# servers' pods; HEADLESS, the domain they are in; POD_NAME, POD_IP; and REDISCLI_AUTH, the password.
me=$POD_NAME.$HEADLESS

# Asks a server or a sentinel; nothing when there is no answer within three seconds.
ask() {
  # shellcheck disable=SC2086
  timeout 3 $CLI --raw "$@" 2>/dev/null || true
}

# A line of a configuration file whose last word is a text in quotes.
line() {
  printf '%s "%s"\n' "$1" "$(printf %s "$2" | sed 's/[\\"]/\\&/g')"
}

# "EPOCH HOST" of the master as each sentinel that answers names it, a line each.
named_masters() {
  for pod in $PODS; do
    ask -h "$pod.$HEADLESS" -p 26379 sentinel master "$MASTER_NAME" |
      sed -n -e '/^ip$/{n;h;}' -e '/^config-epoch$/{n;G;s/\n/ /;p;}'
  done | grep "\.$HEADLESS\$"
}

# "EPOCH HOST" of a server that is a master, or of the first one.
first_master() {
  for pod in $PODS; do
    [ "$(ask -h "$pod.$HEADLESS" role | head -n 1)" = master ] && echo "0 $pod.$HEADLESS" && return
  done
  echo "0 ${PODS%% *}.$HEADLESS"
}

# "EPOCH HOST" of the master to start with: what the newest configuration says, among those of the
# sentinels and what is kept in the volume. Where all pods were down, one with older data may be up first.
find_master() {
  newest=$({ named_masters || true; cat /data/last-master 2>/dev/null || true; } | sort -s -rn -k 1,1 | head -n 1)
  [ -n "$newest" ] || newest=$(first_master)
  echo "$newest"
}

# Writes "EPOCH HOST" where find_master looks, whole or not at all.
remember() {
  echo "$1" > "/data/last-master.$$" && mv "/data/last-master.$$" /data/last-master
}
