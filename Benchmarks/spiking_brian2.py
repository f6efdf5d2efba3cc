"""The networks of Vogels and Abbott (Brette et al. 2007) on Brian2's C++ standalone device, one thread.

python spiking_brian2.py COBA 4000 80 static|stdp seconds folder        (pip install brian2==2.9.0 'numpy<2.4' cython)
builds the program in `folder`; each call of ./main in it leaves the CPU seconds of the run alone, for each simulated second, in cpu.txt.
"""
import json
import os
import subprocess
import sys

import brian2 as b
from brian2 import ms, mV

model, neurons, synapses, kind, seconds, folder = sys.argv[1:]
neurons, synapses, seconds = int(neurons), float(synapses), float(seconds)
b.set_device("cpp_standalone", directory=folder, build_on_run=False)
b.defaultclock.dt = 0.1 * ms
scale, excitatory, share = 80 / synapses, neurons * 4 // 5, synapses / neurons

if model == "COBA":
    equations = """dv/dt = (-40*mV - v - ge*v - gi*(v + 80*mV))/(20*ms) : volt (unless refractory)
                   dge/dt = -ge/(5*ms) : 1
                   dgi/dt = -gi/(10*ms) : 1"""
    strong, weak, method = 0.4 * scale, 5.1 * scale, "euler"
else:
    equations = """dv/dt = (-49*mV - v + ge + gi)/(20*ms) : volt (unless refractory)
                   dge/dt = -ge/(5*ms) : volt
                   dgi/dt = -gi/(10*ms) : volt"""
    strong, weak, method = 1.62 * scale * mV, -9 * scale * mV, "exact"

cells = b.NeuronGroup(neurons, equations, threshold="v > -50*mV", reset="v = -60*mV", refractory=5 * ms, method=method)
cells.v = "-60*mV + 10*mV*rand()"
names = {"strong": strong, "weak": weak, "most": 10 * strong, "jump": 0.01 * strong, "tau": 20 * ms}


def path(source, target, change):
    made = b.Synapses(source, target, on_pre=change, delay=0.8 * ms, namespace=names)
    made.connect(p=share)
    return made


made = [path(cells[excitatory:], cells, "gi += weak")]
if kind == "stdp":
    learning = b.Synapses(
        cells[:excitatory], cells[:excitatory],
        """w : 1
           dbefore/dt = -before/tau : 1 (event-driven)
           dafter/dt = -after/tau : 1 (event-driven)""",
        on_pre="""ge += w
                  before += jump
                  w = clip(w - after, 0, most)""",
        on_post="""after += jump
                   w = clip(w + before, 0, most)""",
        delay={"pre": 0.8 * ms}, namespace=names)
    learning.connect(p=share)
    learning.w = strong
    made += [learning, path(cells[:excitatory], cells[excitatory:], "ge += strong")]
else:
    made.append(path(cells[:excitatory], cells, "ge += strong"))
spikes = b.SpikeMonitor(cells, record=False)
b.device.insert_code("before_network_run", "double engram_start = (double)clock();")
b.device.insert_code(
    "after_network_run",
    '{ std::ofstream to("cpu.txt"); to << ((double)clock() - engram_start)/CLOCKS_PER_SEC/%r; }' % seconds)
network = b.Network(cells, spikes, *made)
network.run(seconds * b.second)
b.device.build(directory=folder, run=False, compile=True, with_output=False)
b.device.run(folder, with_output=False, run_args=[])
process = subprocess.Popen(["./main"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, usage = os.wait4(process.pid, 0)
print(json.dumps({
    "program": "brian2", "version": b.__version__, "rate_hz": round(int(spikes.num_spikes) / neurons / seconds, 2),
    "peak_mb": usage.ru_maxrss // 1024}))
