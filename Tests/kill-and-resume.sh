#!/usr/bin/env bash
# Kills a sweep (kill -9) at random moments of its life, from its first file to its last table, resumes it, and compares every file with
# those of a run that nothing disturbed.
#
#   Tests/kill-and-resume.sh [times] [engram]
set -euo pipefail
source "$(dirname "$0")/tiny-sweep.sh"
times=${1:-100}
engram=$(realpath "${2:-$(dirname "$0")/../.build/release/engram}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

tiny_sweep "memories: true" "replicates: 2" > tiny.yaml

run() { (cd "$1" && exec "$engram" sweep run ../tiny.yaml --output sweep --jobs 2 --quiet > /dev/null 2>> ../log.txt); }

mkdir whole
start=$(date +%s%N)
run whole
length=$((($(date +%s%N) - start) / 1000)) # µs
rm -f whole/sweep/.lock
killed=0 early=0
for ((i = 1; i <= times; i++)); do
  rm -rf part
  mkdir part
  # Two kills in a row for every third.
  for ((kills = i % 3 ? 1 : 2; kills > 0; kills--)); do
    (cd part && exec "$engram" sweep run ../tiny.yaml --output sweep --jobs 2 --quiet > /dev/null 2>> ../log.txt) &
    process=$!
    wait_us=$(((RANDOM * 32768 + RANDOM) % (length * 11 / 10)))
    sleep "$(printf '%d.%06d' $((wait_us / 1000000)) $((wait_us % 1000000)))"
    if kill -9 "$process" 2> /dev/null; then killed=$((killed + 1)); fi
    wait "$process" 2> /dev/null || true
  done
  [ -e part/sweep/sweep.json ] || early=$((early + 1))
  if ! run part; then
    echo "kill $i after $wait_us µs: it could not be resumed"
    tail -3 log.txt
    exit 1
  fi
  rm -f part/sweep/.lock
  if ! diff -r whole/sweep part/sweep > difference.txt; then
    echo "kill $i after $wait_us µs: files differ"
    head -20 difference.txt
    exit 1
  fi
done
echo "$times sweeps killed at random moments ($killed kills, $early before the folder was a sweep) and resumed: all files equal"
