// Body of one variant of the spiking engine's kernels: included once per instruction set, behind kernels.h.
#include "spiking_neurons.h"
#include "spiking_synapses.h"
#include "spiking_rest.h"
#include "spiking_advance.h"
