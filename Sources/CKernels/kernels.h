// Body of one variant: included once per instruction set with ENGRAM_VARIANT (its name), ENGRAM_TILE (vectors kept in registers)
// and, on x86-64, a target attribute pushed around it.
#include <string.h>

// Vectors are passed only to functions that are inlined, so no calling convention is concerned.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float vf __attribute__((vector_size(64)));
typedef int32_t vi __attribute__((vector_size(64)));
typedef uint32_t vu __attribute__((vector_size(64)));
typedef uint64_t vq __attribute__((vector_size(64)));
enum { LANES = 16 };

#define INLINE static inline __attribute__((always_inline))
#define SELECT(mask, a, b) ((vf)(((vi)(mask) & (vi)(a)) | (~(vi)(mask) & (vi)(b))))

// --- Row sums -------------------------------------------------------------------------------------------------------------------

// `width` vectors of columns, all rows, sums in registers.
INLINE void sum_tile(float *restrict out, const float *restrict w, size_t cols, const int32_t *restrict rows,
                     const float *restrict amplitude, size_t count, const int width) {
  vf sum[ENGRAM_TILE];
#pragma clang loop unroll(full)
  for (int t = 0; t < width; t++) sum[t] = (vf){0};
  for (size_t i = 0; i < count; i++) {
    const vf *row = (const vf *)(w + (size_t)rows[i] * cols);
    if (amplitude) {
      const float a = amplitude[i];
#pragma clang loop unroll(full)
      for (int t = 0; t < width; t++) sum[t] += a * row[t];
    } else {
#pragma clang loop unroll(full)
      for (int t = 0; t < width; t++) sum[t] += row[t];
    }
  }
#pragma clang loop unroll(full)
  for (int t = 0; t < width; t++) ((vf *)out)[t] = sum[t];
}

#define TILE_CASE(n) \
  case n: \
    sum_tile(out + at * LANES, w + at * LANES, cols, rows, amplitude, count, n < ENGRAM_TILE ? n : ENGRAM_TILE); \
    break;

// Narrow rows: the columns in nearly equal tiles, each summed in registers over all rows.
INLINE void sum_narrow(float *restrict out, const float *restrict w, size_t cols, const int32_t *restrict rows,
                       const float *restrict amplitude, size_t count) {
  const size_t vectors = cols / LANES, tiles = (vectors + ENGRAM_TILE - 1) / ENGRAM_TILE;
  size_t at = 0;
  for (size_t tile = 0; tile < tiles; tile++) {
    const size_t width = (vectors - at + (tiles - tile) - 1) / (tiles - tile);
    switch (width) {
      TILE_CASE(1) TILE_CASE(2) TILE_CASE(3) TILE_CASE(4) TILE_CASE(5) TILE_CASE(6) TILE_CASE(7)
      TILE_CASE(8) TILE_CASE(9) TILE_CASE(10) TILE_CASE(11) TILE_CASE(12) TILE_CASE(13)
    }
    at += width;
  }
}

// Eight whole rows at a time, streamed; the sums stay in the first-level cache. Same order of addition. `isFar`: the weights do not fit
// the caches, so the next eight rows are fetched meanwhile.
INLINE void stream_rows(float *restrict out, const float *restrict w, size_t cols, const int32_t *restrict rows,
                        const float *restrict amplitude, size_t count, const int isFar) {
  const size_t vectors = cols / LANES;
  memset(out, 0, cols * sizeof(float));
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const vf *row[8], *next[8];
    float a[8];
    for (int r = 0; r < 8; r++) {
      row[r] = (const vf *)(w + (size_t)rows[i + r] * cols);
      next[r] = (const vf *)(w + (size_t)rows[i + r + 8 < count ? i + r + 8 : i + r] * cols);
      a[r] = amplitude ? amplitude[i + r] : 1;
    }
    for (size_t t = 0; t < vectors; t++) {
      vf sum = ((vf *)out)[t];
#pragma clang loop unroll(full)
      for (int r = 0; r < 8; r++) {
        if (isFar) __builtin_prefetch(next[r] + t, 0, 2);
        sum += amplitude ? a[r] * row[r][t] : row[r][t];
      }
      ((vf *)out)[t] = sum;
    }
  }
  for (; i < count; i++) {
    const vf *row = (const vf *)(w + (size_t)rows[i] * cols);
    const float a = amplitude ? amplitude[i] : 1;
    for (size_t t = 0; t < vectors; t++) ((vf *)out)[t] += amplitude ? a * row[t] : row[t];
  }
}

// Wide rows. A matrix of more than FAR weights is fetched from beyond the caches: the last row tells how large it is.
INLINE void sum_wide(float *restrict out, const float *restrict w, size_t cols, const int32_t *restrict rows,
                     const float *restrict amplitude, size_t count) {
  enum { FAR = 2 << 20 };
  if (count > 0 && (size_t)rows[count - 1] * cols > FAR)
    stream_rows(out, w, cols, rows, amplitude, count, 1);
  else
    stream_rows(out, w, cols, rows, amplitude, count, 0);
}

enum { WIDE = 640 };

static void sum_rows(float *out, const float *w, size_t cols, const int32_t *rows, size_t count) {
  if (cols >= WIDE)
    sum_wide(out, w, cols, rows, 0, count);
  else
    sum_narrow(out, w, cols, rows, 0, count);
}

static void sum_rows_weighted(float *out, const float *w, size_t cols, const int32_t *rows, const float *amplitude, size_t count) {
  if (cols >= WIDE)
    sum_wide(out, w, cols, rows, amplitude, count);
  else
    sum_narrow(out, w, cols, rows, amplitude, count);
}

static void add_noise(float *restrict z, const float *restrict noise, float sd, size_t cols) {
  for (size_t t = 0; t < cols / LANES; t++) ((vf *)z)[t] += sd * ((const vf *)noise)[t];
}

// --- Winners --------------------------------------------------------------------------------------------------------------------

INLINE int32_t lanes_total(vi v) {
  int32_t total = 0;
#pragma clang loop unroll(full)
  for (int l = 0; l < LANES; l++) total += v[l];
  return total;
}

// How many of z are at least t.
INLINE int32_t count_at_least(const float *restrict z, size_t vectors, float t) {
  const vf threshold = t - (vf){0};
  vi count = {0};
  for (size_t v = 0; v < vectors; v++) count -= (vi)(((const vf *)z)[v] >= threshold);
  return lanes_total(count);
}

// The float of the same rank among floats as an integer among integers, and back: bisection on it ends after at most 32 steps.
INLINE int32_t float_rank(float x) {
  int32_t bits;
  memcpy(&bits, &x, 4);
  return bits < 0 ? (int32_t)(0x80000000u - (uint32_t)bits) : bits;
}

INLINE float rank_float(int32_t rank) {
  int32_t bits = rank < 0 ? (int32_t)(0x80000000u - (uint32_t)rank) : rank;
  float x;
  memcpy(&x, &bits, 4);
  return x;
}

// Indices of all z > t, and of the first `ties` of those equal to t, ascending.
INLINE void gather_winners(int32_t *restrict winners, const float *restrict z, size_t n, size_t vectors, float t, size_t ties, int exact) {
  size_t found = 0;
  if (exact) {
#ifdef ENGRAM_COMPRESS
    const __m512 threshold = _mm512_set1_ps(t);
    __m512i index = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    for (size_t v = 0; v < vectors; v++) {
      const __mmask16 mask = _mm512_cmp_ps_mask(_mm512_load_ps(z + v * LANES), threshold, _CMP_GE_OQ);
      _mm512_storeu_si512(winners + found, _mm512_maskz_compress_epi32(mask, index));
      found += (size_t)__builtin_popcount(mask);
      index = _mm512_add_epi32(index, _mm512_set1_epi32(LANES));
    }
#else
    for (size_t j = 0; j < n; j++) {
      winners[found] = (int32_t)j;
      found += z[j] >= t;
    }
#endif
    return;
  }
  for (size_t j = 0; j < n; j++) {
    if (z[j] > t)
      winners[found++] = (int32_t)j;
    else if (z[j] == t && ties > 0) {
      winners[found++] = (int32_t)j;
      ties--;
    }
  }
}

// `winners` must have room for k + 16.
static void top_k(int32_t *winners, float *z, size_t n, size_t k, float *hint) {
  const size_t vectors = (n + LANES - 1) / LANES;
  for (size_t j = n; j < vectors * LANES; j++) z[j] = -__builtin_inff();
  if (k == 0) return;
  const int32_t wanted = (int32_t)k;
  // Invariant: at least k of z are >= low, fewer than k are >= high.
  float low, high, t = *hint;
  int32_t at_low, at_high, count = count_at_least(z, vectors, t);
  if (count != wanted) {
    vf lowest = ((const vf *)z)[0], highest = lowest;
    for (size_t v = 0; v < n / LANES; v++) {
      const vf x = ((const vf *)z)[v];
      lowest = SELECT(x < lowest, x, lowest);
      highest = SELECT(x > highest, x, highest);
    }
    float minimum = lowest[0], maximum = highest[0];
    for (int l = 1; l < LANES; l++) {
      minimum = lowest[l] < minimum ? lowest[l] : minimum;
      maximum = highest[l] > maximum ? highest[l] : maximum;
    }
    for (size_t j = n / LANES * LANES; j < n; j++) {
      minimum = z[j] < minimum ? z[j] : minimum;
      maximum = z[j] > maximum ? z[j] : maximum;
    }
    // A padded first vector can hold minus infinity; any finite value below all others will do.
    if (!(minimum > -3e38f)) minimum = -3e38f;
    low = minimum, at_low = (int32_t)n;
    high = rank_float(float_rank(maximum) + 1), at_high = 0;
    if (count > wanted && t > low) low = t, at_low = count;
    if (count < wanted && t < high) high = t, at_high = count;
    for (int pass = 0; count != wanted; pass++) {
      if ((int64_t)float_rank(high) - float_rank(low) <= 1) {
        t = low;
        break;
      }
      if (pass < 14) {
        const float share = ((float)(at_low - wanted) + 0.5f) / (float)(at_low - at_high);
        t = low + (high - low) * share;
      }
      if (pass >= 14 || !(t > low && t < high))
        t = rank_float((int32_t)(((int64_t)float_rank(low) + float_rank(high)) >> 1));
      if (!(t > low)) t = rank_float(float_rank(low) + 1);
      count = count_at_least(z, vectors, t);
      if (count > wanted) low = t, at_low = count;
      if (count < wanted) high = t, at_high = count;
    }
  }
  *hint = t;
  size_t ties = 0;
  if (count != wanted) {
    const int32_t above = count_at_least(z, vectors, rank_float(float_rank(t) + 1));
    ties = (size_t)(wanted - above);
  }
  gather_winners(winners, z, n, vectors, t, ties, count == wanted);
}

// --- Learning -------------------------------------------------------------------------------------------------------------------

static void hebb(float *restrict w, size_t cols, const int32_t *restrict rows, const float *restrict amplitude, size_t count,
                 const float *restrict y, float rate, float depression) {
  for (size_t i = 0; i < count; i++) {
    vf *row = (vf *)(w + (size_t)rows[i] * cols);
    const float e = rate * amplitude[i];
    for (size_t t = 0; t < cols / LANES; t++) {
      const vf post = ((const vf *)y)[t], old = row[t];
      row[t] = old + e * (post * (1 - old) - depression * (1 - post) * old);
    }
  }
}

// exp(x) for |x| <= 87, relative error below 2e-7 (argument reduction by ln 2, polynomial of degree 6).
INLINE vf vexp(vf x) {
  x = SELECT(x > 87.f, 87.f - (vf){0}, x);
  x = SELECT(x < -87.f, -87.f - (vf){0}, x);
  const vf magic = 12582912.f - (vf){0};
  const vf shifted = x * 1.44269504088896341f + magic;
  const vf n = shifted - magic;
  const vf r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  vf p = 1.9875691500e-4f - (vf){0};
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = (p * r) * r + r + 1.f;
  const vi exponent = ((vi)shifted - (vi)magic + 127) << 23;
  return p * (vf)exponent;
}

INLINE vf vsigmoid(vf y) { return 1.f / (1.f + vexp(-y)); }

static void sigmoid(float *restrict p, const float *restrict y, size_t cols) {
  for (size_t t = 0; t < cols / LANES; t++) ((vf *)p)[t] = vsigmoid(((const vf *)y)[t]);
}

INLINE void delta_tile(float *restrict w, size_t cols, const int32_t *restrict rows, size_t count, const vf *target, const vf *attention,
                       vf used, float bias, float rate, const int width, const int hasNext) {
  vf change[4];
  vf sum[4];
#pragma clang loop unroll(full)
  for (int t = 0; t < width; t++) sum[t] = (vf){0};
  for (size_t i = 0; i < count; i++) {
    const vf *row = (const vf *)(w + (size_t)rows[i] * cols);
#pragma clang loop unroll(full)
    for (int t = 0; t < width; t++) sum[t] += row[t];
  }
#pragma clang loop unroll(full)
  for (int t = 0; t < width; t++) {
    change[t] = rate * (target[t] - vsigmoid(bias + sum[t]));
    if (attention) change[t] *= attention[t];
  }
  change[width - 1] = SELECT(used, change[width - 1], (vf){0});
  for (size_t i = 0; i < count; i++) {
    vf *row = (vf *)(w + (size_t)rows[i] * cols);
#pragma clang loop unroll(full)
    for (int t = 0; t < width; t++) {
      row[t] += change[t];
      if (hasNext) __builtin_prefetch(row + width + t, 0, 2);  // the next columns of the same rows
    }
  }
}

static void delta(float *w, size_t cols, size_t n, const int32_t *rows, size_t count, const float *target, const float *attention,
                  float bias, float rate) {
  const vi all = (vi){0} - 1, lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  for (size_t at = 0; at < cols; at += 4 * LANES) {
    const size_t width = (cols - at) / LANES < 4 ? (cols - at) / LANES : 4;
    const int last = at + width * LANES >= n;
    const vi used = last ? (vi)(lane < (int32_t)(n - (at + (width - 1) * LANES))) : all;
    const vf *t = (const vf *)(target + at), *a = attention ? (const vf *)(attention + at) : 0;
    switch (width) {
      case 1: delta_tile(w + at, cols, rows, count, t, a, (vf)used, bias, rate, 1, 0); break;
      case 2: delta_tile(w + at, cols, rows, count, t, a, (vf)used, bias, rate, 2, 0); break;
      case 3: delta_tile(w + at, cols, rows, count, t, a, (vf)used, bias, rate, 3, 0); break;
      default:
        if (at + 4 * LANES < cols)
          delta_tile(w + at, cols, rows, count, t, a, (vf)used, bias, rate, 4, 1);
        else
          delta_tile(w + at, cols, rows, count, t, a, (vf)used, bias, rate, 4, 0);
    }
  }
}

static void scale(float *restrict w, size_t count, float factor) {
  for (size_t t = 0; t < count / LANES; t++) ((vf *)w)[t] *= factor;
}

// A weight whose chain has run empty is zero, and not a number that slows the processor down.
INLINE vf settled(vf x) { return SELECT(x > 1e-25f, x, SELECT(x < -1e-25f, x, (vf){0})); }

static void exchange(float *restrict w, float *restrict second, float *restrict third, size_t count, const float *restrict m) {
  for (size_t t = 0; t < count / LANES; t++) {
    const vf a = ((const vf *)w)[t], b = ((const vf *)second)[t], c = ((const vf *)third)[t];
    ((vf *)w)[t] = settled(m[0] * a + m[1] * b + m[2] * c);
    ((vf *)second)[t] = settled(m[3] * a + m[4] * b + m[5] * c);
    ((vf *)third)[t] = settled(m[6] * a + m[7] * b + m[8] * c);
  }
}

static void column_sums(float *restrict sum, float *restrict squares, const float *restrict w, size_t cols, size_t rows) {
  memset(sum, 0, cols * sizeof(float));
  memset(squares, 0, cols * sizeof(float));
  for (size_t i = 0; i < rows; i++) {
    const vf *row = (const vf *)(w + i * cols);
    for (size_t t = 0; t < cols / LANES; t++) {
      ((vf *)sum)[t] += row[t];
      ((vf *)squares)[t] += row[t] * row[t];
    }
  }
}

// --- Noise ----------------------------------------------------------------------------------------------------------------------

// log(n) for n in 1 ... 2^17, exact integers (Cephes polynomial on [sqrt 1/2, sqrt 2]).
INLINE vf vlog(vf n) {
  vi bits = (vi)n;
  vi exponent = (bits >> 23) - 126;
  vf m = (vf)((bits & 0x007fffff) | 0x3f000000);  // in [0.5, 1)
  const vi small = (vi)(m < 0.70710678118654752f);
  exponent += small;
  m = m + SELECT(small, m, (vf){0}) - 1.f;
  const vf e = __builtin_convertvector(exponent, vf), z = m * m;
  vf p = 7.0376836292e-2f - (vf){0};
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  p = p * m * z;
  p = p + e * -2.12194440e-4f - 0.5f * z;
  return m + p + e * 0.693359375f;
}

// Two normals from each 32-bit word: radius from the low, angle from the high 16 bits.
INLINE void box_muller(vu word, vf *restrict first, vf *restrict second) {
  const vf n = __builtin_convertvector((vi)((word & 0xffff) * 2 + 1), vf);  // u = n / 2^17
  const vf log_u = vlog(n) - 11.7835020695f;
  const vf r = __builtin_elementwise_sqrt(-2.f * log_u);
  const vi h = (vi)(word >> 16), quadrant = h >> 14;
  const vf a = (__builtin_convertvector(h & 16383, vf) - 8191.5f) * 9.58737992428526e-5f;  // in (-pi/4, pi/4)
  const vf z = a * a;
  const vf s = ((-1.9515295891e-4f * z + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * a + a;
  const vf c = ((2.443315711809948e-5f * z - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.f;
  const vi odd = -(quadrant & 1);
  const vi sign = (quadrant >> 1) << 31;
  const vf x = SELECT(odd, s, c), y = SELECT(odd, c, s);
  *first = r * (vf)((vi)x ^ sign);
  *second = r * (vf)((vi)y ^ sign ^ (vi)((odd & 1) << 31));
}

INLINE vq halves(vq v) { return v & 0xffffffffu; }

// Ten rounds for 8 consecutive counters, 32-bit values in 64-bit lanes (junk above them is masked where it matters).
INLINE void philox8(vq c0, vq c1, vq c2, vq c3, uint64_t key, vq *out) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; round++) {
    const vq a = halves(c0) * 0xD2511F53u, b = halves(c2) * 0xCD9E8D57u;
    const vq n0 = (b >> 32) ^ c1 ^ (uint64_t)k0, n2 = (a >> 32) ^ c3 ^ (uint64_t)k1;
    c0 = n0, c1 = b, c2 = n2, c3 = a;
    k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
  }
  out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

// The low halves of 16 lanes as 32-bit words.
INLINE vu narrow(vq a, vq b) {
  return __builtin_shufflevector((vu)a, (vu)b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
}

// 64 words of 16 consecutive blocks: word w of all blocks, then word w + 1.
INLINE void philox16(uint64_t key, const uint32_t *stream, uint64_t block, vu *out) {
  const vq lane = {0, 1, 2, 3, 4, 5, 6, 7};
  const vq c2 = (uint64_t)stream[0] + (vq){0}, c3 = (uint64_t)stream[1] + (vq){0};
  const vq first = block + lane, second = block + 8 + lane;
  vq low[4], high[4];
  philox8(halves(first), first >> 32, c2, c3, key, low);
  philox8(halves(second), second >> 32, c2, c3, key, high);
#pragma clang loop unroll(full)
  for (int w = 0; w < 4; w++) out[w] = narrow(low[w], high[w]);
}

static void normals(float *out, size_t count, uint64_t key, const uint32_t *stream, uint64_t block) {
  for (size_t at = 0; at < count; at += 8 * LANES, block += 16) {
    vu words[4];
    philox16(key, stream, block, words);
    vf *to = (vf *)(out + at);
#pragma clang loop unroll(full)
    for (int w = 0; w < 4; w++) box_muller(words[w], to + 2 * w, to + 2 * w + 1);
  }
}

static void connect(float *w, size_t count, float density, float low, float high, uint64_t key, const uint32_t *stream,
                    uint64_t block) {
  const float slope = (high - low) / density;
  for (size_t at = 0; at < count; at += 4 * LANES, block += 16) {
    vu words[4];
    philox16(key, stream, block, words);
#pragma clang loop unroll(full)
    for (int t = 0; t < 4; t++) {
      const vf u = __builtin_convertvector((vi)(words[t] >> 8), vf) * 0x1p-24f;
      ((vf *)(w + at))[t] = SELECT(u < density, low + slope * u, (vf){0});
    }
  }
}

// --- UP and DOWN states ---------------------------------------------------------------------------------------------------------

// 64 words of one block of 16 streams: word w of all streams, then word w + 1.
INLINE void philox_streams(uint64_t key, const uint32_t *subject, const uint32_t *purpose, uint64_t block, vu *out) {
  vq low[4], high[4], s[2], p[2];
  for (int l = 0; l < 8; l++) s[0][l] = subject[l], s[1][l] = subject[l + 8], p[0][l] = purpose[l], p[1][l] = purpose[l + 8];
  const vq zero = {0};
  philox8((block & 0xffffffffu) + zero, (block >> 32) + zero, s[0], p[0], key, low);
  philox8((block & 0xffffffffu) + zero, (block >> 32) + zero, s[1], p[1], key, high);
#pragma clang loop unroll(full)
  for (int w = 0; w < 4; w++) out[w] = narrow(low[w], high[w]);
}

// 1 / (1 + exp(-z)) = (1 + tanh(z/2)) / 2 with Lambert's continued fraction of tanh (to x^9 / x^8): a short chain of operations, absolute
// error below 1e-6 for |z| <= 11, 2e-5 beyond.
INLINE vf vlogistic(vf z) {
  vf x = 0.5f * z;
  x = __builtin_elementwise_min(__builtin_elementwise_max(x, (vf){0} - 5.5f), (vf){0} + 5.5f);
  const vf q = x * x, q2 = q * q;
  const vf over = (34459425.f + 4729725.f * q) + q2 * ((135135.f + 990.f * q) + q2);
  const vf under = (34459425.f + 16216200.f * q) + q2 * ((945945.f + 13860.f * q) + 45.f * q2);
  return 0.5f + 0.5f * x * (over / under);
}

// Each step waits for the last one; two groups of sixteen fields in turn fill the wait.
INLINE size_t up_down_groups(engram_up_down *fields, const float *restrict input, size_t steps, uint64_t key, uint64_t block,
                             int32_t *restrict at, uint32_t *restrict ups, const int groups) {
  vf r[2], a[2], xi[2], w[2], b[2], k[2], r0[2], step_r[2], step_a[2], keep[2], kick[2], high, low;
  vi up[2];
#define EACH(g) _Pragma("clang loop unroll(full)") for (int g = 0; g < groups; g++)
#define LOAD(name) memcpy(&name[g], fields->name + g * LANES, sizeof name[g])
  EACH(g) {
    LOAD(r); LOAD(a); LOAD(xi); LOAD(w); LOAD(b); LOAD(k); LOAD(r0);
    LOAD(step_r); LOAD(step_a); LOAD(keep); LOAD(kick); LOAD(up);
  }
  high = fields->high - (vf){0}, low = fields->low - (vf){0};
  const vi bit = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
  size_t found = 0;
  for (size_t step = 0; step < steps; step += 8, block++) {
    vf noise[2][8];
    EACH(g) {
      vu words[4];
      philox_streams(key, fields->subject + g * LANES, fields->purpose + g * LANES, block, words);
      for (int i = 0; i < 4; i++) box_muller(words[i], noise[g] + 2 * i, noise[g] + 2 * i + 1);
    }
    for (int i = 0; i < 8; i++) {
      vi changed = {0};
      EACH(g) {
        vf drive;
        memcpy(&drive, input + ((step + i) * groups + g) * LANES, sizeof drive);
        const vf next = keep[g] * xi[g] + kick[g] * noise[g][i];
        const vf slope = vlogistic(w[g] * r[g] + (drive + xi[g] - b[g] * a[g])) - r[g];
        a[g] += step_a[g] * (vlogistic(k[g] * (r[g] - r0[g])) - a[g]);
        const vf guess = r[g] + step_r[g] * slope;
        r[g] += 0.5f * step_r[g] * (slope + (vlogistic(w[g] * guess + (drive + next - b[g] * a[g])) - guess));
        xi[g] = next;
        const vi now = (up[g] | (vi)(r[g] > high)) & ~(vi)(r[g] < low);
        changed |= now ^ up[g];
        up[g] = now;
      }
      if (__builtin_reduce_or(changed)) {
        at[found] = (int32_t)(step + i);
        ups[found] = 0;
        EACH(g) ups[found] |= (uint32_t)__builtin_reduce_or(up[g] & bit) << (g * LANES);
        found++;
      }
    }
  }
#define STORE(name) memcpy(fields->name + g * LANES, &name[g], sizeof name[g])
  EACH(g) { STORE(r); STORE(a); STORE(xi); STORE(up); }
  return found;
}

static size_t up_down(engram_up_down *fields, const float *input, size_t steps, uint64_t key, uint64_t block, int32_t *at,
                      uint32_t *ups, int groups) {
  return groups > 1 ? up_down_groups(fields, input, steps, key, block, at, ups, 2)
                    : up_down_groups(fields, input, steps, key, block, at, ups, 1);
}

#include "race.h"

const engram_kernels ENGRAM_TABLE = {
    ENGRAM_VARIANT, sum_rows, sum_rows_weighted, add_noise, top_k, hebb, delta, sigmoid, scale, exchange, column_sums, normals,
    connect, up_down, race_step,
};
