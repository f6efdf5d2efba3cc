# tiny_sweep [WORDS…]: a sweep of 128 points that take milliseconds, on stdout; WORDS are further lines of its 'sweep'. To be sourced.
tiny_sweep() {
  cat <<'YAML'
format: 1
name: tiny
subjects: 2
brain: {size: 0.5}
materials: {m: {generator: categories, categories: 2, exemplars: 2}}
timeline:
  - study: {materials: m, strength: 0.5, epochs: 1}
  - sleep: {replay: {nrem: 4, rem: 2}}
  - probe: {label: morning, lesions: [none, hippocampus]}
analysis: {retrievals: 1, lures: 0}
sweep:
YAML
  if [ $# -gt 0 ]; then printf '  %s\n' "$@"; fi
  cat <<'YAML'
  vary:
    nrem: {path: timeline.2.sleep.replay.nrem, from: 0, to: 15, steps: 16}
    rate: {path: brain.pathways.cortical_output.nrem_rate, from: 0.005, to: 0.04, steps: 8, scale: log}
  outcomes:
    kept: "kept(morning)"
    cortex: "recall(morning, lesion: hippocampus)"
YAML
}
