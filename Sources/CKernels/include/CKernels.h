// The hot loops of the rate engine. Each function exists in one variant per instruction set; all variants give the same bits
// (no contraction to fused multiply-adds, no reassociation, every reduction in a fixed order).
//
// Matrices are float32, one row per presynaptic unit. Rows are padded with zeros to a multiple of 16 and aligned to 64 bytes; so are
// vectors. `cols` is always the padded width.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CFeedForward.h"
#include "CGraded.h"
#include "CSpiking.h"

#pragma clang assume_nonnull begin

/// Up to 32 independent UP/DOWN mean fields in one or two groups of sixteen, each with parameters, state and stream of its own; times in steps.
typedef struct {
  /// State: rate, adaptation, Ornstein-Uhlenbeck input; whether up (-1) or down (0).
  float r[32], a[32], xi[32];
  int32_t up[32];
  /// Recurrent weight, adaptation weight, slope and middle of the adaptation's curve.
  float w[32], b[32], k[32], r0[32];
  /// Step over time constants of rate and adaptation; decay of xi in a step, and its kick.
  float step_r[32], step_a[32], keep[32], kick[32];
  /// Rate above which a field is up, below which it is down.
  float high, low;
  /// Philox counters: subject and purpose of each stream.
  uint32_t subject[32], purpose[32];
} engram_up_down;

typedef struct {
  /// "avx512", "avx2" or "default".
  const char *name;

  /// out[j] = sum of w[rows[i], j] over i, in the order of `rows`.
  void (*sum_rows)(float *out, const float *w, size_t cols, const int32_t *rows, size_t count);

  /// out[j] = sum of amplitude[i] * w[rows[i], j] over i.
  void (*sum_rows_weighted)(float *out, const float *w, size_t cols, const int32_t *rows, const float *amplitude, size_t count);

  /// z[j] += sd * noise[j].
  void (*add_noise)(float *z, const float *noise, float sd, size_t cols);

  /// The k largest of z[0..<n], indices ascending; equal values: lowest index first. z must have room for the padding, which is
  /// overwritten. `hint` is the last threshold of the same layer: it changes the time, never the result.
  void (*top_k)(int32_t *winners, float *z, size_t n, size_t k, float *hint);

  /// w[rows[i], j] += rate * x[i] * (y[j] * (1 - w) - depression * (1 - y[j]) * w): presynaptically gated, bounded Hebbian rule.
  void (*hebb)(float *w, size_t cols, const int32_t *rows, const float *amplitude, size_t count, const float *y, float rate,
               float depression);

  /// Delta rule on logistic units, fused: p[j] = sigmoid(bias + sum of w[rows[i], j]); w[rows[i], j] += rate * attention[j] * (target[j] - p[j]).
  /// `base` is added to the sum in front of the bias; attention may be null (1 everywhere). Only columns below n change.
  void (*delta)(float *w, size_t cols, size_t n, const int32_t *rows, size_t count, const float *target,
                const float *_Nullable attention, float bias, float rate);

  /// p[j] = 1 / (1 + exp(-y[j])).
  void (*sigmoid)(float *p, const float *y, size_t cols);

  /// w *= factor.
  void (*scale)(float *w, size_t count, float factor);

  /// (w, second, third) of each weight times the 3 x 3 matrix m, by rows: what time does to a chain of variables.
  void (*exchange)(float *w, float *second, float *third, size_t count, const float *m);

  /// sum[j] and squares[j]: column sums of w and of its squares over `rows` rows.
  void (*column_sums)(float *sum, float *squares, const float *w, size_t cols, size_t rows);

  /// `count` standard normal numbers (a multiple of 128) from Philox 4x32-10 under `key`, counters (block, block >> 32, stream[0],
  /// stream[1]) and following. Box-Muller on 16 + 16 bits: the largest magnitude is 4.85.
  void (*normals)(float *out, size_t count, uint64_t key, const uint32_t *stream, uint64_t block);

  /// A random projection: each of `count` weights (a multiple of 64) is present with probability `density`, then uniform in
  /// [low, high), else 0; one 32-bit word each, numbered as in `normals`.
  void (*connect)(float *w, size_t count, float density, float low, float high, uint64_t key, const uint32_t *stream,
                  uint64_t block);

  /// Advances the fields of one or two groups by `steps` (a multiple of 8): r by Heun's rule, r' = -r + R(w r - b a + input + xi), the
  /// slow a by Euler's, a' = -a + R(k (r - r0)), R(z) = 1/(1 + exp(-z)). `input`: steps x fields. Noise from Philox blocks `block` on,
  /// eight steps each, under `key`. Writes each step after which some field has changed between up and down, with a bit for each that is
  /// up; returns their number.
  size_t (*up_down)(engram_up_down *fields, const float *input, size_t steps, uint64_t key, uint64_t block, int32_t *at, uint32_t *up,
                    int groups);

  /// A step of neurons that race to threshold 1: v += gain * (z + xi - inhibition - v), xi = keep * xi + kick * noise. Writes those that
  /// cross, ascending, with the share of the step at which they do, and returns their number.
  size_t (*race)(float *v, float *xi, const float *z, const float *noise, size_t padded, float inhibition, float gain, float keep,
                 float kick, int32_t *who, float *when);
} engram_kernels;

/// The fastest variant that this processor runs; the environment variable ENGRAM_KERNELS=avx512|avx2|default chooses another.
const engram_kernels *engram_kernels_selected(void);

/// A variant by name, or null if it does not exist or this processor cannot run it.
const engram_kernels *_Nullable engram_kernels_named(const char *name);

/// Zeroed memory for a matrix, 64-byte aligned, in huge pages where it is large and the system has them; null if memory is short.
float *_Nullable engram_allocate(size_t count);
void engram_release(float *memory);

#pragma clang assume_nonnull end
