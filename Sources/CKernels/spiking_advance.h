// The loop over steps of one variant.

// Conductances and traces that die away end at 0, not in denormal numbers, which cost a hundred times as much.
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
  const float scale = path->resources ? release(path->resources, row, now) : 1;
  engram_plasticity *q = path->plasticity;
  if (q) {
    float slope = q->arrival_pair;
    if (q->arrival_triplet != 0) slope += q->arrival_triplet * (q->trace[1][row] * (float)(1 / q->grow[1]));
    slope *= (float)(1 / q->grow[2]);
    float *weight = path->weight + from;
    if (path->wide)
      arrive32(path->into, long_index, weight, q->trace[2], count, scale, slope, q->arrival, q->low, q->high);
    else
      arrive16(path->into, short_index, weight, q->trace[2], count, scale, slope, q->arrival, q->low, q->high);
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

static void deliver(engram_pathway *path, const engram_population *source, int64_t now) {
  size_t count;
  const int32_t *spikes = spikes_of(source, now - 1 - (int64_t)path->delay, &count);
  if (path->rows < source->count) {
    while (count > 0 && (uint32_t)*spikes < path->first) spikes++, count--;
    while (count > 0 && (uint32_t)spikes[count - 1] - path->first >= path->rows) count--;
  }
  if (count > 0) fetch_row(path, (uint32_t)spikes[0] - path->first);
  for (size_t i = 0; i < count; i++) {
    if (i + 1 < count) fetch_row(path, (uint32_t)spikes[i + 1] - path->first);
    arrive(path, (uint32_t)spikes[i] - path->first, now);
  }
}

// The step is over: traces are one step older, and this step's spikes change the weights onto those that fired.
static void learn(engram_pathway *path, const engram_population *target, int64_t now) {
  engram_plasticity *q = path->plasticity;
  for (int k = 0; k < 4; k++) {
    q->grow[k] *= q->growth[k];
    if (q->grow[k] < 1e12 || !q->trace[k]) continue;
    const float shrink = (float)(1 / q->grow[k]);
    const size_t count = k < 2 ? path->rows : target->count;
    for (size_t i = 0; i < count; i++) q->trace[k][i] *= shrink;
    q->grow[k] = 1;
  }
  size_t count;
  const int32_t *spikes = spikes_of(target, now, &count);
  if (count == 0) return;
  const float fresh = (float)(1 / q->grow[0]), slow = (float)(1 / q->grow[3]), add = (float)q->grow[2], add_slow = (float)q->grow[3];
  for (size_t i = 0; i < count; i++) {
    const size_t j = (size_t)spikes[i], from = q->column[j], n = q->column[j + 1] - from;
    float slope = q->spike_pair;
    if (q->spike_triplet != 0) slope += q->spike_triplet * (q->trace[3][j] * slow);
    slope *= fresh;
    if (path->wide)
      spike32(path->weight, q->place + from, (const uint32_t *)q->origin + from, q->trace[0], n, slope, q->spike, q->low, q->high);
    else
      spike16(path->weight, q->place + from, (const uint16_t *)q->origin + from, q->trace[0], n, slope, q->spike, q->low, q->high);
    if (q->bound > 0) limit(path->weight, q->place + from, n, q->bound);
    q->trace[2][j] += add;
    if (q->spike_triplet != 0) q->trace[3][j] += add_slow;
  }
}

static void step_population(engram_population *p, int64_t now, uint64_t key) {
  for (uint32_t k = 0; k < p->poissons; k++) poisson(p->poisson + k, p->padded, key, now);
  if (p->refractory > 0) {
    size_t count;
    const int32_t *free = spikes_of(p, now - 1 - p->refractory, &count);
    for (size_t i = 0; i < count; i++) p->v[free[i]] = p->reset;
  }
  if (p->kick != 0) jitter(p, key, now);
  if (p->cursor + p->padded + LANES > p->capacity) p->cursor = 0;
  int32_t *spikes = p->ring + p->cursor;
  const size_t found = p->model == ENGRAM_SOURCE_POISSON ? poisson_source(p, spikes, key, now)
                       : p->model == ENGRAM_SOURCE_GIVEN ? given_source(p, spikes, now)
                                                         : update(p, spikes);
  p->start[(size_t)now & p->mask] = p->cursor;
  p->found[(size_t)now & p->mask] = (uint32_t)found;
  p->cursor += (uint32_t)found;
  if (p->record_neuron) {
    for (size_t i = 0; i < found; i++) {
      p->record_neuron[p->recorded + i] = spikes[i];
      p->record_step[p->recorded + i] = (int32_t)(now - p->record_from);
    }
    p->recorded += found;
  }
}

static size_t advance(engram_spiking_network *net, size_t steps) {
  const uint64_t mode = flush_denormals();
  size_t done = 0;
  for (; done < steps; done++) {
    int isFull = 0;
    for (size_t i = 0; i < net->population_count; i++) {
      const engram_population *p = net->populations + i;
      isFull |= p->record_neuron && p->recorded + p->padded > p->room;
    }
    if (isFull) break;
    for (size_t i = 0; i < net->pathway_count; i++)
      deliver(net->pathways + i, net->populations + net->pathways[i].source, net->now);
    for (size_t i = 0; i < net->population_count; i++) step_population(net->populations + i, net->now, net->key);
    for (size_t i = 0; i < net->pathway_count; i++) {
      engram_pathway *path = net->pathways + i;
      if (path->plasticity) learn(path, net->populations + path->target, net->now);
    }
    net->now++;
  }
  restore_denormals(mode);
  return done;
}

const engram_spiking_kernels ENGRAM_SPIKING_TABLE = {
    ENGRAM_VARIANT, update, deliver16, deliver32, deliver_each16, deliver_each32, arrive16, arrive32, spike16, spike32,
    limit, release, poisson, wire, advance,
};
