# A client of HTTP, as any pod may be.
build_curl() {
  is_there curl 1 && return
  base curl curl,ca-certificates
  fresh curl
  push curl 1 "$work/curl.tar" "$work/curl" -- --config.user 1000:1000
}
