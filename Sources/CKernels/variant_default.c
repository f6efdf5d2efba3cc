// The variant for every processor (SSE2 on x86-64, NEON on arm64).
#pragma STDC FP_CONTRACT OFF
#include "CKernels.h"
#define ENGRAM_VARIANT "default"
#define ENGRAM_TABLE engram_kernels_default
#define ENGRAM_SPIKING_TABLE engram_spiking_default
#define ENGRAM_GRADED_TABLE engram_graded_default
#define ENGRAM_FEEDFORWARD_TABLE engram_feedforward_default
#define ENGRAM_TILE 3
#include "kernels.h"
#include "spiking.h"
#include "graded.h"
#include "feedforward.h"
