# Fetches the driver for the database and checks that it is the one that was asked for.
set -euo pipefail
file="/driver/${DRIVER_URL##*/}"
curl -fsSL --retry 5 --connect-timeout 20 -o "$file" "$DRIVER_URL"
if ! echo "$DRIVER_SHA256  $file" | sha256sum -c - > /dev/null; then
  echo "$DRIVER_URL has the digest $(sha256sum "$file" | cut -d' ' -f1), not jdbcDriver.sha256 ($DRIVER_SHA256)" >&2
  rm -f "$file"
  exit 1
fi
