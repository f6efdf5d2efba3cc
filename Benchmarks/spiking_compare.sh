#!/bin/bash
# engram, the C reference and, where they are installed, Brian2 and NEST in turn on the networks of Vogels and Abbott: medians and ratios of CPU
# seconds for each simulated second, one thread.
# NEST= leaves NEST out.
# usage: Benchmarks/spiking_compare.sh [rounds [network...]]; PYTHON names the python that has brian2 and nest, CC the compiler of the reference.
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-5}
[ $# -gt 0 ] && shift
engram=.build/release/EngramBenchmark python=${PYTHON:-python3} folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${CC:-cc}" -O3 -march=native -ffast-math Benchmarks/spiking_reference.c -o "$folder/reference" -lm
brian=yes nest=yes
"$python" -c 'import brian2' 2> /dev/null || { brian=; echo "brian2 is not installed: engram and the reference alone"; }
[ -z "${NEST-yes}" ] && nest= || "$python" -c 'import nest' > /dev/null 2>&1 || { nest=; echo "nest is not installed"; }
[ $# -gt 0 ] || set -- CUBA/4000/80 COBA/4000/80 CUBA/20000/400 COBA/20000/400 CUBA/100000/1000 COBA/100000/1000 \
  COBA/4000/80/stdp COBA/20000/400/stdp
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
for network; do
  IFS=/ read -r model neurons synapses kind <<< "$network"
  seconds=$([ "$neurons" -lt 10000 ] && echo 5 || echo 1)
  rm -rf "$folder/brian"
  [ -z "$brian" ] || "$python" Benchmarks/spiking_brian2.py "$model" "$neurons" "$synapses" "${kind:-static}" "$seconds" \
    "$folder/brian" > "$folder/about" 2> /dev/null
  for _ in $(seq "$rounds"); do
    "$engram" --spiking --network "$network" --seconds "$seconds" --rounds 1
    "$folder/reference" "$model" "$neurons" "$synapses" "${kind:-static}" "$seconds" 1
    [ -z "$brian" ] || (cd "$folder/brian" && ./main > /dev/null 2>&1 && sed "s/}/, \"cpu_s_per_s\": $(cat cpu.txt)}/" "$folder/about")
    # Larger networks take it minutes.
    [ -z "$nest" ] || [ "$neurons" -gt 20000 ] || "$python" Benchmarks/spiking_nest.py "$model" "$neurons" "$synapses" "${kind:-static}" 1 2> /dev/null | grep '^{'
  done > "$folder/rows"
  "$python" -c '
import json, statistics, sys
rows, name = {}, sys.argv[1]
for row in map(json.loads, open(sys.argv[2])):
    rows.setdefault(row["program"], []).append(row)
ours = [row["cpu_s_per_s"] for row in rows["engram"]]
text = f"{name}: engram {statistics.median(ours):.4f} ({min(ours):.4f} to {max(ours):.4f})"
for peer in ("reference", "brian2", "nest"):
    if peer in rows:
        theirs = [row["cpu_s_per_s"] for row in rows[peer]]
        text += f"; {peer} {statistics.median(theirs):.4f}, {statistics.median(theirs) / statistics.median(ours):.2f} times as long"
for title, key in (("Hz", "rate_hz"), ("peak MB", "peak_mb")):
    text += f"; {title} " + ", ".join(str(rows[program][-1][key]) for program in rows)
print(text, flush=True)' "$network" "$folder/rows"
done
