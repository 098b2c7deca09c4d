# As ghcr.io/apache/linkis/linkis: /opt/linkis with lib, conf and db, user hadoop (9001:0), bash as the
# entrypoint, mysql and curl. Eureka is Linkis' own, the newest that is on Maven; of the other services
# Maven has parts only, so each main class is a stand-in (LinkisService.java) that reads the same files.
# linkis-web is nginx as in the official image, linkis-driver holds the JDBC driver, mysql stands for MySQL
# by MariaDB with the variables of the official image.
source ./java.sh
build_linkis() {
  local version=1.8.0 class name folder file
  is_there linkis $version && return
  base linkis openjdk-17-jre-headless,procps,curl,ca-certificates,mariadb-client
  # Its own gson is too old for its Spring; the distribution of Linkis has another as well.
  jars "$work/linkis-eureka-jars" org.apache.linkis:linkis-eureka:1.1.0 com.google.code.gson:gson:2.8.9
  command -v javac > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless
  fresh linkis
  folder="$work/linkis/opt/linkis"
  mkdir -p "$folder"/{conf/nacos,db,lib/linkis-commons/public-module,lib/linkis-spring-cloud-services/linkis-mg-eureka} \
    "$work/linkis"/{etc/linkis-conf,var/logs/linkis}
  cp "$work/linkis-eureka-jars"/*.jar "$folder/lib/linkis-spring-cloud-services/linkis-mg-eureka/"
  fresh linkis-classes
  mkdir -p "$work/linkis-classes/in" "$work/linkis-classes/out"
  cp LinkisService.java "$work/linkis-classes/in/"
  for class in gateway.springcloud.LinkisGatewayApplication filesystem.LinkisPublicServiceApp \
    manager.LinkisManagerApplication entrance.LinkisEntranceApplication ecm.server.LinkisECMApplication; do
    name="${class##*.}"
    # A class of a package cannot name one without: it is called by its name.
    printf 'package org.apache.linkis.%s;\npublic class %s { public static void main(String[] a) throws Exception { Class.forName("LinkisService").getMethod("run").invoke(null); } }\n' \
      "${class%.*}" "$name" > "$work/linkis-classes/in/$name.java"
  done
  javac --release 8 -nowarn -Xlint:none -d "$work/linkis-classes/out" "$work/linkis-classes/in"/*.java 2> /dev/null \
    || javac --release 17 -nowarn -Xlint:none -d "$work/linkis-classes/out" "$work/linkis-classes/in"/*.java
  file="$folder/lib/linkis-commons/public-module/stand-in.jar"
  (cd "$work/linkis-classes/out" && python3 -m zipfile -c "$file" *)
  for name in linkis-spring-cloud-services/linkis-mg-gateway linkis-public-enhancements/linkis-ps-publicservice \
    linkis-computation-governance/linkis-cg-linkismanager linkis-computation-governance/linkis-cg-entrance \
    linkis-computation-governance/linkis-cg-engineconnmanager; do
    mkdir -p "$folder/lib/$name"
    cp "$file" "$folder/lib/$name/"
  done
  # No line end at the end, as a file may have none.
  printf 'wds.linkis.server.version=v1\nwds.linkis.server.mybatis.datasource.url=' > "$folder/conf/linkis.properties"
  for name in mg-gateway ps-publicservice cg-linkismanager cg-entrance cg-engineconnmanager; do
    echo 'spring.server.port=1' > "$folder/conf/linkis-$name.properties"
  done
  cat > "$folder/db/linkis_ddl.sql" <<'S'
DROP TABLE IF EXISTS `linkis_ps_configuration_config_key`;
CREATE TABLE `linkis_ps_configuration_config_key` (`id` bigint(20) NOT NULL AUTO_INCREMENT, `key` varchar(50), PRIMARY KEY (`id`));
DROP TABLE IF EXISTS `linkis_cg_rm_external_resource_provider`;
CREATE TABLE `linkis_cg_rm_external_resource_provider` (`id` int(10) NOT NULL AUTO_INCREMENT, `resource` varchar(200), PRIMARY KEY (`id`));
S
  echo "INSERT INTO \`linkis_cg_rm_external_resource_provider\` (\`resource\`) VALUES ('@YARN_RESTFUL_URL on @HADOOP_VERSION');" > "$folder/db/linkis_dml.sql"
  mkdir -p "$work/linkis/etc"
  { tar -xf "$work/linkis.tar" -O ./etc/passwd; echo "hadoop:x:9001:0::/home/hadoop:/bin/bash"; } > "$work/linkis/etc/passwd"
  chown -R 0:0 "$work/linkis"
  chown -R 9001:0 "$work/linkis/opt/linkis" "$work/linkis/etc/linkis-conf" "$work/linkis/var/logs/linkis"
  push linkis $version "$work/linkis.tar" "$work/linkis" -- --config.env LINKIS_HOME=/opt/linkis \
    --config.env LINKIS_CONF_DIR=/etc/linkis-conf --config.env JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 \
    --config.entrypoint /bin/bash --config.workingdir /opt/linkis --config.user hadoop
}

build_linkis-web() {
  is_there linkis-web 1.8.0 && return
  base linkis-web nginx-light,curl
  fresh linkis-web
  mkdir -p "$work/linkis-web"/{etc/nginx/conf.d,opt/linkis-web,var/cache/nginx}
  echo '<title>Linkis</title>' > "$work/linkis-web/opt/linkis-web/index.html"
  cat > "$work/linkis-web/etc/nginx/nginx.conf" <<'N'
pid /var/run/nginx.pid;
error_log /dev/stderr notice;
events { worker_connections 256; }
http {
  access_log /dev/stdout;
  client_body_temp_path /var/cache/nginx/client_temp;
  proxy_temp_path /var/cache/nginx/proxy_temp;
  fastcgi_temp_path /var/cache/nginx/fastcgi_temp;
  uwsgi_temp_path /var/cache/nginx/uwsgi_temp;
  scgi_temp_path /var/cache/nginx/scgi_temp;
  include /etc/nginx/conf.d/*.conf;
}
N
  push linkis-web 1.8.0 "$work/linkis-web.tar" "$work/linkis-web" -- --config.cmd nginx --config.cmd -g --config.cmd "daemon off;"
}

build_linkis-driver() {
  is_there linkis-driver 8.0.33 && return
  base busybox busybox-static
  jars "$work/mysql-driver" com.mysql:mysql-connector-j:8.0.33
  fresh linkis-driver
  cp "$work/mysql-driver"/mysql-connector-j-8.0.33.jar "$work/linkis-driver/driver.jar"
  chmod 644 "$work/linkis-driver/driver.jar"
  push linkis-driver 8.0.33 "$work/busybox.tar" "$work/linkis-driver" -- --config.user 1000:1000
}

build_mysql() {
  local version=8.0.44
  is_there mysql $version && return
  base mariadb mariadb-server
  fresh mysql
  mkdir -p "$work/mysql/usr/local/bin" "$work/mysql/var/run/mysqld" "$work/mysql/etc"
  cat > "$work/mysql/usr/local/bin/docker-entrypoint.sh" <<'S'
#!/usr/bin/env bash
# The variables of the official image of MySQL, for MariaDB: a user and a database at the first start.
set -e
data=/var/lib/mysql
options=(--no-defaults --datadir=$data --socket=/var/run/mysqld/mysqld.sock --pid-file=/var/run/mysqld/mysqld.pid --bind-address=0.0.0.0 --skip-name-resolve)
if [ ! -d $data/mysql ]; then
  mariadb-install-db --no-defaults --datadir=$data --skip-test-db --auth-root-authentication-method=normal > /tmp/install.log 2>&1 || { cat /tmp/install.log; exit 1; }
  mariadbd "${options[@]}" --skip-networking &
  until mariadb --no-defaults --socket=/var/run/mysqld/mysqld.sock -u root -e 'SELECT 1' > /dev/null 2>&1; do sleep 0.3; done
  password="${MYSQL_PASSWORD//\\/\\\\}"
  password="${password//\'/\'\'}"
  mariadb --no-defaults --socket=/var/run/mysqld/mysqld.sock -u root <<Q
CREATE DATABASE \`$MYSQL_DATABASE\`;
CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$password';
GRANT ALL ON \`$MYSQL_DATABASE\`.* TO '$MYSQL_USER'@'%';
Q
  kill %1 && wait %1 || true
fi
exec mariadbd "${options[@]}"
S
  chmod 755 "$work/mysql/usr/local/bin/docker-entrypoint.sh"
  { tar -xf "$work/mariadb.tar" -O ./etc/passwd | grep -v '^mysql:'; echo "mysql:x:999:999::/var/lib/mysql:/bin/bash"; } > "$work/mysql/etc/passwd"
  { tar -xf "$work/mariadb.tar" -O ./etc/group | grep -v -e '^mysql:' -e ':999:'; echo "mysql:x:999:"; } > "$work/mysql/etc/group"
  push mysql $version "$work/mariadb.tar" "$work/mysql" -- --config.entrypoint /usr/local/bin/docker-entrypoint.sh
}

# As the images of Linkis 0.x, one tag for each service: its own command reads /opt/ihome/conf, listens on
# START_PORT and registers itself with the Eureka of eurekaurl. The tag eureka is Eureka.
build_linkis-old() {
  local name services
  is_there linkis-old ujes-spark-entrance && return
  build_linkis
  base linkis-old curl,ca-certificates,busybox-static,procps,openjdk-17-jre-headless
  services="emr-base-spark2.4.4 gateway metadata publicservice resourcemanager cs-server bml dsm-server mdm-server
    mdm-service-hive mdm-service-mysql ujes-hive-enginemanager ujes-hive-entrance ujes-jdbc-entrance ujes-mlsql-entrance
    ujes-pipeline-enginemanager ujes-pipeline-entrance ujes-python-enginemanager ujes-python-entrance
    ujes-shell-enginemanager ujes-shell-entrance ujes-spark-enginemanager eureka ujes-spark-entrance"
  for name in $services; do
    fresh linkis-old
    mkdir -p "$work/linkis-old"/opt/ihome/{conf,bin,lib} "$work/linkis-old"/var/logs/linkis "$work/linkis-old"/opt/{hadoop,hive,spark}
    if [ "$name" = eureka ]; then
      cp "$work/linkis-eureka-jars"/*.jar "$work/linkis-old/opt/ihome/lib/"
      cat > "$work/linkis-old/opt/ihome/bin/start.sh" <<'S'
#!/usr/bin/env bash
exec java -Xmx160m --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED -cp "/opt/ihome/conf:/opt/ihome/lib/*" \
  org.apache.linkis.eureka.SpringCloudEurekaApplication --spring.application.name=eureka --server.port="$START_PORT" \
  --eureka.client.register-with-eureka=false --eureka.client.fetch-registry=false --eureka.server.enable-self-preservation=false
S
    else
      printf '#!/usr/bin/env bash\nSERVICE=%s\n' "$name" > "$work/linkis-old/opt/ihome/bin/start.sh"
      cat >> "$work/linkis-old/opt/ihome/bin/start.sh" <<'S'
set -e
conf=/opt/ihome/conf/linkis.properties
keys="wds.linkis.gateway.url wds.linkis.server.mybatis.datasource.url"
[ "$SERVICE" = gateway ] || keys+=" wds.linkis.server.mybatis.datasource.password"
for key in $keys; do
  grep -q "^$key=..*" $conf || { echo "$conf has no $key" >&2; exit 1; }
done
for folder in /opt/hadoop/hadoop-2.7.7 /opt/hive/apache-hive-2.3.6-bin /opt/spark/spark-2.4.4-bin-hadoop2.7; do
  [ -d $folder ] || { echo "$folder is not there" >&2; exit 1; }
done
[ "$EUREKA_URL" = "$eurekaurl" ]
mkdir -p /tmp/pages && echo "$SERVICE" > /tmp/pages/index.html
busybox httpd -p "$START_PORT" -h /tmp/pages
ip="$(hostname -i)" app="${SERVICE^^}"
body="{\"instance\":{\"instanceId\":\"$ip:$SERVICE:$START_PORT\",\"hostName\":\"$ip\",\"app\":\"$app\",\"ipAddr\":\"$ip\",\"vipAddress\":\"$SERVICE\",\"status\":\"UP\",\"port\":{\"\$\":$START_PORT,\"@enabled\":\"true\"},\"dataCenterInfo\":{\"@class\":\"com.netflix.appinfo.InstanceInfo\$DefaultDataCenterInfo\",\"name\":\"MyOwn\"}}}"
trap 'curl -s -X DELETE "${eurekaurl}apps/$app/$ip:$SERVICE:$START_PORT"; exit 0' TERM
while true; do
  code="$(curl -s -o /dev/null -w '%{http_code}' -X PUT "${eurekaurl}apps/$app/$ip:$SERVICE:$START_PORT" || true)"
  if [ "$code" != 200 ]; then
    echo "registers: $(curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -d "$body" "${eurekaurl}apps/$app" || true)"
  fi
  sleep 10 & wait $!
done
S
    fi
    chmod 755 "$work/linkis-old/opt/ihome/bin/start.sh"
    mkdir -p "$work/linkis-old/etc"
    { tar -xf "$work/linkis-old.tar" -O ./etc/passwd; echo "linkis:x:9001:0::/opt/ihome:/bin/bash"; } > "$work/linkis-old/etc/passwd"
    chown -R 0:0 "$work/linkis-old"
    chown -R 9001:0 "$work/linkis-old/opt/ihome" "$work/linkis-old/var/logs/linkis"
    push linkis-old "$name" "$work/linkis-old.tar" "$work/linkis-old" -- --config.entrypoint /opt/ihome/bin/start.sh --config.user linkis
  done
}
