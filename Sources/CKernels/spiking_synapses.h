// Synapses of one variant: delivery, plasticity, short-term resources, wiring.

#define DELIVER(name, type) \
  static void name(float *restrict into, const type *restrict index, size_t count, float weight) { \
    size_t i = 0; \
    for (; i + 8 <= count; i += 8) { \
      into[index[i]] += weight; \
      into[index[i + 1]] += weight; \
      into[index[i + 2]] += weight; \
      into[index[i + 3]] += weight; \
      into[index[i + 4]] += weight; \
      into[index[i + 5]] += weight; \
      into[index[i + 6]] += weight; \
      into[index[i + 7]] += weight; \
    } \
    for (; i < count; i++) into[index[i]] += weight; \
  }
DELIVER(deliver16, uint16_t)
DELIVER(deliver32, uint32_t)

#define DELIVER_EACH(name, type) \
  static void name(float *restrict into, const type *restrict index, const float *restrict weight, size_t count, float scale) { \
    size_t i = 0; \
    for (; i + 4 <= count; i += 4) { \
      into[index[i]] += scale * weight[i]; \
      into[index[i + 1]] += scale * weight[i + 1]; \
      into[index[i + 2]] += scale * weight[i + 2]; \
      into[index[i + 3]] += scale * weight[i + 3]; \
    } \
    for (; i < count; i++) into[index[i]] += scale * weight[i]; \
  }
DELIVER_EACH(deliver_each16, uint16_t)
DELIVER_EACH(deliver_each32, uint32_t)

INLINE float within(float w, float low, float high) {
  w = w < low ? low : w;
  return w > high ? high : w;
}

#define ARRIVE(name, type) \
  static void name(float *restrict into, const type *restrict index, float *restrict weight, const float *restrict trace, \
                   size_t count, float scale, float slope, float offset, float low, float high) { \
    for (size_t i = 0; i < count; i++) { \
      const size_t j = index[i]; \
      const float w = weight[i]; \
      into[j] += scale * w; \
      weight[i] = within(w + (slope * trace[j] + offset), low, high); \
    } \
  }
ARRIVE(arrive16, uint16_t)
ARRIVE(arrive32, uint32_t)

// Prefetches weights: the synapses onto one neuron lie far apart in memory.
enum { AHEAD = 24 };
#define SPIKE(name, type) \
  static void name(float *restrict weight, const uint32_t *restrict place, const type *restrict origin, \
                   const float *restrict trace, size_t count, float slope, float offset, float low, float high) { \
    size_t i = 0; \
    for (; i + AHEAD < count; i++) { \
      __builtin_prefetch(weight + place[i + AHEAD], 1, 3); \
      weight[place[i]] = within(weight[place[i]] + (slope * trace[origin[i]] + offset), low, high); \
    } \
    for (; i < count; i++) \
      weight[place[i]] = within(weight[place[i]] + (slope * trace[origin[i]] + offset), low, high); \
  }
SPIKE(spike16, uint16_t)
SPIKE(spike32, uint32_t)

#define SPIKE_PULL(name, type) \
  static void name(float *restrict weight, const float *restrict reference, const uint32_t *restrict place, \
                   const type *restrict origin, const float *restrict trace, size_t count, float slope, float pull, float low, \
                   float high) { \
    for (size_t i = 0; i < count; i++) { \
      const size_t at = place[i]; \
      const float w = weight[at]; \
      weight[at] = within(w + (slope * trace[origin[i]] - pull * (w - reference[at])), low, high); \
    } \
  }
SPIKE_PULL(spike_pull16, uint16_t)
SPIKE_PULL(spike_pull32, uint32_t)

static void consolidate(float *restrict reference, const float *restrict weight, size_t count, float share, float depth,
                        float low_state, float barrier, float high_state, float low, float high) {
  for (size_t i = 0; i < count; i++) {
    const float r = reference[i];
    const float wells = (low_state - r) * (barrier - r) * (high_state - r);
    reference[i] = within(r + share * ((weight[i] - r) + depth * wells), low, high);
  }
}

static void limit(float *restrict weight, const uint32_t *restrict place, size_t count, float bound) {
  float sum = 0;
  for (size_t i = 0; i < count; i++) sum += weight[place[i]];
  if (!(sum > bound)) return;
  const float share = bound / sum;
  for (size_t i = 0; i < count; i++) weight[place[i]] *= share;
}

// Updates the trace that arrivals read at neuron j: fast spikes times the squared rate.
INLINE void weight_by_rate(const engram_plasticity *q, size_t j) { q->weighted[j] = q->trace[2][j] * (q->rate[j] * q->rate[j]); }

// At the end of step `now`: traces decay by one step, and reference weights follow the weights.
INLINE void age(engram_pathway *path, const engram_population *target, int64_t now) {
  engram_plasticity *q = path->plasticity;
  for (int k = 0; k < 4; k++) {
    q->grow[k] *= q->growth[k];
    if (q->grow[k] < 1e12 || !q->trace[k]) continue;
    const float shrink = (float)(1 / q->grow[k]);
    const size_t count = k < 2 ? path->rows : target->count;
    for (size_t i = 0; i < count; i++) q->trace[k][i] *= shrink;
    q->grow[k] = 1;
    if (k == 2 && q->reference)
      for (size_t j = 0; j < target->count; j++) weight_by_rate(q, j);
  }
  if (!q->reference) return;
  *q->rate_grow *= q->rate_growth;
  if (*q->rate_grow >= 1e3) {
    const float shrink = (float)(1 / *q->rate_grow);
    *q->rate_grow = 1;
    for (size_t j = 0; j < target->count; j++) {
      q->rate[j] *= shrink;
      weight_by_rate(q, j);
    }
  }
  if ((now + 1) % q->every == 0)
    consolidate(q->reference, path->weight, path->row[path->rows], q->share, q->depth, q->low_state, q->barrier, q->high_state, q->low,
                q->high);
}

// Tsodyks & Markram: u = u exp(-t/facilitation), then u += U (1 - u); x recovers to 1; u x is released.
static float release(engram_resources *r, size_t row, int64_t now) {
  const float passed = (float)(now - r->last[row]);
  const vf kept = vexp((vf){-passed * r->facilitation, -passed * r->recovery});
  float use = r->use[row] * kept[0], left = 1 - (1 - r->left[row]) * kept[1];
  use += r->fraction * (1 - use);
  const float released = use * left;
  r->use[row] = use;
  r->left[row] = left - released;
  r->last[row] = now;
  return released;
}

// --- Wiring ---------------------------------------------------------------------------------------------------------------------

typedef double vd __attribute__((vector_size(64)));

// log of numbers in (0, 1), relative error below 1e-12.
INLINE vd vlog_double(vd x) {
  const vq bits = (vq)x;
  vd m = (vd)((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  vd e = __builtin_convertvector((vq)(bits >> 52), vd) - 1023.0;
  const vq large = (vq)(m > 1.4142135623730951);
  m = (vd)(((vq)(0.5 * m) & large) | ((vq)m & ~large));
  e += (vd)((vq)((vd){0} + 1.0) & large);
  const vd s = (m - 1.0) / (m + 1.0), z = s * s;
  vd sum = (vd){0} + 1.0 / 17;
  sum = sum * z + 1.0 / 15;
  sum = sum * z + 1.0 / 13;
  sum = sum * z + 1.0 / 11;
  sum = sum * z + 1.0 / 9;
  sum = sum * z + 1.0 / 7;
  sum = sum * z + 1.0 / 5;
  sum = sum * z + 1.0 / 3;
  return e * 0.6931471805599453 + (2.0 * s + 2.0 * s * (sum * z));
}

// Gaps between targets are geometric: floor(log u / log(1 - p)).
static size_t wire(uint32_t *index, size_t room, uint32_t columns, double inverse_log, uint32_t excluded, uint64_t key,
                   const uint32_t *stream, uint32_t row) {
  size_t found = 0;
  int64_t at = -1;
  for (uint64_t block = (uint64_t)row << 32;; block += 16) {
    vu words[4];
    philox16(key, stream, block, words);
    for (int t = 0; t < 4; t++)
      for (int half = 0; half < 2; half++) {
        vd u;
        for (int l = 0; l < 8; l++) u[l] = ((double)words[t][8 * half + l] + 0.5) * 0x1p-32;
        const vd gap = vlog_double(u) * inverse_log;
        for (int l = 0; l < 8; l++) {
          at += 1 + (int64_t)__builtin_fmin(gap[l], 4294967296.0);
          if (at >= (int64_t)columns) return found;
          if ((uint32_t)at == excluded) continue;
          if (found < room) index[found] = (uint32_t)at;
          found++;
        }
      }
  }
}
