# As the official spark image: /opt/spark, an entrypoint that passes commands on, user spark
# (185:185). The files come from PySpark's source package; SparkPi is our own, in no package there.
source ./java.sh
build_spark() {
  local version=4.1.2
  is_there spark $version && return
  base java-python openjdk-17-jre-headless,procps,curl,ca-certificates,python3-minimal
  if [ ! -d "$work/pyspark-$version" ]; then
    rm -rf "$work/pyspark.new" && mkdir -p "$work/pyspark.new"
    pip download -q --no-deps --no-binary :all: -d "$work/pyspark.new" pyspark==$version
    tar -xzf "$work/pyspark.new"/pyspark-*.tar.gz -C "$work/pyspark.new" --strip-components=1
    rm "$work/pyspark.new"/pyspark-*.tar.gz
    mv "$work/pyspark.new" "$work/pyspark-$version"
  fi
  fresh spark
  mkdir -p "$work/spark/opt/spark"/{jars,bin,sbin,examples/jars,work-dir}
  cp -r "$work/pyspark-$version/deps/jars"/* "$work/spark/opt/spark/jars/"
  cp "$work/pyspark-$version/deps/bin"/* "$work/spark/opt/spark/bin/"
  command -v javac > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless
  fresh spark-pi
  javac --release 17 -nowarn -Xlint:none -cp "$work/pyspark-$version/deps/jars/*" -d "$work/spark-pi" SparkPi.java
  (cd "$work/spark-pi" && python3 -m zipfile -c "$work/spark/opt/spark/examples/jars/spark-examples.jar" org)
  printf '#!/usr/bin/env bash\nexec "$@"\n' > "$work/spark/opt/entrypoint.sh"
  chmod 755 "$work/spark/opt/entrypoint.sh" "$work/spark/opt/spark/bin"/*
  user "$work/spark" spark 185 185
  chown -R 0:0 "$work/spark"
  chown 185:185 "$work/spark/opt/spark/work-dir"
  push spark $version "$work/java-python.tar" "$work/spark" -- --config.env SPARK_HOME=/opt/spark \
    --config.env JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 \
    --config.entrypoint /opt/entrypoint.sh --config.workingdir /opt/spark/work-dir --config.user spark
}
