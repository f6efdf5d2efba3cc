// The hot loops of the spiking engine, like those of CKernels.h: one variant per instruction set, all with the same bits.
//
// Time is counted in steps. A neuron's potential is kept relative to where it rests (rest plus constant drive); a refractory neuron's is
// not a number, which never crosses a threshold, until its reset is written over it. Vectors are padded to 64 neurons, padding is not a
// number. A spike of step s leaves at the end of s, and with delay d arrives at the beginning of step s + 1 + d.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// One kind of synaptic input of a population. Spikes are added to `rise` where there is one, otherwise to `g`.
/// In a (sub-)step: g -= lose * g, g += feed * rise, rise -= lose_rise * rise. (A share kept, near 1, would be rounded coarsely.)
typedef struct {
  float *g;
  float *_Nullable rise;
  float lose, feed, lose_rise;
  /// Conductances: the reversal potential. Currents: what g and rise at the beginning of a step move the potential by.
  float reversal, gain, gain_rise;
} engram_receptor;

/// Independent Poisson trains, one for each neuron: k spikes in a step where k of the `levels` are at most the neuron's 32-bit word.
typedef struct {
  float *into;
  float weight;
  uint32_t count;
  uint32_t level[16];
  uint32_t stream[2];
} engram_poisson;

enum {
  ENGRAM_LIF_CURRENT,
  ENGRAM_LIF_CONDUCTANCE,
  ENGRAM_ADEX,
  /// A spike where the neuron's word is below its level.
  ENGRAM_SOURCE_POISSON,
  /// The spikes of a list.
  ENGRAM_SOURCE_GIVEN
};

typedef struct {
  int32_t model;
  uint32_t count, padded, receptors;
  engram_receptor *receptor;
  /// Potential, adaptation current; a drive of each neuron, or null.
  float *v;
  float *_Nullable w;
  const float *_Nullable drive;
  /// LIF: share of the potential lost in a step (currents), step over time constant (conductances), and the same for `drive`.
  float lose, leak, drive_gain;
  float threshold, reset;
  /// AdEx, in a sub-step: over time constant, capacitance and adaptation's time constant; slope, onset and largest exponent of the spike;
  /// subthreshold and spike-triggered adaptation.
  float rate_v, rate_i, rate_w, slope, onset, ceiling, a, b;
  int32_t refractory, substeps;
  /// Background: Poisson inputs, and standard normals times `kick` added to the potential.
  engram_poisson *_Nullable poisson;
  uint32_t poissons;
  float kick;
  uint32_t normal_stream[2];
  /// Sources: levels of the neurons, or a list of spikes ordered by step, `next` the first one to come.
  const uint32_t *_Nullable level;
  const int64_t *_Nullable given_step;
  const int32_t *_Nullable given_neuron;
  size_t given, next;
  /// The last spikes: those of step s are `found[s & mask]` at `start[s & mask]` in `ring`.
  int32_t *ring;
  uint32_t *start, *found;
  uint32_t mask, capacity, cursor;
  /// Where spikes are recorded: steps after `record_from`, and neurons; null if they are not.
  int32_t *_Nullable record_step;
  int32_t *_Nullable record_neuron;
  size_t recorded, room;
  int64_t record_from;
} engram_population;

/// How the weights of a pathway change. Traces are kept times exp(time / tau), so that they need no work in a step: `grow` is that factor
/// now, in the order arrivals fast and slow, spikes fast and slow.
///   arrival of neuron i: w += arrival + (arrival_pair + arrival_triplet * slow arrivals of i) * fast spikes of j
///   spike of neuron j:   w += spike + (spike_pair + spike_triplet * slow spikes of j) * fast arrivals of i
/// Where there are reference weights, to which a spike pulls:
///   arrival of neuron i: fast spikes of j are times the square of j's rate, which is an exponential mean
///   spike of neuron j:   w -= min(1, pull * (fast spikes of j)^3) * (w - reference)
///   every so many steps: references follow their weights (see `consolidate`)
typedef struct {
  /// Synapses by postsynaptic neuron: their places among the weights and their rows.
  const uint32_t *column, *place;
  const void *origin;
  /// The slow ones are null if no rule needs them.
  float *_Nullable trace[4];
  double *grow;
  double growth[4];
  float arrival, arrival_pair, arrival_triplet, spike, spike_pair, spike_triplet;
  float low, high;
  /// Largest sum of the weights of a postsynaptic neuron, upheld when it spikes; 0: none.
  float bound;
  /// Null but with reference weights: these, rates (Hz, kept times `*rate_grow`), and fast spikes times rates squared, kept as both are.
  float *_Nullable reference;
  float *_Nullable rate;
  float *_Nullable weighted;
  double *_Nullable rate_grow;
  double rate_growth;
  /// What a spike adds to a rate.
  float jump;
  float pull, share, depth, low_state, barrier, high_state;
  int64_t every;
} engram_plasticity;

/// Tsodyks-Markram resources of each presynaptic neuron: share in use and share left after its last arrival.
typedef struct {
  float *use, *left;
  int64_t *last;
  float fraction, facilitation, recovery;
} engram_resources;

typedef struct {
  uint32_t source, target;
  /// The presynaptic neurons are `first` to `first` + `rows` of the source.
  uint32_t first, rows, delay;
  /// Indices (and rows in `origin`) have 32 bits, not 16.
  int32_t wide;
  const uint32_t *row;
  const void *index;
  float *_Nullable weight;
  float common;
  /// Factor on all that is delivered.
  float transmission;
  float *into;
  engram_resources *_Nullable resources;
  engram_plasticity *_Nullable plasticity;
} engram_pathway;

typedef struct {
  engram_population *populations;
  size_t population_count;
  engram_pathway *pathways;
  size_t pathway_count;
  /// The step to come.
  int64_t now;
  uint64_t key;
  /// A spike is over, in delays and refractory times, after so many steps; the network may be found at rest from step `next_try` on, never
  /// if it is restless: while there is noise, or Poisson spikes.
  int64_t memory, next_try;
  int32_t restless;
  /// Steps that were computed, not passed at rest.
  int64_t computed;
} engram_spiking_network;

typedef struct {
  const char *name;

  /// One step of a population's neurons; writes those that spike, ascending (and up to 16 more), and returns their number.
  size_t (*update)(engram_population *population, int32_t *spikes);

  /// into[index[i]] += weight, or scale * weight[i], over a row.
  void (*deliver16)(float *into, const uint16_t *index, size_t count, float weight);
  void (*deliver32)(float *into, const uint32_t *index, size_t count, float weight);
  void (*deliver_each16)(float *into, const uint16_t *index, const float *weight, size_t count, float scale);
  void (*deliver_each32)(float *into, const uint32_t *index, const float *weight, size_t count, float scale);

  /// The same, and then weight[i] = weight[i] + (slope * trace[index[i]] + offset) within bounds.
  void (*arrive16)(float *into, const uint16_t *index, float *weight, const float *trace, size_t count, float scale, float slope,
                   float offset, float low, float high);
  void (*arrive32)(float *into, const uint32_t *index, float *weight, const float *trace, size_t count, float scale, float slope,
                   float offset, float low, float high);

  /// weight[place[i]] = weight[place[i]] + (slope * trace[origin[i]] + offset) within bounds.
  void (*spike16)(float *weight, const uint32_t *place, const uint16_t *origin, const float *trace, size_t count, float slope,
                  float offset, float low, float high);
  void (*spike32)(float *weight, const uint32_t *place, const uint32_t *origin, const float *trace, size_t count, float slope,
                  float offset, float low, float high);

  /// The same, and towards the reference by a share `pull` of the distance.
  void (*spike_pull16)(float *weight, const float *reference, const uint32_t *place, const uint16_t *origin, const float *trace,
                       size_t count, float slope, float pull, float low, float high);
  void (*spike_pull32)(float *weight, const float *reference, const uint32_t *place, const uint32_t *origin, const float *trace,
                       size_t count, float slope, float pull, float low, float high);

  /// r += share * (w - r + depth * (low_state - r) (barrier - r) (high_state - r)) within bounds, of each reference r and weight w.
  void (*consolidate)(float *reference, const float *weight, size_t count, float share, float depth, float low_state, float barrier,
                      float high_state, float low, float high);

  /// Shrinks the weights at `place` to the sum `bound` if theirs is larger.
  void (*limit)(float *weight, const uint32_t *place, size_t count, float bound);

  /// Share of the weight that an arrival in step `now` releases in row `row`.
  float (*release)(engram_resources *resources, size_t row, int64_t now);

  /// Adds the spikes of Poisson trains in step `step` to the inputs of `padded` neurons.
  void (*poisson)(const engram_poisson *poisson, size_t padded, uint64_t key, int64_t step);

  /// Targets 0 to `columns` - 1, each with `probability`, without `excluded` (a number not below columns: none); the row's numbers come
  /// from Philox under (key, stream, row). Returns how many there are; those behind `room` are not written.
  size_t (*wire)(uint32_t *index, size_t room, uint32_t columns, double inverse_log, uint32_t excluded, uint64_t key,
                 const uint32_t *stream, uint32_t row);

  /// Of neurons `from` to `to` - 1, multiples of 64: potentials and adaptation within 2^-20 of rest and inputs below 2^-30 become 0. Done
  /// in every 256th step.
  void (*settle)(engram_population *population, size_t from, size_t to);

  /// Advances all by up to `steps`; fewer when a record is full. Returns how many.
  size_t (*advance)(engram_spiking_network *network, size_t steps);
} engram_spiking_kernels;

/// The fastest variant that this processor runs, chosen as in engram_kernels_selected; a variant by name, or null.
const engram_spiking_kernels *engram_spiking_selected(void);
const engram_spiking_kernels *_Nullable engram_spiking_named(const char *name);

#pragma clang assume_nonnull end
