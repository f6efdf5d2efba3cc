#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "CKernels.h"

float *engram_allocate(size_t count) {
  const size_t huge = (size_t)2 << 20, bytes = count * sizeof(float), alignment = bytes >= huge / 2 ? huge : 64;
  const size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  void *memory = 0;
  if (posix_memalign(&memory, alignment, rounded ? rounded : alignment) != 0) return 0;
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  if (alignment == huge) madvise(memory, rounded, MADV_HUGEPAGE);
#endif
  memset(memory, 0, rounded);
  return memory;
}

void engram_release(float *memory) { free(memory); }
