// The hot loops of graded networks, like those of CKernels.h: one variant per instruction set, all with the same bits.
//
// A dense projection has one row of weights per sender, padded with zeros to a multiple of 16. With pools, sender s reaches only the pool
// s / `senders` of `receivers` units: its row adds to units from (s / senders) * receivers on. A sparse projection has as many senders
// for each receiver, `slots` rows of weights beside rows of sender numbers. Weights exist twice: `linear` in [0, 1], which learns (below 0:
// there is no synapse), and `weight`, its contrast-enhanced value, which acts. Vectors of units have room for 16 more.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Units of a layer in a cycle: see `settle`.
typedef struct {
  float *_Nullable ge, *_Nullable vm, *_Nullable act;
  const float *_Nullable raw, *_Nullable gi;
  /// What units are clamped to, below 0: the unit is free; null where the whole layer is.
  const float *_Nullable clamp;
  /// Reversal of inhibition and leak relative to threshold, over that of excitation: threshold conductance = gi * gi_share + leak_share.
  float gi_share, leak_share;
  /// Leak conductance, threshold, reversals of inhibition and leak (excitation: 1), rates of potential and activation.
  float leak, threshold, inhibition_reversal, leak_reversal, vm_rate, act_rate;
  /// Activation above which excitation, not the potential, drives.
  float driven;
} engram_layer;

/// The noisy activation function in a table of values and slopes from `low` on, and its gain beyond the table.
typedef struct {
  const float *value;
  const float *slope;
  float low, high, per_unit, gain;
} engram_activation;

/// Contrastive Hebbian learning with a soft bound; see `learn`.
typedef struct {
  float rate, hebb, correction;
  /// Normalisation by the running largest change (kept share of it, factor), momentum (kept share, factor).
  float norm_decay, norm_rate, momentum, momentum_rate;
  /// Factors of each receiver on increases and decreases; null: 1.
  const float *_Nullable up;
  const float *_Nullable down;
  /// Whether the soft bound is on the change, after normalisation and momentum, not on the error.
  int32_t bounds_change;
} engram_learning;

typedef struct {
  /// ge[j] += amount[i] * w[rows[i], j].
  void (*send)(float *ge, const float *w, size_t cols, const int32_t *rows, const float *amount, size_t count, size_t senders,
               size_t receivers);

  /// ge[j] += scale * sum over slots of amount[index[k, j]] * w[k, j].
  void (*send_sparse)(float *ge, const float *w, const int32_t *index, size_t cols, size_t slots, const float *amount, float scale);

  /// A cycle of short-term depression, and what is sent through it, in one pass: C += build * (1 - C) * s r w (1 - C)^2 - recover * C,
  /// then ge[j] += scale * s w (1 - C)^2, for each sender activation s and receiver activation r.
  void (*depress)(float *ge, const float *w, float *c, size_t cols, const float *send, const float *receive, size_t senders, float scale,
                  float build, float recover);

  /// The same for a sparse projection.
  void (*depress_sparse)(float *ge, const float *w, float *c, const int32_t *index, size_t cols, size_t slots, const float *send,
                         const float *receive, float scale, float build, float recover);

  /// ge += rate * (raw - ge) over `n` units; returns the sum of ge.
  float (*integrate)(float *ge, const float *raw, size_t n, float rate);

  /// Sum over `n` units, in a fixed order.
  float (*total)(const float *x, size_t n);

  /// A cycle of the units: vm += rate * (ge (1 - vm) + leak (E_l - vm) + gi (E_i - vm)); the drive is ge less the conductance that holds
  /// vm at threshold, or vm less the threshold until the unit is active; act += rate * (y(drive) - act).
  void (*settle)(const engram_layer *layer, size_t n, const engram_activation *y);

  /// Senders whose activation has changed by more than `change` since it was last sent, and are above `active`, and those that were and
  /// are not any more: their numbers and changes; `sent` is brought up to date. Returns how many.
  size_t (*changes)(const float *act, float *sent, size_t n, float change, float active, int32_t *rows, float *amount);

  /// w = l^6 / (l^6 + (1 - l)^6); 0 where there is no synapse.
  void (*contrast)(float *w, const float *linear, size_t count);

  /// dl = rate * (hebb * h + (1 - hebb) * e): e = r+ s+ - r- s-, times 1 - l where it is positive, else times l;
  /// h = r+ (s+ (correction - l) - (1 - s+) l). `norm`: of each sender, the running largest change of its synapses; `moment`: of each
  /// synapse; null where they are not used.
  void (*learn)(float *linear, float *w, float *_Nullable norm, float *_Nullable moment, size_t cols, const float *send_plus,
                const float *send_minus, const float *receive_plus, const float *receive_minus, size_t count, size_t senders,
                size_t receivers, const engram_learning *rule);

  /// The same for a sparse projection. `scratch`: room for a number of each sender.
  void (*learn_sparse)(float *linear, float *w, float *_Nullable norm, float *_Nullable moment, const int32_t *index, size_t cols,
                       size_t slots, size_t senders, const float *send_plus, const float *send_minus, const float *receive_plus,
                       const float *receive_minus, float *scratch, const engram_learning *rule);

  /// sum[s, j] += sum over `cycles` of send[t, s] * receive[t, j], where a cycle's rows are `send_cols` and `receive_cols` wide.
  void (*coactivity)(float *sum, size_t cols, const float *send, size_t send_cols, const float *receive, size_t receive_cols,
                     size_t senders, size_t cycles);

  /// dl = rate * e with e = plus / plus_cycles - minus / minus_cycles and the soft bound of `learn`.
  void (*learn_coactivity)(float *linear, float *w, const float *plus, const float *minus, size_t count, float plus_share,
                           float minus_share, float rate);

  /// Pearson correlation of a and b over `n` units; 0 where one does not vary.
  double (*correlation)(const float *a, const float *b, size_t n);
} engram_graded_kernels;

/// Of the same variant as `engram_kernels_selected`.
const engram_graded_kernels *engram_graded_selected(void);

/// A variant by name, or null if it does not exist or this processor cannot run it.
const engram_graded_kernels *_Nullable engram_graded_named(const char *name);

#pragma clang assume_nonnull end
