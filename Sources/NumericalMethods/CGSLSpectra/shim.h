// The parts of GSL's C interface that spectra need: Fourier transforms of real numbers, eigenvectors of symmetric matrices.
#pragma once
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_fft_real.h>
