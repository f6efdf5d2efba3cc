// Body of one variant of the graded networks' kernels: included once per instruction set, behind kernels.h.

// Sixteen floats anywhere.
typedef float vu_f __attribute__((vector_size(64), aligned(4)));
typedef int32_t vu_i __attribute__((vector_size(64), aligned(4)));
typedef double vd __attribute__((vector_size(64)));

INLINE vf load(const float *p) { return *(const vu_f *)p; }
INLINE void store(float *p, vf v) { *(vu_f *)p = v; }

INLINE vf gather(const float *base, vi index) {
#ifdef ENGRAM_COMPRESS
  return (vf)_mm512_i32gather_ps((__m512i)index, base, 4);
#else
  vf out;
#pragma clang loop unroll(full)
  for (int l = 0; l < LANES; l++) out[l] = base[index[l]];
  return out;
#endif
}

INLINE float lanes_sum(vf v) {
  // In pairs, always the same ones.
  float x[LANES];
  memcpy(x, &v, sizeof x);
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int l = 0; l < half; l++) x[l] += x[l + half];
  return x[0];
}

// Lanes below n are true.
INLINE vi first_lanes(size_t n) {
  const vi lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return (vi)(lane < (int32_t)n);
}

// --- Sending --------------------------------------------------------------------------------------------------------------------

static void graded_send(float *restrict ge, const float *restrict w, size_t cols, const int32_t *restrict rows,
                        const float *restrict amount, size_t count, size_t senders, size_t receivers) {
  const size_t vectors = cols / LANES;
  size_t i = 0;
  // Four rows of the same pool at a time.
  for (; i < count;) {
    const size_t pool = (size_t)rows[i] / senders;
    float *to = ge + pool * receivers;
    if (i + 4 <= count && (size_t)rows[i + 3] / senders == pool) {
      const float *row[4];
      for (int r = 0; r < 4; r++) row[r] = w + (size_t)rows[i + r] * cols;
      for (size_t t = 0; t < vectors; t++) {
        vf sum = load(to + t * LANES);
#pragma clang loop unroll(full)
        for (int r = 0; r < 4; r++) sum += amount[i + r] * ((const vf *)row[r])[t];
        store(to + t * LANES, sum);
      }
      i += 4;
    } else {
      const vf *row = (const vf *)(w + (size_t)rows[i] * cols);
      for (size_t t = 0; t < vectors; t++) store(to + t * LANES, load(to + t * LANES) + amount[i] * row[t]);
      i++;
    }
  }
}

static void graded_send_sparse(float *restrict ge, const float *restrict w, const int32_t *restrict index, size_t cols, size_t slots,
                               const float *restrict amount, float scale) {
  for (size_t at = 0; at < cols; at += LANES) {
    vf sum = {0};
    for (size_t k = 0; k < slots; k++)
      sum += gather(amount, *(const vi *)(index + k * cols + at)) * *(const vf *)(w + k * cols + at);
    store(ge + at, load(ge + at) + scale * sum);
  }
}

// --- Short-term depression ------------------------------------------------------------------------------------------------------

// What a synapse transmits after its depression has been brought up to date.
INLINE vf depressed(vf w, float *c, vf coactive, float build, float recover) {
  const vf old = *(vf *)c, left = 1.f - old;
  const vf drive = coactive * (w * (left * left));
  const vf now = old + ((build * left) * drive - recover * old);
  *(vf *)c = now;
  const vf rest = 1.f - now;
  return w * (rest * rest);
}

INLINE void depress_tile(float *restrict ge, const float *restrict w, float *restrict c, size_t cols, const float *restrict send,
                         const float *restrict receive, size_t senders, float scale, float build, float recover, const int width) {
  vf sum[4], r[4];
#pragma clang loop unroll(full)
  for (int t = 0; t < width; t++) sum[t] = (vf){0}, r[t] = load(receive + t * LANES);
  for (size_t s = 0; s < senders; s++) {
    const float a = send[s];
#pragma clang loop unroll(full)
    for (int t = 0; t < width; t++) {
      const size_t at = s * cols + (size_t)t * LANES;
      sum[t] += a * depressed(*(const vf *)(w + at), c + at, a * r[t], build, recover);
    }
  }
#pragma clang loop unroll(full)
  for (int t = 0; t < width; t++) store(ge + t * LANES, load(ge + t * LANES) + scale * sum[t]);
}

static void depress(float *ge, const float *w, float *c, size_t cols, const float *send, const float *receive, size_t senders, float scale,
                    float build, float recover) {
  for (size_t at = 0; at < cols; at += 4 * LANES) {
    const size_t width = (cols - at) / LANES < 4 ? (cols - at) / LANES : 4;
#define DEPRESS(n) depress_tile(ge + at, w + at, c + at, cols, send, receive + at, senders, scale, build, recover, n)
    switch (width) {
      case 1: DEPRESS(1); break;
      case 2: DEPRESS(2); break;
      case 3: DEPRESS(3); break;
      default: DEPRESS(4);
    }
  }
}

static void depress_sparse(float *restrict ge, const float *restrict w, float *restrict c, const int32_t *restrict index, size_t cols,
                           size_t slots, const float *restrict send, const float *restrict receive, float scale, float build,
                           float recover) {
  for (size_t at = 0; at < cols; at += LANES) {
    vf sum = {0};
    const vf r = load(receive + at);
    for (size_t k = 0; k < slots; k++) {
      const size_t i = k * cols + at;
      const vf a = gather(send, *(const vi *)(index + i));
      sum += a * depressed(*(const vf *)(w + i), c + i, a * r, build, recover);
    }
    store(ge + at, load(ge + at) + scale * sum);
  }
}

// --- Units ----------------------------------------------------------------------------------------------------------------------

static float integrate(float *restrict ge, const float *restrict raw, size_t n, float rate) {
  vf sum = {0};
  for (size_t j = 0; j < n; j += LANES) {
    const vf g = load(ge + j);
    vf next = g + rate * (load(raw + j) - g);
    if (n - j < LANES) next = SELECT(first_lanes(n - j), next, g);
    store(ge + j, next);
    sum += n - j < LANES ? SELECT(first_lanes(n - j), next, (vf){0}) : next;
  }
  return lanes_sum(sum);
}

static float total(const float *x, size_t n) {
  vf sum = {0};
  for (size_t j = 0; j < n; j += LANES) sum += n - j < LANES ? SELECT(first_lanes(n - j), load(x + j), (vf){0}) : load(x + j);
  return lanes_sum(sum);
}

INLINE vf noisy_activation(vf x, const engram_activation *y) {
  const vf t = (__builtin_elementwise_min(__builtin_elementwise_max(x, y->low - (vf){0}), y->high - (vf){0}) - y->low) * y->per_unit;
  const vi k = __builtin_convertvector(t, vi);
  const vf rest = t - __builtin_convertvector(k, vf);
  const vf inside = gather(y->value, k) + rest * gather(y->slope, k);
  const vf far = y->gain * x;
  return SELECT(x > y->high, far / (far + 1.f), inside);
}

static void settle_units(const engram_layer *layer, size_t n, const engram_activation *y) {
  const float vm_rate = layer->vm_rate, leak = layer->leak;
  for (size_t j = 0; j < n; j += LANES) {
    const vf ge = load(layer->ge + j), gi = load(layer->gi + j), vm = load(layer->vm + j), act = load(layer->act + j);
    const vf flow = ge * (1.f - vm) + leak * (layer->leak_reversal - vm) + gi * (layer->inhibition_reversal - vm);
    vf potential = vm + vm_rate * flow;
    potential = __builtin_elementwise_min(__builtin_elementwise_max(potential, (vf){0}), 2.f + (vf){0});
    const vi idle = (vi)(act < layer->driven) & (vi)(potential <= layer->threshold);
    const vf drive = SELECT(idle, potential - layer->threshold, ge - (gi * layer->gi_share + layer->leak_share));
    vf next = act + layer->act_rate * (noisy_activation(drive, y) - act);
    next = SELECT(next < 1e-6f, (vf){0}, next);
    if (layer->clamp) {
      const vf shown = load(layer->clamp + j);
      next = SELECT(shown < 0.f, next, shown);
    }
    if (n - j < LANES) {
      const vi used = first_lanes(n - j);
      next = SELECT(used, next, act);
      potential = SELECT(used, potential, vm);
    }
    store(layer->act + j, next);
    store(layer->vm + j, potential);
  }
}

static size_t changes(const float *restrict act, float *restrict sent, size_t n, float change, float active, int32_t *restrict rows,
                      float *restrict amount) {
  size_t found = 0;
  for (size_t j = 0; j < n; j += LANES) {
    const vf a = load(act + j), s = load(sent + j), now = SELECT(a > active, a, (vf){0});
    const vf moved = now - s;
    vi due = ((vi)(a > active) & ((vi)(moved > change) | (vi)(moved < -change))) | (~(vi)(a > active) & (vi)(s > 0.f));
    if (n - j < LANES) due &= first_lanes(n - j);
    if (!__builtin_reduce_or(due)) continue;
    for (int l = 0; l < LANES; l++)
      if (due[l]) {
        rows[found] = (int32_t)(j + (size_t)l);
        amount[found++] = moved[l];
      }
    store(sent + j, SELECT(due, now, s));
  }
  return found;
}

// --- Learning -------------------------------------------------------------------------------------------------------------------

INLINE vf contrasted(vf linear) {
  const vf l = linear * linear * linear, rest = 1.f - linear, r = rest * rest * rest;
  const vf up = l * l, down = r * r;
  return SELECT(linear > 0.f, up / (up + down), (vf){0});
}

static void contrast(float *restrict w, const float *restrict linear, size_t count) {
  for (size_t i = 0; i < count; i += LANES) *(vf *)(w + i) = contrasted(*(const vf *)(linear + i));
}

// A change of the linear weight, held within its range; nothing where there is no synapse.
INLINE void apply(float *linear, float *w, vf old, vf change) {
  vf next = old + change;
  next = __builtin_elementwise_min(__builtin_elementwise_max(next, (vf){0}), 1.f + (vf){0});
  next = SELECT(old < 0.f, old, next);
  *(vf *)linear = next;
  *(vf *)w = contrasted(next);
}

INLINE vf soft_bound(vf error, vf linear) { return error * SELECT(error > 0.f, 1.f - linear, linear); }

// `at`: the first of the receivers. `norm`: of the senders, decayed; `largest` collects the sizes of changes.
INLINE void learn_vector(float *linear, float *w, const vf *norm, vf *largest, float *moment, vf sp, vf sm, vf rp, vf rm,
                         const engram_learning *rule, size_t at) {
  const vf l = *(const vf *)linear;
  const vf raw = rp * sp - rm * sm, error = rule->bounds_change ? raw : soft_bound(raw, l);
  vf change = error;
  if (rule->hebb > 0) {
    const vf hebb = rp * (sp * (rule->correction - l) - (1.f - sp) * l);
    change = rule->hebb * hebb + (1.f - rule->hebb) * error;
  }
  change = SELECT(l < 0.f, (vf){0}, change);
  vf factor = rule->rate - (vf){0};
  if (norm) {
    const vf size = __builtin_elementwise_max(__builtin_elementwise_max(change, -change), *norm);
    *largest = __builtin_elementwise_max(*largest, size);
    factor *= SELECT(size > 0.f, rule->norm_rate / __builtin_elementwise_max(size, 0.001f + (vf){0}), 1.f + (vf){0});
  }
  if (moment) {
    change += rule->momentum * *(vf *)moment;
    *(vf *)moment = change;
    factor *= rule->momentum_rate;
  }
  change *= factor;
  if (rule->up) change *= SELECT(change > 0.f, load(rule->up + at), load(rule->down + at));
  if (rule->bounds_change) change = soft_bound(change, l);
  apply(linear, w, l, change);
}

INLINE float lanes_max(vf v) {
  float largest = v[0];
  for (int l = 1; l < LANES; l++) largest = v[l] > largest ? v[l] : largest;
  return largest;
}

static void learn_dense(float *restrict linear, float *restrict w, float *norm, float *moment, size_t cols,
                        const float *restrict send_plus, const float *restrict send_minus, const float *restrict receive_plus,
                        const float *restrict receive_minus, size_t count, size_t senders, size_t receivers,
                        const engram_learning *rule) {
  for (size_t s = 0; s < count; s++) {
    // Without a Hebbian part and momentum, a silent sender's weights stay.
    if (send_plus[s] == 0 && send_minus[s] == 0 && rule->hebb == 0 && !moment) {
      if (norm) norm[s] *= rule->norm_decay;
      continue;
    }
    const vf sp = send_plus[s] - (vf){0}, sm = send_minus[s] - (vf){0};
    const vf before = (norm ? norm[s] * rule->norm_decay : 0.f) - (vf){0};
    vf largest = before;
    const size_t to = s / senders * receivers;
    for (size_t at = 0; at < cols; at += LANES) {
      const size_t i = s * cols + at;
      learn_vector(linear + i, w + i, norm ? &before : 0, &largest, moment ? moment + i : 0, sp, sm, load(receive_plus + to + at),
                   load(receive_minus + to + at), rule, to + at);
    }
    if (norm) norm[s] = lanes_max(largest);
  }
}

static void learn_sparse(float *restrict linear, float *restrict w, float *norm, float *moment, const int32_t *restrict index, size_t cols,
                         size_t slots, size_t senders, const float *restrict send_plus, const float *restrict send_minus,
                         const float *restrict receive_plus, const float *restrict receive_minus, float *restrict scratch,
                         const engram_learning *rule) {
  if (norm) {
    for (size_t s = 0; s < senders; s++) scratch[s] = norm[s] *= rule->norm_decay;
  }
  for (size_t k = 0; k < slots; k++)
    for (size_t at = 0; at < cols; at += LANES) {
      const size_t i = k * cols + at;
      const vi from = *(const vi *)(index + i);
      const vf before = norm ? gather(scratch, from) : (vf){0};
      vf largest = before;
      learn_vector(linear + i, w + i, norm ? &before : 0, &largest, moment ? moment + i : 0, gather(send_plus, from),
                   gather(send_minus, from), load(receive_plus + at), load(receive_minus + at), rule, at);
      if (norm)
        for (int l = 0; l < LANES; l++) norm[from[l]] = largest[l] > norm[from[l]] ? largest[l] : norm[from[l]];
    }
}

static void coactivity(float *restrict sum, size_t cols, const float *restrict send, size_t send_cols, const float *restrict receive,
                       size_t receive_cols, size_t senders, size_t cycles) {
  for (size_t s = 0; s < senders; s++) {
    vf *row = (vf *)(sum + s * cols);
    for (size_t t = 0; t < cols / LANES; t++) {
      vf total = row[t];
      for (size_t c = 0; c < cycles; c++) total += send[c * send_cols + s] * load(receive + c * receive_cols + t * LANES);
      row[t] = total;
    }
  }
}

static void learn_coactivity(float *restrict linear, float *restrict w, const float *restrict plus, const float *restrict minus,
                             size_t count, float plus_share, float minus_share, float rate) {
  for (size_t i = 0; i < count; i += LANES) {
    const vf l = *(const vf *)(linear + i);
    const vf error = plus_share * *(const vf *)(plus + i) - minus_share * *(const vf *)(minus + i);
    apply(linear + i, w + i, l, rate * soft_bound(error, l));
  }
}

static double correlation(const float *a, const float *b, size_t n) {
  // Sums of eight lanes in double precision; the mean first, for the digits that a threshold of .999999 needs.
  vd sa = {0}, sb = {0};
  for (size_t j = 0; j < n; j += 8)
    for (int l = 0; l < 8; l++)
      if (j + (size_t)l < n) sa[l] += a[j + (size_t)l], sb[l] += b[j + (size_t)l];
  double ma = 0, mb = 0;
  for (int l = 0; l < 8; l++) ma += sa[l], mb += sb[l];
  ma /= (double)n, mb /= (double)n;
  vd aa = {0}, bb = {0}, ab = {0};
  size_t j = 0;
  for (; j + 8 <= n; j += 8) {
    vd x, y;
    for (int l = 0; l < 8; l++) x[l] = a[j + (size_t)l], y[l] = b[j + (size_t)l];
    x -= ma, y -= mb;
    aa += x * x, bb += y * y, ab += x * y;
  }
  for (int l = 0; j + (size_t)l < n; l++) {
    const double x = a[j + (size_t)l] - ma, y = b[j + (size_t)l] - mb;
    aa[l] += x * x, bb[l] += y * y, ab[l] += x * y;
  }
  double va = 0, vb = 0, both = 0;
  for (int l = 0; l < 8; l++) va += aa[l], vb += bb[l], both += ab[l];
  const vd scale = __builtin_elementwise_sqrt((vd){va * vb});
  return va > 0 && vb > 0 ? both / scale[0] : 0;
}

const engram_graded_kernels ENGRAM_GRADED_TABLE = {
    graded_send, graded_send_sparse, depress, depress_sparse, integrate, total, settle_units, changes, contrast, learn_dense, learn_sparse,
    coactivity, learn_coactivity, correlation,
};
