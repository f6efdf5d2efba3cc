// The hot loops of feed-forward networks, like those of CKernels.h: one variant per instruction set, all with the same bits.
//
// Weights have one row per receiver, padded with zeros to a multiple of 16; so have the rows of a batch. Rows are aligned to 64 bytes.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// How a receiver that has spiked changes its weights; see `replay`.
typedef struct {
  float increase, decrease;
  /// Width of the sigmoid; 0: the change is proportional to the weight.
  float scale;
} engram_replay_rule;

typedef struct {
  /// out[b, j] = sum over i of w[j, i] * in[b, i], for `batch` rows of `out`, which are `out_cols` wide.
  void (*forward)(float *out, size_t out_cols, const float *w, size_t cols, size_t rows, const float *in, size_t batch);

  /// out[b, i] = sum over j of delta[b, j] * w[j, i].
  void (*backward)(float *out, const float *w, size_t cols, size_t rows, const float *delta, size_t delta_cols, size_t batch);

  /// moment[j, i] = momentum * moment[j, i] + rate * sum over b of delta[b, j] * in[b, i]; w -= moment.
  void (*descend)(float *w, float *moment, size_t cols, size_t rows, const float *delta, size_t delta_cols, const float *in,
                  size_t batch, float rate, float momentum);

  /// A step of spiking units: v[j] = leak * v[j] + gain * sum over i of w[j, i] * in[i]; where v[j] >= threshold out[j] = 1 and v[j] = 0,
  /// else out[j] = 0. Returns how many have spiked.
  size_t (*spike)(float *out, float *v, const float *w, size_t cols, size_t rows, const float *in, float gain, float leak,
                  float threshold);

  /// Weights of one receiver that has spiked, from `senders` senders: w += increase * f(w) where in[i] is 1, else w -= decrease * f(w);
  /// f(w) = 2 / (1 + exp(w / scale)), or w.
  void (*replay)(float *w, const float *in, size_t senders, const engram_replay_rule *rule);
} engram_feedforward_kernels;

/// Of the same variant as `engram_kernels_selected`.
const engram_feedforward_kernels *engram_feedforward_selected(void);

/// A variant by name, or null if it does not exist or this processor cannot run it.
const engram_feedforward_kernels *_Nullable engram_feedforward_named(const char *name);

#pragma clang assume_nonnull end
