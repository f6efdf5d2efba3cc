#pragma STDC FP_CONTRACT OFF
#include "CKernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#define ENGRAM_VARIANT "avx512"
#define ENGRAM_TABLE engram_kernels_avx512
#define ENGRAM_SPIKING_TABLE engram_spiking_avx512
#define ENGRAM_GRADED_TABLE engram_graded_avx512
#define ENGRAM_FEEDFORWARD_TABLE engram_feedforward_avx512
#define ENGRAM_TILE 13
#define ENGRAM_COMPRESS
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#include "kernels.h"
#include "spiking.h"
#include "graded.h"
#include "feedforward.h"
#pragma clang attribute pop
#endif
