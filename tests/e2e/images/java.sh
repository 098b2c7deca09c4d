# What the Java images share: Debian with a Java 17 runtime, and jars from Maven.
base_java() { base java openjdk-17-jre-headless,procps,curl,ca-certificates; }

jars() { # folder, group:artifact:version...: the artefacts with all they need
  local folder="$1" artefact group name version
  shift
  [ -d "$folder" ] && return
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>e2e</groupId><artifactId>jars</artifactId><version>1</version><dependencies>'
    for artefact in "$@"; do
      IFS=: read -r group name version <<< "$artefact"
      echo "<dependency><groupId>$group</groupId><artifactId>$name</artifactId><version>$version</version></dependency>"
    done
    echo '</dependencies></project>'
  } > "$work/pom.xml"
  command -v mvn > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends maven
  mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$folder.new"
  mv "$folder.new" "$folder"
}

user() { # folder, name, uid, gid: adds a user to the accounts of the Java base
  mkdir -p "$1/etc"
  { tar -xf "$work/java.tar" -O ./etc/passwd; echo "$2:x:$3:$4::/home/$2:/bin/bash"; } > "$1/etc/passwd"
  { tar -xf "$work/java.tar" -O ./etc/group | grep -v ":x:$4:"; echo "$2:x:$4:"; } > "$1/etc/group"
}
