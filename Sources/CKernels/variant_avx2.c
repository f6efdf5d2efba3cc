#pragma STDC FP_CONTRACT OFF
#include "CKernels.h"
#if defined(__x86_64__)
#define ENGRAM_VARIANT "avx2"
#define ENGRAM_TABLE engram_kernels_avx2
#define ENGRAM_SPIKING_TABLE engram_spiking_avx2
#define ENGRAM_GRADED_TABLE engram_graded_avx2
#define ENGRAM_FEEDFORWARD_TABLE engram_feedforward_avx2
#define ENGRAM_TILE 6
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "kernels.h"
#include "spiking.h"
#include "graded.h"
#include "feedforward.h"
#pragma clang attribute pop
#endif
