// What one core can do with the networks of Vogels and Abbott (Brette et al. 2007), written for them alone: no other neuron, receptor,
// delay, noise or recording, no random streams with addresses, no promise of the same bits elsewhere. The yardstick of the spiking engine.
//   cc -O3 -march=native -ffast-math Benchmarks/spiking_reference.c -o spiking_reference -lm
//   ./spiking_reference COBA 4000 80 static|stdp seconds rounds
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *zeroed(size_t bytes) {
  const size_t huge = (size_t)2 << 20, alignment = bytes > huge ? huge : 64;
  void *memory = 0;
  bytes = (bytes + alignment) / alignment * alignment;
  if (posix_memalign(&memory, alignment, bytes)) exit(1);
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  if (alignment == huge) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memset(memory, 0, bytes);
}

// splitmix64
static uint64_t seed = 1;
static double uniform(void) {
  uint64_t z = (seed += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

enum { DELAY = 8, REFRACTORY = 50 };
static size_t neurons, excitatory;
static float *v, *ge, *gi;
static int32_t *wait;
static uint8_t *fired;

// Forward Euler, potentials in mV; the conductances (or currents) decay exactly.
__attribute__((noinline)) static void update(int coba) {
  const float rate = 0.1f / 20, keep_e = expf(-0.1f / 5), keep_i = expf(-0.1f / 10);
  float *restrict x = v, *restrict e = ge, *restrict i = gi;
  int32_t *restrict w = wait;
  uint8_t *restrict f = fired;
  for (size_t j = 0; j < neurons; j++) {
    const float now = x[j];
    const float slope = coba ? -40 - now - e[j] * now - i[j] * (now + 80) : -49 - now + e[j] + i[j];
    const float next = now + (w[j] > 0 ? 0 : rate * slope);
    const int spikes = next > -50;
    e[j] *= keep_e;
    i[j] *= keep_i;
    f[j] = (uint8_t)spikes;
    x[j] = spikes ? -60 : next;
    w[j] = spikes ? REFRACTORY : w[j] > 0 ? w[j] - 1 : 0;
  }
}

__attribute__((noinline)) static void scatter(float *restrict g, const uint32_t *restrict to, size_t count, float weight) {
  for (size_t k = 0; k < count; k++) g[to[k]] += weight;
}

// A presynaptic spike arrives: delivery and depression.
__attribute__((noinline)) static void depress(
    float *restrict g, const uint32_t *restrict to, float *restrict weight, const float *restrict after, size_t count) {
  for (size_t k = 0; k < count; k++) {
    g[to[k]] += weight[k];
    weight[k] = fmaxf(weight[k] - after[to[k]], 0);
  }
}

// A postsynaptic spike: potentiation by way of its column.
__attribute__((noinline)) static void potentiate(
    float *restrict weight, const uint32_t *restrict place, const uint32_t *restrict from, const float *restrict before, size_t count,
    float most) {
  for (size_t k = 0; k < count; k++) weight[place[k]] = fminf(weight[place[k]] + before[from[k]], most);
}

int main(int argc, char **argv) {
  if (argc != 7) return fprintf(stderr, "usage: spiking_reference COBA|CUBA neurons synapses static|stdp seconds rounds\n"), 2;
  const int coba = !strcmp(argv[1], "COBA"), stdp = !strcmp(argv[4], "stdp"), rounds = atoi(argv[6]);
  neurons = (size_t)atol(argv[2]), excitatory = neurons * 4 / 5;
  const double synapses = atof(argv[3]), scale = 80 / synapses, skip = log1p(-synapses / (double)neurons);
  const long steps = lround(atof(argv[5]) * 1e4);
  const float strong = (float)((coba ? 0.4 : 1.62) * scale), weak = (float)((coba ? 5.1 : -9) * scale);
  v = zeroed(4 * neurons), ge = zeroed(4 * neurons), gi = zeroed(4 * neurons), wait = zeroed(4 * neurons), fired = zeroed(neurons + 8);
  // Rows of targets, ascending; the first part of an excitatory row is onto excitatory neurons.
  const size_t room = (size_t)((double)neurons * synapses + 10 * sqrt((double)neurons * synapses) + 1000);
  uint32_t *to = zeroed(4 * room);
  size_t *row = zeroed(8 * (neurons + 1)), *part = zeroed(8 * neurons), total = 0;
  for (size_t i = 0; i < neurons; i++) {
    row[i] = total;
    for (double j = floor(log(uniform()) / skip); j < (double)neurons && total < room; j += 1 + floor(log(uniform()) / skip))
      to[total++] = (uint32_t)j;
    part[i] = row[i];
    while (part[i] < total && to[part[i]] < excitatory) part[i]++;
  }
  row[neurons] = total;
  float *weight = 0, *before = 0, *after = 0;
  uint32_t *place = 0, *from = 0;
  size_t *column = 0;
  if (stdp) {
    weight = zeroed(4 * total), before = zeroed(4 * neurons), after = zeroed(4 * neurons);
    place = zeroed(4 * total), from = zeroed(4 * total), column = zeroed(8 * (excitatory + 2));
    for (size_t k = 0; k < total; k++) weight[k] = strong;
    for (size_t i = 0; i < excitatory; i++)
      for (size_t k = row[i]; k < part[i]; k++) column[to[k] + 2]++;
    for (size_t j = 0; j < excitatory; j++) column[j + 2] += column[j + 1];
    for (size_t i = 0; i < excitatory; i++)
      for (size_t k = row[i]; k < part[i]; k++) {
        const size_t at = column[to[k] + 1]++;
        place[at] = (uint32_t)k, from[at] = (uint32_t)i;
      }
  }
  for (size_t i = 0; i < neurons; i++) v[i] = (float)(-60 + 10 * uniform());
  uint32_t *lists = zeroed(4 * (DELAY + 1) * neurons);
  size_t lengths[DELAY + 1] = {0};
  const float fade = expf(-0.1f / 20), jump = 0.01f * strong;
  long now = 0;
  for (int round = -1; round < rounds; round++) {
    const long last = now + (round < 0 ? 1000 : steps);
    size_t spikes = 0;
    const double start = cpu_seconds();
    for (; now < last; now++) {
      // The list of DELAY + 1 steps ago is delivered, then written anew.
      uint32_t *list = lists + (size_t)(now % (DELAY + 1)) * neurons;
      const size_t length = lengths[now % (DELAY + 1)];
      for (size_t z = 0; z < length; z++) {
        const size_t i = list[z];
        if (i >= excitatory) {
          scatter(gi, to + row[i], row[i + 1] - row[i], weak);
        } else if (stdp) {
          depress(ge, to + row[i], weight + row[i], after, part[i] - row[i]);
          scatter(ge, to + part[i], row[i + 1] - part[i], strong);
          before[i] += jump;
        } else {
          scatter(ge, to + row[i], row[i + 1] - row[i], strong);
        }
      }
      update(coba);
      size_t found = 0;
      for (size_t i = 0; i < neurons; i += 8) {
        uint64_t eight;
        memcpy(&eight, fired + i, 8);
        for (; eight; eight &= eight - 1) list[found++] = (uint32_t)i + ((uint32_t)__builtin_ctzll(eight) >> 3);
      }
      lengths[now % (DELAY + 1)] = found;
      spikes += found;
      if (!stdp) continue;
      for (size_t i = 0; i < excitatory; i++) before[i] *= fade, after[i] *= fade;
      for (size_t z = 0; z < found; z++) {
        const size_t j = list[z];
        if (j >= excitatory) break;
        potentiate(weight, place + column[j], from + column[j], before, column[j + 1] - column[j], 10 * strong);
        after[j] += jump;
      }
    }
    const double seconds = (double)(round < 0 ? 1000 : steps) * 1e-4, spent = (cpu_seconds() - start) / seconds;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    if (round >= 0)
      printf("{\"program\": \"reference\", \"cpu_s_per_s\": %.6f, \"rate_hz\": %.2f, \"peak_mb\": %ld}\n", spent,
             (double)spikes / seconds / (double)neurons, usage.ru_maxrss / 1024);
  }
}
