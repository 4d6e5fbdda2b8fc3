#!/bin/sh
# Runs the Solidity tests over instrumented code and fails where a line or a branch of our contracts was not reached.
# Left out: SameCode and gas, for the code is another one; and the campaigns, so that what is reached does not hang on chance.
set -eu
cd "$(dirname "$0")/.."
report=target/coverage.lcov
log=target/coverage.log
mkdir -p target
rm -f "$report"
tools/forge.sh coverage --report lcov --report-file "$report" --no-match-contract 'SameCode|Gas|Invariants' >"$log" 2>&1 || {
  cat "$log" >&2
  exit 1
}
awk -F '[:,]' '
  /^SF:/ { file = $2; ours = file ~ /src\/main\/solidity\// ; files += ours }
  /^DA:/ && ours { ++lines; if ($3 == 0) { ++missed; print file ":" $2 ": this line was not reached" } }
  /^BRDA:/ && ours { ++branches; if ($5 == 0 || $5 == "-") { ++missed; print file ":" $2 ": a branch was not taken" } }
  END {
    if (!lines || !branches) { print "coverage: the report holds none of our contracts"; exit 1 }
    print "coverage: " lines " lines and " branches " branches of " files " contracts, " missed + 0 " not reached"
    exit missed > 0
  }' "$report"
