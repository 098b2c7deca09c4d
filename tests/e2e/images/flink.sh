# As the official flink image: /opt/flink with the distribution's scripts and jars, /docker-entrypoint.sh,
# user flink (9999:9999). Jars and scripts come from PyFlink's packages; the examples are our own, in no
# package there.
source ./java.sh
build_flink() {
  local version="${FLINK_VERSION:-1.20.5}" files home
  files="$work/flink-$version"
  is_there flink "$version" && return
  base_java
  if [ ! -d "$files" ]; then
    rm -rf "$files.new" && mkdir -p "$files.new/download"
    pip download -q --no-deps --no-binary :all: -d "$files.new/download" "apache-flink-libraries==$version"
    pip download -q --no-deps --only-binary :all: --python-version 3.11 --platform manylinux1_x86_64 \
      -d "$files.new/download" "apache-flink==$version"
    tar -xzf "$files.new/download"/apache_flink_libraries-*.tar.gz -C "$files.new" --strip-components=2 --wildcards '*/deps/*'
    python3 -m zipfile -e "$files.new/download"/apache_flink-*.whl "$files.new/python"
    cp "$files.new/python/pyflink/bin"/* "$files.new/bin/"
    mv "$files.new/python/pyflink/conf" "$files.new/conf"
    rm -r "$files.new/download" "$files.new/python"
    mv "$files.new" "$files"
  fi
  fresh flink
  home="$work/flink/opt/flink"
  mkdir -p "$home"/{log,usrlib,examples/streaming}
  cp -r "$files"/{bin,conf,lib,opt,plugins} "$home/"
  chmod 755 "$home/bin"/*
  command -v javac > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless
  fresh flink-examples
  javac --release 11 -nowarn -Xlint:none -cp "$files/lib/*" -d "$work/flink-examples" TopSpeedWindowing.java WordCount.java
  local example
  for example in windowing/TopSpeedWindowing wordcount/WordCount; do
    printf 'Manifest-Version: 1.0\nMain-Class: org.apache.flink.streaming.examples.%s\n' "${example/\//.}" > "$work/flink-manifest"
    jar -c -f "$home/examples/streaming/${example#*/}.jar" -m "$work/flink-manifest" \
      -C "$work/flink-examples" "org/apache/flink/streaming/examples/${example%/*}"
  done
  # The official image has the addresses of its configuration changed like this.
  sed -i -E 's/^( *(rest\.)?(bind-host|bind-address|address)): localhost$/\1: 0.0.0.0/; /^  host: localhost$/d' "$home/conf/config.yaml"
  cp flink-entrypoint.sh "$work/flink/docker-entrypoint.sh"
  chmod 755 "$work/flink/docker-entrypoint.sh"
  user "$work/flink" flink 9999 9999
  sed -i 's|:/home/flink:|:/opt/flink:|' "$work/flink/etc/passwd"
  chown -R 0:0 "$work/flink"
  chown -R 9999:9999 "$home"
  push flink "$version" "$work/java.tar" "$work/flink" -- --config.env FLINK_HOME=/opt/flink \
    --config.env "PATH=/opt/flink/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    --config.env JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 --config.entrypoint /docker-entrypoint.sh \
    --config.cmd help --config.workingdir /opt/flink --config.user flink
}
