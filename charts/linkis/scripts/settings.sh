# Puts together the configuration of a service: the image's files, over them the chart's, and the
# properties that come from Secrets. What stands last in a properties file counts.
set -euo pipefail
rm -rf /settings/*
if [ -n "$IMAGE_CONFIG" ] && [ -d "$IMAGE_CONFIG" ]; then
  cp -rL "$IMAGE_CONFIG/." /settings/
  chmod -R u+w /settings/*
  if [ "$DISCOVERY" = nacos ] && [ -d /settings/nacos ]; then cp -r /settings/nacos/. /settings/; fi
fi
for file in /config/*; do
  name="${file##*/}"
  case "$name" in
    *.properties)
      [ ! -s "/settings/$name" ] || echo >> "/settings/$name"
      cat "$file" >> "/settings/$name"
      ;;
    *) cat "$file" > "/settings/$name" ;;
  esac
done
index=0
for name in $SECRET_NAMES; do
  variable="SECRET_$index"
  value="${!variable}"
  printf '%s=%s\n' "$name" "${value//\\/\\\\}" >> /settings/linkis.properties
  index=$((index + 1))
done
echo "settings: $(ls /settings | tr '\n' ' ')"
