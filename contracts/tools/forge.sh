#!/bin/sh
# forge from the npm package, in this module's directory: tools/forge.sh test -vvv --match-test pushTwice
set -eu
cd "$(dirname "$0")/.."
for forge in node_modules/@foundry-rs/forge-*/bin/forge; do
  [ -x "$forge" ] && exec "$forge" "$@"
done
echo "There is no forge in contracts/node_modules; run 'mvn -pl contracts package' first" >&2
exit 1
