#!/bin/sh
# The default night, engram and its NumPy twin in turn, so that a machine whose speed drifts still gives a fair ratio.
# usage: Benchmarks/compare.sh [rounds]; then the sizes and kernel variants of engram alone.
set -eu
cd "$(dirname "$0")/.."
engram=.build/release/EngramBenchmark
if python3 -c 'import numpy' 2> /dev/null; then
  for _ in $(seq "${1:-5}"); do
    "$engram" --json
    python3 Benchmarks/night_numpy.py night --subjects 10
  done | python3 -c '
import json, statistics, sys
rows = [json.loads(line) for line in sys.stdin]
pairs = list(zip(rows[::2], rows[1::2]))
for name, unit in (("night_ms_median", "ms a night"), ("cortex_recall_us", "us a cortex-alone recall")):
    ours, theirs = [a[name] for a, _ in pairs], [b[name] for _, b in pairs]
    ratios = [b / a for a, b in zip(ours, theirs)]
    print(f"{unit}: engram {statistics.median(ours):.2f} ({min(ours):.2f} to {max(ours):.2f}), NumPy {statistics.median(theirs):.1f} "
          f"({min(theirs):.1f} to {max(theirs):.1f}); ratio {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}), {len(pairs)} rounds")
'
else
  echo "numpy is not installed: engram alone"
fi
"$engram" --sizes 1 2 4 8
for variant in avx2 default; do "$engram" --kernels "$variant" 2> /dev/null || true; done
