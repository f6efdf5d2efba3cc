// Two threads in one network.
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

// Each counts its arrivals, in a cache line of its own. Who waits for long lets others run.
static void meet(engram_halves *halves, int half) {
  const uint32_t mine = __atomic_load_n(&halves->arrived[half][0], __ATOMIC_RELAXED) + 1;
  __atomic_store_n(&halves->arrived[half][0], mine, __ATOMIC_RELEASE);
  for (uint32_t turn = 0; (int32_t)(__atomic_load_n(&halves->arrived[1 - half][0], __ATOMIC_ACQUIRE) - mine) < 0; turn++) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
    if (turn > 2000) sched_yield();
  }
}

typedef struct {
  const engram_spiking_kernels *kernels;
  engram_spiking_network *network;
  engram_halves *halves;
  size_t steps;
} work;

static void *upper_half(void *argument) {
  const work *w = argument;
  w->kernels->advance_half(w->network, w->halves, w->steps, 1);
  return 0;
}

// No spike arrives within its delay, and none is over within its refractory time.
static size_t longest_stretch(const engram_spiking_network *network) {
  size_t longest = 32;
  for (size_t i = 0; i < network->pathway_count; i++) {
    const size_t delay = network->pathways[i].delay + 1;
    if (delay < longest) longest = delay;
  }
  for (size_t i = 0; i < network->population_count; i++) {
    const size_t refractory = (size_t)network->populations[i].refractory + 1;
    if (refractory > 1 && refractory < longest) longest = refractory;
  }
  return longest;
}

size_t engram_advance_halves(const engram_spiking_kernels *kernels, engram_spiking_network *network, size_t steps) {
  const size_t count = network->population_count;
  for (size_t i = 0; i < network->pathway_count; i++)
    if (network->pathways[i].plasticity || network->pathways[i].resources) return kernels->advance(network, steps);
  engram_halves halves;
  memset(&halves, 0, sizeof halves);
  halves.meet = meet;
  halves.longest = longest_stretch(network);
  int32_t **spikes = calloc(2 * count + 1, sizeof *spikes);
  size_t *filled = calloc(2 * count + 1, sizeof *filled);
  uint32_t *found = calloc(2 * count * halves.longest + 1, sizeof *found);
  int isReady = spikes && filled && found;
  for (size_t i = 0; isReady && i < 2 * count; i++) {
    spikes[i] = malloc((network->populations[i / 2].padded * halves.longest + 16) * sizeof(int32_t));
    isReady = spikes[i] != 0;
  }
  size_t done;
  pthread_t thread;
  work w = {kernels, network, &halves, steps};
  if (isReady) halves.spikes = spikes, halves.filled = filled, halves.found = found;
  if (isReady && pthread_create(&thread, 0, upper_half, &w) == 0) {
    kernels->advance_half(network, &halves, steps, 0);
    pthread_join(thread, 0);
    done = halves.done;
  } else {
    done = kernels->advance(network, steps);
  }
  for (size_t i = 0; spikes && i < 2 * count; i++) free(spikes[i]);
  free(spikes);
  free(filled);
  free(found);
  return done;
}
