# The image of Spark with an entrypoint that starts executors, and with a stand-in for MLSQL where Kolo has
# its jar.
source ./spark.sh
build_mlsql() {
  local version=1 layout="$work/mlsql.oci" jars="$work/mlsql-jars" jar=opt/spark/work-dir/mlsql.jar blob
  is_there mlsql $version && return
  build_spark
  rm -rf "$layout" "$jars"
  inside skopeo copy --quiet --src-tls-verify=false "docker://$REGISTRY/images/spark:4.1.2" "oci:$layout:$version"
  mkdir -p "$jars"
  for blob in $(skopeo inspect --raw "oci:$layout:$version" | jq -r '.layers[].digest'); do
    tar -xzf "$layout/blobs/${blob/://}" -C "$jars" --strip-components=4 --wildcards './opt/spark/jars/*.jar' 2> /dev/null || true
  done
  command -v javac > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless
  fresh mlsql-classes
  javac --release 17 -nowarn -Xlint:none -cp "$jars/*" -d "$work/mlsql-classes" StreamingApp.java
  fresh mlsql
  mkdir -p "$work/mlsql/opt/spark/work-dir"
  (cd "$work/mlsql-classes" && python3 -m zipfile -c "$work/mlsql/$jar" streaming)
  install -m 755 mlsql-entrypoint.sh "$work/mlsql/opt/entrypoint.sh"
  tar --numeric-owner --owner=0 --group=0 --mtime=@0 -C "$work/mlsql" -cf "$work/mlsql.layer.tar" \
    opt/entrypoint.sh "$jar"
  umoci raw add-layer --image "$layout:$version" "$work/mlsql.layer.tar"
  inside skopeo copy --quiet --dest-tls-verify=false "oci:$layout:$version" "docker://$REGISTRY/images/mlsql:$version"
  rm -rf "$layout" "$jars" "$work/mlsql.layer.tar"
}
