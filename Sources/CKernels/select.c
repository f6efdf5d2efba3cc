#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

extern const engram_kernels engram_kernels_default;
extern const engram_spiking_kernels engram_spiking_default;
extern const engram_graded_kernels engram_graded_default;
extern const engram_feedforward_kernels engram_feedforward_default;
#if defined(__x86_64__)
extern const engram_kernels engram_kernels_avx2, engram_kernels_avx512;
extern const engram_spiking_kernels engram_spiking_avx2, engram_spiking_avx512;
extern const engram_graded_kernels engram_graded_avx2, engram_graded_avx512;
extern const engram_feedforward_kernels engram_feedforward_avx2, engram_feedforward_avx512;
#endif

const engram_kernels *engram_kernels_named(const char *name) {
  if (strcmp(name, "default") == 0) return &engram_kernels_default;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (strcmp(name, "avx2") == 0 && __builtin_cpu_supports("avx2")) return &engram_kernels_avx2;
  if (strcmp(name, "avx512") == 0 && __builtin_cpu_supports("avx512f")) return &engram_kernels_avx512;
#endif
  return 0;
}

const engram_kernels *engram_kernels_selected(void) {
  const char *order[] = {getenv("ENGRAM_KERNELS"), "avx512", "avx2"};
  for (int i = 0; i < 3; i++) {
    const engram_kernels *found = order[i] ? engram_kernels_named(order[i]) : 0;
    if (found) return found;
  }
  return &engram_kernels_default;
}

const engram_spiking_kernels *engram_spiking_named(const char *name) {
  if (!engram_kernels_named(name)) return 0;
#if defined(__x86_64__)
  if (strcmp(name, "avx2") == 0) return &engram_spiking_avx2;
  if (strcmp(name, "avx512") == 0) return &engram_spiking_avx512;
#endif
  return &engram_spiking_default;
}

const engram_spiking_kernels *engram_spiking_selected(void) {
  const engram_spiking_kernels *found = engram_spiking_named(engram_kernels_selected()->name);
  return found ? found : &engram_spiking_default;
}

const engram_graded_kernels *engram_graded_named(const char *name) {
  if (!engram_kernels_named(name)) return 0;
#if defined(__x86_64__)
  if (strcmp(name, "avx2") == 0) return &engram_graded_avx2;
  if (strcmp(name, "avx512") == 0) return &engram_graded_avx512;
#endif
  return &engram_graded_default;
}

const engram_graded_kernels *engram_graded_selected(void) {
  const engram_graded_kernels *found = engram_graded_named(engram_kernels_selected()->name);
  return found ? found : &engram_graded_default;
}

const engram_feedforward_kernels *engram_feedforward_named(const char *name) {
  if (!engram_kernels_named(name)) return 0;
#if defined(__x86_64__)
  if (strcmp(name, "avx2") == 0) return &engram_feedforward_avx2;
  if (strcmp(name, "avx512") == 0) return &engram_feedforward_avx512;
#endif
  return &engram_feedforward_default;
}

const engram_feedforward_kernels *engram_feedforward_selected(void) {
  const engram_feedforward_kernels *found = engram_feedforward_named(engram_kernels_selected()->name);
  return found ? found : &engram_feedforward_default;
}
