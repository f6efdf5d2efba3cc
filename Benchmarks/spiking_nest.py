"""The networks of Vogels and Abbott (Brette et al. 2007) on NEST, one thread, with NEST's own solvers and a fixed number of inputs.

python spiking_nest.py COBA 4000 80 static|stdp seconds                (pip install nest-simulator==3.10.0 'numpy<2.4')
prints the CPU seconds of the run alone, behind .1 s of warming up, for each simulated second.
"""
import json
import resource
import sys
import time

import nest

model, neurons, synapses, kind, seconds = sys.argv[1:]
neurons, synapses, seconds = int(neurons), int(synapses), float(seconds)
nest.ResetKernel()
nest.resolution, nest.local_num_threads = 0.1, 1
excitatory, scale = neurons * 4 // 5, 80 / synapses
common = {"C_m": 200.0, "V_th": -50.0, "V_reset": -60.0, "t_ref": 5.0, "tau_syn_ex": 5.0, "tau_syn_in": 10.0}
if model == "CUBA":
    # A current of 10 pA moves the resting potential by 1 mV.
    cells = nest.Create("iaf_psc_exp", neurons, {**common, "E_L": -49.0, "tau_m": 20.0})
    strong, weak = 16.2 * scale, -90.0 * scale
else:
    # A leak of 10 nS; 200 pA drive it by 20 mV.
    cells = nest.Create(
        "iaf_cond_exp", neurons, {**common, "E_L": -60.0, "g_L": 10.0, "E_ex": 0.0, "E_in": -80.0, "I_e": 200.0})
    strong, weak = 4.0 * scale, -51.0 * scale
cells.V_m = nest.random.uniform(-60.0, -50.0)
excitation, inhibition = cells[:excitatory], cells[excitatory:]
nest.CopyModel("static_synapse_hom_w", "strong", {"weight": strong, "delay": 0.8})
nest.CopyModel("static_synapse_hom_w", "weak", {"weight": weak, "delay": 0.8})
many, few = {"rule": "fixed_indegree", "indegree": synapses * 4 // 5}, {"rule": "fixed_indegree", "indegree": synapses // 5}
if kind == "stdp":
    nest.CopyModel(
        "stdp_synapse_hom", "plastic",
        {"tau_plus": 20.0, "lambda": 0.001, "alpha": 1.0, "mu_plus": 0.0, "mu_minus": 0.0, "Wmax": 10 * strong})
    nest.Connect(excitation, excitation, many, {"synapse_model": "plastic", "weight": strong, "delay": 0.8})
    nest.Connect(excitation, inhibition, many, "strong")
else:
    nest.Connect(excitation, cells, many, "strong")
nest.Connect(inhibition, cells, few, "weak")
recorder = nest.Create("spike_recorder")
nest.Connect(cells, recorder)
with nest.RunManager():
    nest.Run(100.0)
    before, start = recorder.n_events, time.process_time()
    nest.Run(seconds * 1000)
    cpu = time.process_time() - start
spikes = recorder.n_events - before
sys.stdout.flush()
print(json.dumps({
    "program": "nest", "version": nest.__version__, "cpu_s_per_s": cpu / seconds,
    "rate_hz": round(spikes / neurons / seconds, 2),
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
