// Neurons of one variant (see variant_*.c): one step of a population, and its background.

// Appends the numbers of those of 16 neurons that spike.
INLINE size_t append_spikes(int32_t *restrict spikes, size_t found, vi mask, size_t first) {
#ifdef ENGRAM_COMPRESS
  const __mmask16 bits = _mm512_test_epi32_mask((__m512i)mask, (__m512i)mask);
  const __m512i lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i index = _mm512_add_epi32(lane, _mm512_set1_epi32((int)first));
  _mm512_storeu_si512(spikes + found, _mm512_maskz_compress_epi32(bits, index));
  return found + (size_t)__builtin_popcount(bits);
#else
  const vi bit = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
  for (uint32_t bits = (uint32_t)__builtin_reduce_or(mask & bit); bits; bits &= bits - 1)
    spikes[found++] = (int32_t)first + __builtin_ctz(bits);
  return found;
#endif
}

INLINE vf splat(float x) { return x - (vf){0}; }

enum { GROUP = 4, MOST_RECEPTORS = 4 };

INLINE size_t append_group(int32_t *restrict spikes, size_t found, const vi *mask, size_t first) {
  const vi any = (mask[0] | mask[1]) | (mask[2] | mask[3]);
#ifdef ENGRAM_COMPRESS
  const int none = !_mm512_test_epi32_mask((__m512i)any, (__m512i)any);
#else
  const int none = !__builtin_reduce_or(any);
#endif
  if (__builtin_expect(none, 1)) return found;
  for (int t = 0; t < GROUP; t++) found = append_spikes(spikes, found, mask[t], first + (size_t)t * LANES);
  return found;
}

// Leaky integrate-and-fire. Currents: the linear system exactly; conductances: forward Euler, conductances decay exactly.
// `receptors`, `rises`, `driven` are constants where it is inlined; receptors < 0: as many as there are.
INLINE size_t lif(engram_population *p, size_t from, size_t to, int32_t *restrict spikes, const int conductance, const int receptors, const int rises,
                  const int driven) {
  const int count = receptors < 0 ? (int)p->receptors : receptors;
  const engram_receptor *restrict r = p->receptor;
  float *restrict potential = p->v;
  const float *restrict drive = p->drive;
  float *restrict g[MOST_RECEPTORS], *restrict rise[MOST_RECEPTORS];
  for (int k = 0; k < count; k++) g[k] = r[k].g, rise[k] = r[k].rise;
  const vf lose = splat(p->lose), leak = splat(p->leak), threshold = splat(p->threshold), drive_gain = splat(p->drive_gain);
  const vf after = splat(p->refractory > 0 ? __builtin_nanf("") : p->reset);
  size_t found = 0;
  for (size_t at = from; at < to; at += GROUP * LANES) {
    vi mask[GROUP];
#pragma clang loop unroll(full)
    for (int t = 0; t < GROUP; t++) {
      const size_t i = at + (size_t)t * LANES;
      vf x = *(const vf *)(potential + i);
      vf sum = conductance ? -x : x - lose * x;
      for (int k = 0; k < count; k++) {
        const vf now = *(const vf *)(g[k] + i);
        sum += conductance ? now * (r[k].reversal - x) : now * r[k].gain;
        vf next = now - now * r[k].lose;
        if (rises && rise[k]) {
          const vf rising = *(const vf *)(rise[k] + i);
          if (!conductance) sum += rising * r[k].gain_rise;
          next += rising * r[k].feed;
          *(vf *)(rise[k] + i) = rising - rising * r[k].lose_rise;
        }
        *(vf *)(g[k] + i) = next;
      }
      if (driven) sum += drive_gain * *(const vf *)(drive + i);
      x = conductance ? x + leak * sum : sum;
      mask[t] = (vi)(x > threshold);
      *(vf *)(potential + i) = SELECT(mask[t], after, x);
    }
    found = append_group(spikes, found, mask, at);
  }
  return found;
}

// Adaptive exponential integrate-and-fire, Heun's rule on potential and adaptation, in sub-steps; conductances exact at their ends.
INLINE size_t adex(engram_population *p, size_t from, size_t to, int32_t *restrict spikes, const int receptors, const int rises,
                   const int driven) {
  const int count = receptors < 0 ? (int)p->receptors : receptors;
  const engram_receptor *restrict r = p->receptor;
  const vf threshold = splat(p->threshold), reset = splat(p->reset), nothing = splat(__builtin_nanf(""));
  const vf after = p->refractory > 0 ? nothing : reset, ceiling = splat(p->ceiling);
  const float per_slope = 1 / p->slope;
  size_t found = 0;
#define VOLTAGE_CHANGE(u, w, total, drawn) \
  (p->rate_v * (p->slope * vexp(__builtin_elementwise_min(((u) - p->onset) * per_slope, ceiling)) - (u)) \
   + p->rate_i * (((current + (drawn)) - (total) * (u)) - (w)))
#define ADAPTATION_CHANGE(u, w) (p->rate_w * (p->a * (u) - (w)))
  for (size_t at = from; at < to; at += GROUP * LANES) {
    vi mask[GROUP];
    for (int t = 0; t < GROUP; t++) {
      const size_t i = at + (size_t)t * LANES;
      const vf before = *(const vf *)(p->v + i);
      const vi frozen = (vi)(before != before);
      vf u = SELECT(frozen, reset, before), w = *(const vf *)(p->w + i);
      const vf current = driven ? *(const vf *)(p->drive + i) : (vf){0};
      vf g[MOST_RECEPTORS], rising[MOST_RECEPTORS], total = {0}, drawn = {0};
      for (int k = 0; k < count; k++) {
        g[k] = *(const vf *)(r[k].g + i);
        if (rises && r[k].rise) rising[k] = *(const vf *)(r[k].rise + i);
        total += g[k];
        drawn += g[k] * r[k].reversal;
      }
      vi fired = {0};
      for (int s = 0; s < p->substeps; s++) {
        const vf k1 = VOLTAGE_CHANGE(u, w, total, drawn), l1 = ADAPTATION_CHANGE(u, w);
        total = drawn = (vf){0};
        for (int k = 0; k < count; k++) {
          g[k] -= g[k] * r[k].lose;
          if (rises && r[k].rise) {
            g[k] += rising[k] * r[k].feed;
            rising[k] -= rising[k] * r[k].lose_rise;
          }
          total += g[k];
          drawn += g[k] * r[k].reversal;
        }
        const vf still = (vf)(frozen | fired), guess = SELECT(still, u, u + k1), w1 = w + l1;
        const vf k2 = VOLTAGE_CHANGE(guess, w1, total, drawn), l2 = ADAPTATION_CHANGE(guess, w1);
        u = SELECT(still, u, u + 0.5f * (k1 + k2));
        w = w + 0.5f * (l1 + l2);
        const vi crossed = (vi)(u > threshold) & ~(vi)still;
        u = SELECT(crossed, reset, u);
        w += SELECT(crossed, splat(p->b), (vf){0});
        fired |= crossed;
      }
      for (int k = 0; k < count; k++) {
        *(vf *)(r[k].g + i) = g[k];
        if (rises && r[k].rise) *(vf *)(r[k].rise + i) = rising[k];
      }
      *(vf *)(p->w + i) = w;
      mask[t] = fired;
      u = SELECT(frozen, nothing, u);
      *(vf *)(p->v + i) = SELECT(fired, after, u);
    }
    found = append_group(spikes, found, mask, at);
  }
#undef VOLTAGE_CHANGE
#undef ADAPTATION_CHANGE
  return found;
}

INLINE int has_rise(const engram_population *p) {
  for (uint32_t k = 0; k < p->receptors; k++)
    if (p->receptor[k].rise) return 1;
  return 0;
}

static size_t update_current(engram_population *p, size_t from, size_t to, int32_t *spikes) {
  if (p->receptors == 2 && !p->drive && !has_rise(p)) return lif(p, from, to, spikes, 0, 2, 0, 0);
  return p->drive ? lif(p, from, to, spikes, 0, -1, 1, 1) : lif(p, from, to, spikes, 0, -1, 1, 0);
}

static size_t update_conductance(engram_population *p, size_t from, size_t to, int32_t *spikes) {
  if (p->receptors == 2 && !p->drive && !has_rise(p)) return lif(p, from, to, spikes, 1, 2, 0, 0);
  return p->drive ? lif(p, from, to, spikes, 1, -1, 1, 1) : lif(p, from, to, spikes, 1, -1, 1, 0);
}

static size_t update_adex(engram_population *p, size_t from, size_t to, int32_t *spikes) {
  if (p->receptors == 2 && !p->drive && !has_rise(p)) return adex(p, from, to, spikes, 2, 0, 0);
  return p->drive ? adex(p, from, to, spikes, -1, 1, 1) : adex(p, from, to, spikes, -1, 1, 0);
}

// Neurons `from` to `to` - 1, multiples of 64.
static size_t update_part(engram_population *p, size_t from, size_t to, int32_t *spikes) {
  switch (p->model) {
    case ENGRAM_LIF_CURRENT: return update_current(p, from, to, spikes);
    case ENGRAM_LIF_CONDUCTANCE: return update_conductance(p, from, to, spikes);
    case ENGRAM_ADEX: return update_adex(p, from, to, spikes);
    default: return 0;
  }
}

static size_t update(engram_population *p, int32_t *spikes) { return update_part(p, 0, p->padded, spikes); }

// Every SETTLING steps, potentials and adaptations less than 2^-20 (mV, pA) from rest, and inputs less than 2^-30, are set to 0; by decay
// alone they would need 90 time constants to get there.
enum { SETTLING = 256 };

INLINE void settle_vector(float *restrict x, size_t from, size_t to, float least) {
  for (size_t i = from; i < to; i += LANES) {
    const vf old = *(const vf *)(x + i);
    *(vf *)(x + i) = SELECT((vi)(old < least) & (vi)(old > -least), (vf){0}, old);
  }
}

static void settle(engram_population *p, size_t from, size_t to) {
  if (p->model == ENGRAM_SOURCE_POISSON || p->model == ENGRAM_SOURCE_GIVEN) return;
  settle_vector(p->v, from, to, 0x1p-20f);
  if (p->w) settle_vector(p->w, from, to, 0x1p-20f);
  for (uint32_t k = 0; k < p->receptors; k++) {
    settle_vector(p->receptor[k].g, from, to, 0x1p-30f);
    if (p->receptor[k].rise) settle_vector(p->receptor[k].rise, from, to, 0x1p-30f);
  }
}

// --- Background -----------------------------------------------------------------------------------------------------------------

// In all three, neurons `from` to `to` - 1: multiples of 128, or the end. A neuron's numbers do not depend on them.
INLINE void poisson_part(const engram_poisson *poisson, size_t from, size_t to, size_t padded, uint64_t key, int64_t step) {
  uint64_t block = ((uint64_t)step * (padded / (4 * LANES)) + from / (4 * LANES)) * 16;
  for (size_t at = from; at < to; at += 4 * LANES, block += 16) {
    vu words[4];
    philox16(key, poisson->stream, block, words);
#pragma clang loop unroll(full)
    for (int t = 0; t < 4; t++) {
      vi spikes = {0};
      for (uint32_t k = 0; k < poisson->count; k++) spikes -= (vi)(words[t] >= poisson->level[k]);
      *(vf *)(poisson->into + at + (size_t)t * LANES) += poisson->weight * __builtin_convertvector(spikes, vf);
    }
  }
}

static void poisson(const engram_poisson *poisson, size_t padded, uint64_t key, int64_t step) {
  poisson_part(poisson, 0, padded, padded, key, step);
}

static void jitter(engram_population *p, size_t from, size_t to, uint64_t key, int64_t step) {
  const size_t pairs = (p->padded + 8 * LANES - 1) / (8 * LANES);
  uint64_t block = ((uint64_t)step * pairs + from / (8 * LANES)) * 16;
  for (size_t at = from; at < to; at += 8 * LANES, block += 16) {
    float noise[8 * LANES] __attribute__((aligned(64)));
    normals(noise, 8 * LANES, key, p->normal_stream, block);
    const size_t vectors = to - at < 8 * LANES ? (to - at) / LANES : 8;
    for (size_t t = 0; t < vectors; t++) ((vf *)(p->v + at))[t] += p->kick * ((const vf *)noise)[t];
  }
}

static size_t poisson_source(engram_population *p, size_t from, size_t to, int32_t *restrict spikes, uint64_t key, int64_t step) {
  uint64_t block = ((uint64_t)step * (p->padded / (4 * LANES)) + from / (4 * LANES)) * 16;
  size_t found = 0;
  for (size_t at = from; at < to; at += 4 * LANES, block += 16) {
    vu words[4];
    vi mask[4];
    philox16(key, p->normal_stream, block, words);
#pragma clang loop unroll(full)
    for (int t = 0; t < 4; t++) mask[t] = (vi)(words[t] < ((const vu *)(p->level + at))[t]);
    found = append_group(spikes, found, mask, at);
  }
  return found;
}

static size_t given_source(engram_population *p, int32_t *restrict spikes, int64_t step) {
  size_t found = 0;
  while (p->next < p->given && p->given_step[p->next] < step) p->next++;
  while (p->next < p->given && p->given_step[p->next] == step && found < p->padded) spikes[found++] = p->given_neuron[p->next++];
  return found;
}
