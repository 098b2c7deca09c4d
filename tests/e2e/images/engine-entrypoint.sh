#!/bin/sh
set -e
case "$1" in
  -* | *.conf) set -- NAME-server "$@" ;;
esac
if [ "$1" = NAME-server ] && [ "$(id -u)" = 0 ]; then
  find . \! -user NAME -exec chown NAME '{}' +
  exec gosu NAME "$0" "$@"
fi
exec "$@"
