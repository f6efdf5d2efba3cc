// Skips steps in which no state can change.

// After a step that changed something, this many steps are computed before the next test for rest.
enum { BETWEEN_TRIES = 64, MOST_PARTS = 2 + 2 * MOST_RECEPTORS };

// Whether a step without input leaves a population as it is. Computes the step (after `settle`) and, where anything changed, restores the
// values before it.
static int is_still(engram_population *p) {
  if (p->model == ENGRAM_SOURCE_POISSON || p->model == ENGRAM_SOURCE_GIVEN) return 1;
  float *part[MOST_PARTS];
  size_t parts = 0;
  part[parts++] = p->v;
  if (p->w) part[parts++] = p->w;
  for (uint32_t k = 0; k < p->receptors; k++) {
    part[parts++] = p->receptor[k].g;
    if (p->receptor[k].rise) part[parts++] = p->receptor[k].rise;
  }
  for (size_t at = 0; at < p->padded; at += GROUP * LANES) {
    vi before[MOST_PARTS][GROUP], changed = {0};
    int32_t spikes[(GROUP + 1) * LANES];
    for (size_t k = 0; k < parts; k++) memcpy(before[k], part[k] + at, sizeof before[k]);
    settle(p, at, at + GROUP * LANES);
    const size_t found = update_part(p, at, at + GROUP * LANES, spikes);
    for (size_t k = 0; k < parts; k++)
      for (size_t t = 0; t < GROUP; t++) {
        const vi after = *(const vi *)(part[k] + at + t * LANES), old = before[k][t];
        changed |= (vi)(after != old) & ~((vi)((vf)after != (vf)after) & (vi)((vf)old != (vf)old));
      }
    if (found == 0 && !__builtin_reduce_or(changed)) continue;
    for (size_t k = 0; k < parts; k++) memcpy(part[k] + at, before[k], sizeof before[k]);
    return 0;
  }
  return 1;
}

// Steps until a given spike leaves, `left` at most.
INLINE size_t until_given(engram_spiking_network *net, size_t left) {
  for (size_t i = 0; i < net->population_count; i++) {
    engram_population *p = net->populations + i;
    if (p->model != ENGRAM_SOURCE_GIVEN) continue;
    while (p->next < p->given && p->given_step[p->next] < net->now) p->next++;
    if (p->next < p->given && (uint64_t)(p->given_step[p->next] - net->now) < left)
      left = (size_t)(p->given_step[p->next] - net->now);
  }
  return left;
}

// If no spike is in transit and a step changes no state but the decay factors of traces, skips to the step of the next given spike, at most
// `left` steps. Returns the number of steps skipped.
static size_t rest(engram_spiking_network *net, size_t left) {
  if (net->restless || net->now < net->next_try) return 0;
  left = until_given(net, left);
  if (left == 0) return 0;
  for (size_t i = 0; i < net->population_count; i++)
    if (!is_still(net->populations + i)) {
      net->next_try = net->now + BETWEEN_TRIES;
      return 0;
    }
  for (size_t i = 0; i < net->pathway_count; i++) {
    engram_pathway *path = net->pathways + i;
    if (path->plasticity)
      for (size_t step = 0; step < left; step++) age(path, net->populations + path->target, net->now + (int64_t)step);
  }
  net->now += (int64_t)left;
  return left;
}
