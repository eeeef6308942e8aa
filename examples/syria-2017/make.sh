#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes the example mission in this folder: ledger.sqlite, keys/ and the map layers. Does nothing
# where a ledger of this program's format is there already. Everything is made in a temporary folder beside the files and
# moved at the end, so that a failure leaves no half-made mission.
#
#   ./make.sh                            with ../../build/release/truceline
#   TRUCELINE=/path/to/truceline ./make.sh
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
truceline=${TRUCELINE:-$here/../../build/release/truceline}

complain() {
  printf '%s\n' "make.sh: $1" >&2
  exit 2
}

# An example of an older format holds nothing that is not made here again.
is_of_an_older_format() {
  "$truceline" log --limit 1 --mission "$here" 2>&1 >/dev/null | grep -q 'an older Truceline' && return
  [ -e "$here/keys/log.key" ] && [ "$(head -n 1 "$here/keys/log.key")" != truceline-key/2 ]
}
if [ -e "$here/ledger.sqlite" ] && command -v "$truceline" >/dev/null && is_of_an_older_format; then
  echo "The example mission was made by an older Truceline: making it anew"
  rm -rf "$here/keys" "$here/log.vkey" "$here"/ledger.sqlite*
fi
[ -e "$here/ledger.sqlite" ] && {
  echo "The example mission is there already: $here/ledger.sqlite"
  exit 0
}
[ -e "$here/keys" ] && complain "keys/ is there without its ledger: move it away, then run me again"
command -v "$truceline" >/dev/null || complain "no program at $truceline: run ./dev build first"
command -v python3 >/dev/null || complain "python3 is missing: apt-get install python3"

making=$(mktemp -d "$here/.making.XXXXXX")
trap 'rm -rf "$making"' EXIT
trap 'exit 130' HUP INT TERM

python3 "$here/make_layers.py"
python3 "$here/make_statements.py" >"$making/statements.ndjson"
cp -R "$here/mission.yaml" "$here/agreements" "$here/layers" "$making/"

"$truceline" init "$making" --no-passphrase
# In the order of their dates: a later agreement may use the zones of an earlier one.
"$truceline" say agreement "$making/agreements/cessation-2016.yaml" \
  "$making/agreements/nationwide-2016.yaml" "$making/agreements/astana-2017.yaml" \
  "$making/agreements/idleb-2018.yaml" --mission "$making" --audience public
"$truceline" say --batch "$making/statements.ndjson" --mission "$making"

# The ledger last: where it is, everything is.
mv "$making/keys" "$here/keys"
mv "$making/log.vkey" "$here/log.vkey"
for beside in "$making"/ledger.sqlite-*; do
  [ ! -e "$beside" ] || mv "$beside" "$here/"
done
mv "$making/ledger.sqlite" "$here/ledger.sqlite"
echo "The example mission is made: $here"
