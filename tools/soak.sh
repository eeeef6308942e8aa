#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Treats a mission badly for a while: imports that are killed at random moments and run again, a
# server that answers meanwhile, and after each round a full verification. Ends with an error at
# the first fault. `./dev soak [MINUTES]` runs it with the release build.
#
#   tools/soak.sh PROGRAM MINUTES
set -eu

program=$1
minutes=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
server=""
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' HUP INT TERM

# Reports nobody made: one for each hour from a fixed day on, in our own columns.
make_reports() {
  awk -v rows="$1" 'BEGIN {
    print "id,event,date_from,date_to,latitude,longitude,place,precision,side_a,side_b,source"
    for (i = 0; i < rows; i++)
      printf "soak-%d,shelling,2017-06-%02d,2017-06-%02d,35.%06d,36.%06d,field %d,exact,north,south,soak\n",
        i, i % 28 + 1, i % 28 + 1, i * 7919 % 1000000, i * 104729 % 1000000, i % 97
  }'
}

memory_kib() { awk '/^VmRSS/ {print $2}' "/proc/$server/status"; }

mission=$work/mission
mkdir "$mission"
cp "$here/../examples/syria-2017/mission.yaml" "$mission/"
sed -i '/^layers:/,$d' "$mission/mission.yaml"
"$program" init "$mission" --no-passphrase >/dev/null 2>&1
"$program" serve "$mission" --port 8931 >"$work/server.log" 2>&1 &
server=$!
sleep 2
first_kib=$(memory_kib)

ends=$(($(date +%s) + minutes * 60))
round=0
while [ "$(date +%s)" -lt "$ends" ]; do
  round=$((round + 1))
  make_reports $((round * 2000)) >"$work/reports.csv"
  for delay in 0.05 0.1 0.2 0.4; do
    "$program" import reports "$work/reports.csv" --mission "$mission" --audience public \
      >/dev/null 2>&1 &
    import=$!
    sleep "$delay"
    kill -9 "$import" 2>/dev/null || true
    wait "$import" 2>/dev/null || true
  done
  "$program" import reports "$work/reports.csv" --mission "$mission" --audience public >/dev/null
  "$program" verify "$mission" >"$work/verify.log" || { cat "$work/verify.log"; exit 1; }
  entries=$("$program" log --mission "$mission" --limit 1 --json | sed 's/.*"total": *\([0-9]*\).*/\1/' | head -n 1)
  echo "round $round: $entries entries, verified; server at $(memory_kib) KiB (began at $first_kib)"
  kill -0 "$server" || { cat "$work/server.log"; exit 1; }
  [ "$round" -lt 10 ] || round=0
done
echo "soak: no fault"
