#!/usr/bin/env python3
"""The default night in vectorised NumPy: the speed twin and an oracle of the rate engine.

The same equations as Sources/RateEngines, one subject at a time, float32, only active rows summed.
Needs numpy; nothing else.

    night_numpy.py night [--subjects 20]   CPU ms per subject-night (100 NREM + 100 REM events, 15 memories), one JSON line
    night_numpy.py check [--subjects 20]   unique and shared recall after study and after 1, 2, 3 nights, three lesions
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import argparse
import json
import time

import numpy as np

N_EC, K_EC, N_DG, K_DG, N_C3, K_C3, N_C1, K_C1, N_CX, K_CX = 200, 20, 600, 12, 240, 12, 300, 30, 400, 80
B0, G_LOOP, THETA = -3.0, 0.7, 0.25
LOGIT = float(np.log(THETA / (1 - THETA)))
f32 = np.float32


def top(z, k):
    """Indices of the k largest."""
    return np.argpartition(z, z.size - k)[z.size - k:]


def sigmoid(y):
    return 1 / (1 + np.exp(-y))


class Brain:
    def __init__(self, seed):
        self.r = r = np.random.Generator(np.random.SFC64(seed))

        def wired(n, m, p, lo, hi):
            return np.where(r.random((n, m), f32) < p, lo + (hi - lo) * r.random((n, m), f32), f32(0)).astype(f32)

        self.dg, self.mf = wired(N_EC, N_DG, 0.2, 0.25, 0.75), wired(N_DG, N_C3, 0.04, 0.8, 1.0)
        self.ms, self.cx = wired(N_EC, N_C1, 0.5, 0, 0.6), wired(N_EC, N_CX, 0.3, 0.25, 0.75)
        self.pp, self.rec = np.zeros((N_EC, N_C3), f32), np.zeros((N_C3, N_C3), f32)
        self.sc, self.vh = np.zeros((N_C3, N_C1), f32), np.zeros((N_C1, N_EC), f32)
        self.vc, self.m = np.zeros((N_CX, N_EC), f32), np.zeros(N_EC, f32)

    def noise(self, n, sd):
        return self.r.standard_normal(n, f32) * f32(sd)

    @staticmethod
    def hebb(w, x, n, y, rate, ltd, amp=None):
        """W += e x (y (1 - W) - l (1 - y) W) on the active rows x; y: winners."""
        dense = np.zeros(n, f32)
        dense[y] = 1
        rows = w[x]
        step = dense * (1 - rows) - ltd * (1 - dense) * rows
        w[x] = rows + (f32(rate) * step if amp is None else rate * amp[:, None] * step)

    def encode(self, x, s=1.0):
        d = top(self.dg[x].sum(0), K_DG)
        a = top(self.mf[d].sum(0) + 0.05 * self.pp[x].sum(0) + self.noise(N_C3, 1e-3), K_C3)
        h = top(self.ms[x].sum(0), K_C1)
        e = 1 - 0.5 ** s
        self.hebb(self.pp, x, N_C3, a, e, 0.25)
        self.hebb(self.rec, a, N_C3, a, e, 0.25)
        self.rec[a, a] = 0
        self.hebb(self.sc, a, N_C1, h, e, 0.25)
        self.hebb(self.ms, x, N_C1, h, 0.005 * s, 1.0)
        self.delta(self.vh, h, x, 0.25 * s)
        self.learn(x, 0.0005 * s)

    @staticmethod
    def delta(v, c, x, rate):
        """V[c] += e (t - sigma(b0 + sum V[c])); t: 1 at x."""
        rows = v[c]
        error = -sigmoid(B0 + rows.sum(0))
        error[x] += 1
        v[c] = rows + f32(rate) * error

    def learn(self, x, rate, hebb=True):
        kept = x[self.r.random(x.size) < self.r.uniform(0.3, 0.7)]
        c = top(self.cx[kept].sum(0) + self.noise(N_CX, 0.3), K_CX)
        self.delta(self.vc, c, x, rate)
        if hebb:
            c = top(self.cx[x].sum(0), K_CX)
            use = rate / 0.015
            self.hebb(self.cx, x, N_CX, c, 0.01 * use, 0.25, (1 / (1 + self.m[x] / 5) ** 2).astype(f32))
            self.m[x] += f32(use)

    def night(self, events=100, cycles=10, eta=1.0):
        r, counts = self.r, [0, 0]
        sums = self.rec.sum(0)
        s = np.divide((self.rec ** 2).sum(0), sums, out=np.zeros_like(sums), where=sums > 0)
        on = s > 0.05
        gain = np.ones(N_C3, f32)
        if on.any():
            gain[on] = np.clip((s[on] / s[on].mean()) ** -eta, 0.25, 4)
        res3, res_e, res_x = np.ones(N_C3, f32), np.ones(N_EC, f32), np.ones(N_CX, f32)
        for cycle in range(cycles):
            n = events * (cycle + 1) // cycles - events * cycle // cycles
            for _ in range(n):
                a = r.choice(N_C3, K_C3, replace=False)
                for _ in range(6):
                    before = a
                    a = top(gain * (res3[a] @ self.rec[a]) + self.noise(N_C3, 0.15), K_C3)
                stable = np.isin(a, before, assume_unique=True).sum() / K_C3
                ok = stable >= 0.8 and self.rec[np.ix_(a, a)].sum() / (K_C3 * (K_C3 - 1)) >= 0.12
                res3 += (1 - res3) / 20
                res3[a] *= f32(0.1)
                if not ok:
                    continue
                h = top(2 * self.sc[a].sum(0) + self.noise(N_C1, 0.05), K_C1)
                y = B0 + self.vh[h].sum(0) + self.noise(N_EC, 0.3)
                x = top(y, K_EC)
                x = x[y[x] >= LOGIT]
                if x.size < 0.75 * K_EC:
                    continue
                counts[0] += 1
                self.learn(x, 0.015)
            for _ in range(n):
                x = r.choice(N_EC, K_EC, replace=False)
                for _ in range(8):
                    before = x
                    c = top(res_e[x] @ self.cx[x] + self.noise(N_CX, 0.3), K_CX)
                    rows = self.vc[c]
                    x = top(res_x[c] @ rows + self.noise(N_EC, 0.3), K_EC)
                x = x[B0 + rows.sum(0)[x] >= LOGIT]
                ok = x.size >= 0.6 * K_EC and np.isin(x, before, assume_unique=True).sum() >= 0.75 * x.size
                res_x += (1 - res_x) / 20
                res_x[c] *= f32(0.5)
                res_e += (1 - res_e) / 20
                res_e[x] *= f32(0.1)
                if ok:
                    counts[1] += 1
                    self.learn(x, 0.015, hebb=False)
        for w in (self.pp, self.rec, self.sc, self.vh):
            w *= f32(np.exp(-1 / 9))
        return counts

    def recall(self, cue, hippocampus=True, cortex=True):
        x, amp, a = cue, np.ones(cue.size, f32), None
        clamp = np.zeros(N_EC, bool)
        clamp[cue] = True
        for _ in range(5):
            if hippocampus:
                d = top(amp @ self.dg[x], K_DG)
                z = amp @ self.pp[x] + 0.15 * self.mf[d].sum(0)
                if a is not None:
                    z = z + self.rec[a].sum(0)
                a = top(z + self.noise(N_C3, 0.15), K_C3)
                h = top(amp @ self.ms[x] + 2 * self.sc[a].sum(0), K_C1)
                yh = self.vh[h].sum(0)
            if cortex:
                c = top(amp @ self.cx[x] + self.noise(N_CX, 0.3), K_CX)
                yc = self.vc[c].sum(0)
            y = np.where(np.abs(yh) >= np.abs(yc), yh, yc) if hippocampus and cortex else yh if hippocampus else yc
            y = y + B0 + self.noise(N_EC, 0.3)
            w = top(np.where(clamp, 1e30, y), K_EC)
            w = w[clamp[w] | (y[w] >= LOGIT)]
            x, amp = w, np.where(clamp[w], f32(1), f32(G_LOOP))
        return sigmoid(y)


def satellites(r):
    pool = r.permutation(N_EC)
    items = []
    for category in range(3):
        at = category * 60
        shared = pool[at:at + 10]
        items += [(shared, pool[at + 10 * (i + 1):at + 10 * (i + 2)]) for i in range(5)]
    return items


def study(seed):
    b = Brain(seed)
    items = satellites(b.r)
    for _ in range(3):
        for i in b.r.permutation(15):
            b.encode(np.concatenate(items[i]))
    return b, items


def night(subjects):
    times, accepted, recall = [], [], []
    for seed in range(subjects):
        b, items = study(seed)
        start = time.process_time()
        accepted.append(b.night())
        times.append(1e3 * (time.process_time() - start))
        cues = [np.concatenate((s[:5], u[:5])) for s, u in items]
        start = time.process_time()
        for cue in cues:
            b.recall(cue, hippocampus=False)
        recall.append(1e6 * (time.process_time() - start) / 15)
    print(json.dumps(dict(
        program="numpy", numpy=np.__version__, subjects=subjects, night_ms_median=round(float(np.median(times)), 3), night_ms_best=round(min(times), 3),
        nrem_accepted=np.mean(accepted, 0)[0], rem_accepted=np.mean(accepted, 0)[1], cortex_recall_us=round(float(np.median(recall)), 1))))


def check(subjects):
    table = np.zeros((subjects, 4, 3, 2))
    for seed in range(subjects):
        b, items = study(1000 + seed)
        for n in range(4):
            if n:
                b.night()
            for k, (hip, ctx) in enumerate(((False, True), (True, False), (True, True))):
                for shared, unique in items:
                    s, u = b.r.permutation(shared), b.r.permutation(unique)
                    p = b.recall(np.concatenate((s[:5], u[:5])), hip, ctx)
                    table[seed, n, k] += p[u[5:]].mean() / 15, p[s[5:]].mean() / 15
    mean, se = table.mean(0), table.std(0, ddof=1) / np.sqrt(subjects)
    for n in range(4):
        for k, name in enumerate(("cortex alone", "hippocampus alone", "intact")):
            (u, g), (su, sg) = mean[n, k], se[n, k]
            print(f"night {n}  {name:18} unique {u:.3f} ({su:.3f})  shared {g:.3f} ({sg:.3f})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("night", "check"))
    parser.add_argument("--subjects", type=int, default=20)
    options = parser.parse_args()
    (night if options.what == "night" else check)(options.subjects)
