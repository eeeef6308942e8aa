#!/bin/sh
# The same questions asked of PostGIS: a private server in a temporary folder, started, measured
# and stopped. Prints a table in the form of truceline_bench's; says so and ends well where PostGIS
# is not installed. Takes --zones, --points, --volumes, --queries as ./dev bench does, or makes the
# reference workload with the bench program. POINTS, NEAR and QUERIES say how much is asked.
set -eu

POINTS=${POINTS:-20000} NEAR=${NEAR:-200} QUERIES=${QUERIES:-2000}
program=$(dirname "$0")/../build/release/truceline_bench
zones="" points="" volumes="" queries=""
while [ $# -gt 0 ]; do
  case $1 in
    --zones) zones=$2; shift ;;
    --points) points=$2; shift ;;
    --volumes) volumes=$2; shift ;;
    --queries) queries=$2; shift ;;
    --only | --json | --help | -h | --write-workload) exit 0 ;;  # not what was asked for
  esac
  shift
done

server=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ ! -x "$server/initdb" ] ||
   ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
  echo "postgis: not installed, left out (Debian: postgresql-15-postgis-3)" >&2
  exit 0
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/postgis-bench.XXXXXX")
chmod 755 "$folder"
mkdir "$folder/server"
as_server=""
if [ "$(id -u)" -eq 0 ]; then  # the server refuses to run as root
  chown postgres "$folder/server"
  as_server="runuser -u postgres --"
fi
stop() {
  $as_server "$server/pg_ctl" -D "$folder/server/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT INT TERM

if [ -z "$zones$volumes" ]; then
  "$program" --write-workload "$folder"
  zones=$folder/zones.geojson points=$folder/points.csv
  volumes=$folder/volumes.ndjson queries=$folder/queries.ndjson
fi

$as_server "$server/initdb" -D "$folder/server/data" -U bench -A trust --no-sync >/dev/null
cat >>"$folder/server/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder/server'
shared_buffers = 1GB
work_mem = 256MB
max_parallel_workers_per_gather = 0
jit = off
fsync = off
CONF
$as_server "$server/pg_ctl" -D "$folder/server/data" -w -l "$folder/server/log" start >/dev/null
sql() { psql -h "$folder/server" -U bench -d postgres -qtAX -v ON_ERROR_STOP=1 "$@"; }

# Runs a query twice, the first to warm up; prints a row: answers and how many a second.
row() {
  sql -c "$4" >/dev/null
  begin=$(date +%s%N)
  answer=$(sql -c "$4")
  end=$(date +%s%N)
  awk -v what="$1" -v way="$2" -v units="$3" -v ns=$((end - begin)) -v answer="$answer" 'BEGIN {
    printf "| %s | %s | %.0f | %.0f | %s |\n", what, way, units / (ns / 1e9), ns / 1e6, answer }'
}

sql -c "CREATE EXTENSION postgis" 2>/dev/null
version=$(sql -c "SELECT 'PostGIS ' || postgis_lib_version() || ', PostgreSQL ' || current_setting('server_version')")
echo
echo "$version, one connection over a local socket, no parallel workers:"
echo
echo "| path | way | per second | one run, ms | answer |"
echo "|---|---|---:|---:|---:|"

if [ -n "$zones" ]; then
  sql -c "CREATE TABLE raw (line json)" -c "\\copy raw FROM '$zones' (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')" \
    -c "CREATE TABLE zones AS SELECT ST_SetSRID(ST_GeomFromGeoJSON(line->'geometry'), 4326) AS geom,
          (line->'properties'->>'from_ms')::bigint AS from_ms,
          (line->'properties'->>'until_ms')::bigint AS until_ms FROM raw" \
    -c "DROP TABLE raw" -c "CREATE TABLE csv (lon float8, lat float8, time_ms bigint)" \
    -c "\\copy csv FROM '$points' (FORMAT csv, HEADER)" \
    -c "CREATE TABLE points AS SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS geom, time_ms
          FROM csv LIMIT $POINTS" \
    -c "CREATE INDEX ON zones USING gist (geom)" -c "ANALYZE"
  count=$(sql -c "SELECT count(*) FROM zones") asked=$(sql -c "SELECT count(*) FROM points")
  row "zones that hold a place now, $count zones, $asked places" "join, ST_Intersects" "$asked" \
    "SELECT count(*) FROM points p JOIN zones z ON ST_Intersects(z.geom, p.geom)
       AND p.time_ms >= z.from_ms AND p.time_ms < z.until_ms"
  row "zones that hold a place at any time, $count zones, $asked places" "join, ST_Intersects" \
    "$asked" "SELECT count(*) FROM points p JOIN zones z ON ST_Intersects(z.geom, p.geom)"
  sql -c "CREATE INDEX ON zones USING gist ((geom::geography))" -c "ANALYZE zones"
  row "zones within 1 km, $count zones, $NEAR places" "join, ST_DWithin of geography" "$NEAR" \
    "SELECT count(*) FROM (SELECT * FROM points LIMIT $NEAR) p
       JOIN zones z ON ST_DWithin(z.geom::geography, p.geom::geography, 1000)"
fi

load_volumes() {  # table, file
  sql -c "CREATE TABLE raw (line json)" \
    -c "\\copy raw FROM '$2' (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')" \
    -c "CREATE TABLE $1 AS SELECT ST_SetSRID(ST_GeomFromGeoJSON(line->'geometry'), 4326) AS geom,
          int8range((line->'properties'->>'from_ms')::bigint,
                    (line->'properties'->>'until_ms')::bigint) AS time,
          (line->'properties'->>'floor_cm')::int AS floor_cm,
          (line->'properties'->>'ceiling_cm')::int AS ceiling_cm FROM raw" -c "DROP TABLE raw"
}
if [ -n "$volumes" ]; then
  load_volumes volumes "$volumes"
  load_volumes queries "$queries"
  sql -c "CREATE INDEX ON volumes USING gist (geom, time)" -c "ANALYZE"
  count=$(sql -c "SELECT count(*) FROM volumes")
  asked=$(sql -c "SELECT count(*) FROM (SELECT 1 FROM queries LIMIT $QUERIES) q")
  row "volumes that meet one, of $count volumes, $asked questions" "join, gist (geom, time)" \
    "$asked" "SELECT count(*) FROM (SELECT * FROM queries LIMIT $QUERIES) q JOIN volumes v
       ON v.geom && q.geom AND v.time && q.time AND v.floor_cm <= q.ceiling_cm
       AND q.floor_cm <= v.ceiling_cm AND ST_Intersects(v.geom, q.geom)"
fi
