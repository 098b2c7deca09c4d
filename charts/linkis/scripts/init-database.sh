# Makes the tables of Linkis where there are none. The table linkis_chart_tables says how far that came:
# "begun" or "done". Tables without it are somebody's, and stay as they are.
set -euo pipefail
sql() { mysql -h "$DATABASE_HOST" -P "$DATABASE_PORT" -u "$DATABASE_USER" --default-character-set=utf8 "$@"; }
ask() { sql -N -B -e "$1"; }
until ask 'SELECT 1' > /dev/null 2> /tmp/error; do
  if [ $SECONDS -ge "$WAIT_SECONDS" ]; then
    echo "the database $DATABASE_HOST:$DATABASE_PORT did not answer within $WAIT_SECONDS s: $(cat /tmp/error)" >&2
    exit 1
  fi
  echo "waiting for the database $DATABASE_HOST:$DATABASE_PORT"
  sleep 2
done
if [ "$(ask "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = '$DATABASE_NAME'")" = 0 ]; then
  ask "CREATE DATABASE $DATABASE_NAME DEFAULT CHARACTER SET utf8"
fi
has_table() {
  [ "$(ask "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '$DATABASE_NAME' AND table_name = '$1'")" != 0 ]
}
mark() { # state: written as one row, which is all there is
  ask "CREATE TABLE IF NOT EXISTS $DATABASE_NAME.linkis_chart_tables (id INT PRIMARY KEY, state VARCHAR(8) NOT NULL);
    REPLACE INTO $DATABASE_NAME.linkis_chart_tables VALUES (1, '$1')"
}
state=none
if has_table linkis_chart_tables; then
  state="$(ask "SELECT state FROM $DATABASE_NAME.linkis_chart_tables WHERE id = 1")"
elif has_table linkis_ps_configuration_config_key; then
  state=found
fi
case "$state" in
  done) echo "the tables in $DATABASE_NAME are complete: nothing is done" ;;
  found)
    echo "there are tables in $DATABASE_NAME already: nothing is done"
    mark done
    ;;
  begun)
    echo "the tables in $DATABASE_NAME are half made: look why, drop the database and run this again" >&2
    exit 1
    ;;
  *)
    mark begun
    replace=()
    while IFS='=' read -r word text; do
      [ -z "$word" ] || replace+=(-e "s#@$word#$text#g")
    done <<< "$WORDS"
    for part in ddl dml; do
      sed "${replace[@]}" -e '' "$SQL_FOLDER/linkis_$part.sql" > "/tmp/$part.sql"
      sql "$DATABASE_NAME" < "/tmp/$part.sql"
    done
    mark done
    echo "the tables in $DATABASE_NAME are made"
    ;;
esac
if [ "$CLEAR_INSTANCES" = true ]; then
  prefix="$DATABASE_NAME.linkis_cg_manager"
  ask "DELETE FROM ${prefix}_label_value_relation WHERE label_value_key IN ('alias', 'serviceName', 'instance');
    DELETE FROM ${prefix}_label WHERE label_key IN ('engineInstance', 'emInstance')"
  for table in label_service_instance linkis_resources service_instance_metrics lock label_resource \
    service_instance engine_em; do
    ask "DELETE FROM ${prefix}_$table"
  done
  echo "the rows of services that ran before are removed"
fi
