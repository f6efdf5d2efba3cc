// GSL's C interface, with inline accessors for globals that Swift 6 refuses to import as mutable state.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fft_real.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics_double.h>
#include <gsl/gsl_version.h>

static inline const char *engram_gsl_version(void) { return gsl_version; }
static inline const gsl_odeiv2_step_type *engram_odeiv2_rk8pd(void) { return gsl_odeiv2_step_rk8pd; }
static inline const gsl_qrng_type *engram_qrng_sobol(void) { return gsl_qrng_sobol; }
static inline const gsl_multimin_fminimizer_type *engram_multimin_nmsimplex2(void) { return gsl_multimin_fminimizer_nmsimplex2; }
