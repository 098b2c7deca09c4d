# Java, with stand-ins for CLIC's two jars.
source ./java.sh
build_clic() {
  local class part
  is_there clic 1 && return
  base_java
  command -v javac > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless
  fresh clic
  mkdir -p "$work/clic/opt/clic"
  for part in master shell; do
    class="Clic${part^}"
    fresh "clic-$part"
    javac --release 17 -d "$work/clic-$part" "$class.java"
    (cd "$work/clic-$part" && jar --create --file "$work/clic/opt/clic/clic-$part.jar" --main-class "$class" ./*.class)
  done
  user "$work/clic" clic 1000 1000
  chown -R 0:0 "$work/clic"
  push clic 1 "$work/java.tar" "$work/clic" --
}
