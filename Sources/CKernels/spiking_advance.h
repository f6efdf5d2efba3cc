// The loop over steps of one variant.

// Flushes denormal numbers to 0: decaying conductances and traces would reach them, and they cost a hundred times as much.
INLINE uint64_t flush_denormals(void) {
#if defined(__x86_64__)
  const uint32_t before = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr(before | 0x8040);
  return before;
#elif defined(__aarch64__)
  uint64_t before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"(before | (1u << 24)));
  return before;
#else
  return 0;
#endif
}

INLINE void restore_denormals(uint64_t before) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((uint32_t)before);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(before));
#else
  (void)before;
#endif
}

INLINE const int32_t *spikes_of(const engram_population *p, int64_t step, size_t *count) {
  const size_t slot = (size_t)step & p->mask;
  *count = step < 0 ? 0 : p->found[slot];
  return p->ring + p->start[slot];
}

INLINE void fetch_row(const engram_pathway *path, size_t row) {
  const size_t from = path->row[row], to = path->row[row + 1], size = path->wide ? 4 : 2;
  const char *index = path->index;
  const size_t end = to * size < from * size + 512 ? to * size : from * size + 512;
  for (size_t at = from * size; at < end; at += 64) __builtin_prefetch(index + at, 0, 3);
  if (path->weight)
    for (size_t i = from; i < to && i < from + 128; i += 16) __builtin_prefetch(path->weight + i, 1, 3);
}

INLINE void arrive(engram_pathway *path, size_t row, int64_t now) {
  const size_t from = path->row[row], count = path->row[row + 1] - from;
  const uint16_t *short_index = (const uint16_t *)path->index + from;
  const uint32_t *long_index = (const uint32_t *)path->index + from;
  const float scale = path->resources ? path->transmission * release(path->resources, row, now) : path->transmission;
  engram_plasticity *q = path->plasticity;
  if (q) {
    float slope = q->arrival_pair;
    if (q->arrival_triplet != 0) slope += q->arrival_triplet * (q->trace[1][row] * (float)(1 / q->grow[1]));
    slope *= (float)(1 / q->grow[2]);
    const float *trace = q->trace[2];
    if (q->reference) {
      const float fresh = (float)(1 / *q->rate_grow);
      slope *= fresh * fresh;
      trace = q->weighted;
    }
    float *weight = path->weight + from;
    if (path->wide)
      arrive32(path->into, long_index, weight, trace, count, scale, slope, q->arrival, q->low, q->high);
    else
      arrive16(path->into, short_index, weight, trace, count, scale, slope, q->arrival, q->low, q->high);
    q->trace[0][row] += (float)q->grow[0];
    if (q->arrival_triplet != 0) q->trace[1][row] += (float)q->grow[1];
  } else if (path->weight) {
    if (path->wide)
      deliver_each32(path->into, long_index, path->weight + from, count, scale);
    else
      deliver_each16(path->into, short_index, path->weight + from, count, scale);
  } else if (path->wide) {
    deliver32(path->into, long_index, count, scale * path->common);
  } else {
    deliver16(path->into, short_index, count, scale * path->common);
  }
}

// The spikes of a pathway that arrive in step `now`, a number of them.
INLINE const int32_t *arriving(const engram_pathway *path, const engram_population *source, int64_t now, size_t *number) {
  size_t count;
  const int32_t *spikes = spikes_of(source, now - 1 - (int64_t)path->delay, &count);
  if (path->rows < source->count) {
    while (count > 0 && (uint32_t)*spikes < path->first) spikes++, count--;
    while (count > 0 && (uint32_t)spikes[count - 1] - path->first >= path->rows) count--;
  }
  *number = count;
  return spikes;
}

static void deliver(engram_pathway *path, const engram_population *source, int64_t now) {
  size_t count;
  const int32_t *spikes = arriving(path, source, now, &count);
  if (count > 0) fetch_row(path, (uint32_t)spikes[0] - path->first);
  for (size_t i = 0; i < count; i++) {
    if (i + 1 < count) fetch_row(path, (uint32_t)spikes[i + 1] - path->first);
    arrive(path, (uint32_t)spikes[i] - path->first, now);
  }
}

// The step's spikes change the weights onto those that fired.
static void learn(engram_pathway *path, const engram_population *target, int64_t now) {
  engram_plasticity *q = path->plasticity;
  age(path, target, now);
  size_t count;
  const int32_t *spikes = spikes_of(target, now, &count);
  if (count == 0) return;
  const float fresh = (float)(1 / q->grow[0]), slow = (float)(1 / q->grow[3]), add = (float)q->grow[2], add_slow = (float)q->grow[3];
  for (size_t i = 0; i < count; i++) {
    const size_t j = (size_t)spikes[i], from = q->column[j], n = q->column[j + 1] - from;
    float slope = q->spike_pair;
    if (q->spike_triplet != 0) slope += q->spike_triplet * (q->trace[3][j] * slow);
    slope *= fresh;
    if (q->reference) {
      const float post = q->trace[2][j] * (float)(1 / q->grow[2]), pull = q->pull * (post * post * post);
      const float share = pull < 1 ? pull : 1;
      const uint32_t *place = q->place + from, *long_origin = (const uint32_t *)q->origin + from;
      const uint16_t *short_origin = (const uint16_t *)q->origin + from;
      if (path->wide)
        spike_pull32(path->weight, q->reference, place, long_origin, q->trace[0], n, slope, share, q->low, q->high);
      else
        spike_pull16(path->weight, q->reference, place, short_origin, q->trace[0], n, slope, share, q->low, q->high);
    } else if (path->wide)
      spike32(path->weight, q->place + from, (const uint32_t *)q->origin + from, q->trace[0], n, slope, q->spike, q->low, q->high);
    else
      spike16(path->weight, q->place + from, (const uint16_t *)q->origin + from, q->trace[0], n, slope, q->spike, q->low, q->high);
    if (q->bound > 0) limit(path->weight, q->place + from, n, q->bound);
    q->trace[2][j] += add;
    if (q->spike_triplet != 0) q->trace[3][j] += add_slow;
    if (q->reference) {
      q->rate[j] += q->jump * (float)*q->rate_grow;
      weight_by_rate(q, j);
    }
  }
}

// One step of neurons `from` to `to` - 1; writes those that spike and returns their number.
INLINE size_t step_part(engram_population *p, size_t from, size_t to, int32_t *spikes, int64_t now, uint64_t key) {
  if (from >= to) return 0;
  if (now % SETTLING == 0) settle(p, from, to);
  for (uint32_t k = 0; k < p->poissons; k++) poisson_part(p->poisson + k, from, to, p->padded, key, now);
  if (p->refractory > 0) {
    size_t count;
    const int32_t *free = spikes_of(p, now - 1 - p->refractory, &count);
    for (size_t i = 0; i < count; i++)
      if ((size_t)free[i] - from < to - from) p->v[free[i]] = p->reset;
  }
  if (p->kick != 0) jitter(p, from, to, key, now);
  if (p->model == ENGRAM_SOURCE_POISSON) return poisson_source(p, from, to, spikes, key, now);
  if (p->model == ENGRAM_SOURCE_GIVEN) return from == 0 ? given_source(p, spikes, now) : 0;
  return update_part(p, from, to, spikes);
}

// Where a step's spikes go.
INLINE int32_t *begin_spikes(engram_population *p) {
  if (p->cursor + p->padded + LANES > p->capacity) p->cursor = 0;
  return p->ring + p->cursor;
}

INLINE void end_spikes(engram_spiking_network *net, engram_population *p, size_t found, int64_t now) {
  const int32_t *spikes = p->ring + p->cursor;
  if (found > 0) net->next_try = now + 1 + net->memory;
  p->start[(size_t)now & p->mask] = p->cursor;
  p->found[(size_t)now & p->mask] = (uint32_t)found;
  p->cursor += (uint32_t)found;
  if (!p->record_neuron) return;
  for (size_t i = 0; i < found; i++) {
    p->record_neuron[p->recorded + i] = spikes[i];
    p->record_step[p->recorded + i] = (int32_t)(now - p->record_from);
  }
  p->recorded += found;
}

INLINE int is_full(const engram_spiking_network *net) {
  for (size_t i = 0; i < net->population_count; i++) {
    const engram_population *p = net->populations + i;
    if (p->record_neuron && p->recorded + p->padded > p->room) return 1;
  }
  return 0;
}

static size_t advance(engram_spiking_network *net, size_t steps) {
  const uint64_t mode = flush_denormals();
  size_t done = 0;
  while (done < steps && !is_full(net)) {
    const size_t passed = rest(net, steps - done);
    done += passed;
    if (passed > 0) continue;
    for (size_t i = 0; i < net->pathway_count; i++)
      deliver(net->pathways + i, net->populations + net->pathways[i].source, net->now);
    for (size_t i = 0; i < net->population_count; i++) {
      engram_population *p = net->populations + i;
      int32_t *spikes = begin_spikes(p);
      end_spikes(net, p, step_part(p, 0, p->padded, spikes, net->now, net->key), net->now);
    }
    for (size_t i = 0; i < net->pathway_count; i++) {
      engram_pathway *path = net->pathways + i;
      if (path->plasticity) learn(path, net->populations + path->target, net->now);
    }
    net->now++;
    net->computed++;
    done++;
  }
  restore_denormals(mode);
  return done;
}

const engram_spiking_kernels ENGRAM_SPIKING_TABLE = {
    ENGRAM_VARIANT, update, deliver16, deliver32, deliver_each16, deliver_each32, arrive16, arrive32, spike16, spike32,
    spike_pull16, spike_pull32, consolidate, limit, release, poisson, wire, settle, advance,
};
