"""The default trisynaptic brain in vectorised NumPy: an oracle of the rate engine, and what its speed is measured against.

The same equations as Sources/RateEngines, one subject at a time, float32, only active rows summed. It shares no code with the engine and
draws its own random numbers. Salience, attention, activities other than 1, retrieval practice and sizes other than 1 are left out.
"""
import math
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np

N_EC, K_EC, N_DG, K_DG, N_C3, K_C3, N_C1, K_C1, N_CX, K_CX = 200, 20, 600, 12, 240, 12, 300, 30, 400, 80
B0, G_LOOP, THETA = -3.0, 0.7, 0.25
LOGIT = float(np.log(THETA / (1 - THETA)))
P0 = 1 / (1 + math.exp(-B0))
# Hours and sizes of the chains behind the weights (hippocampal; cortical output).
TRACE, SLOW = ((30, 192, 10_080), (0.4, 0.8)), ((720, 9600, 264_000), (0.4, 0.4))
WAKE_RATE, NREM_RATE, REM_RATE = 0.0005, 0.003, 0.015
f32 = np.float32


def top(z, k):
    """Indices of the k largest."""
    return np.argpartition(z, z.size - k)[z.size - k:]


def sigmoid(y):
    return 1 / (1 + np.exp(-y))


def common(a, b):
    return (a[:, None] == b).sum()


def chain(hours, times, sizes):
    """exp(A hours) of du1/dt = (u2 - u1)/t1; du2/dt = (u1 - u2)/(c2 t1) + (u3 - u2)/t2; du3/dt = (c2/c3)(u2 - u3)/t2 - u3/t3."""
    (t1, t2, t3), (c2, c3) = times, sizes
    a = np.array([[-1 / t1, 1 / t1, 0], [1 / (c2 * t1), -1 / (c2 * t1) - 1 / t2, 1 / t2], [0, c2 / (c3 * t2), -c2 / (c3 * t2) - 1 / t3]])
    values, vectors = np.linalg.eig(a * hours)
    return (vectors * np.exp(values) @ np.linalg.inv(vectors)).astype(f32)


class Brain:
    def __init__(self, seed):
        self.r = r = np.random.Generator(np.random.SFC64(seed))

        def wired(n, m, p, lo, hi):
            return np.where(r.random((n, m), f32) < p, lo + (hi - lo) * r.random((n, m), f32), f32(0)).astype(f32)

        self.dg, self.mf = wired(N_EC, N_DG, 0.2, 0.25, 0.75), wired(N_DG, N_C3, 0.04, 0.8, 1.0)
        self.ms, self.cx = wired(N_EC, N_C1, 0.5, 0, 0.6), wired(N_EC, N_CX, 0.3, 0.25, 0.75)
        # Three variables to a synapse; the first is its weight.
        shapes = ((N_EC, N_C3), (N_C3, N_C3), (N_C3, N_C1), (N_C1, N_EC))
        self.traces, self.slow = [np.zeros((3, *shape), f32) for shape in shapes], np.zeros((3, N_CX, N_EC), f32)
        (self.pp, self.rec, self.sc, self.vh), self.vc = (u[0] for u in self.traces), self.slow[0]
        self.m, self.age, self.pressure, self.ease = np.zeros(N_EC, f32), np.full(N_C3, 1e8), 0.0, {}

    def noise(self, n, sd):
        return self.r.standard_normal(n, f32) * f32(sd)

    def lognormal(self, cv=0.5):
        """Mean 1."""
        variance = math.log(1 + cv * cv)
        return math.exp(math.sqrt(variance) * self.r.standard_normal() - variance / 2)

    # --- Learning ---------------------------------------------------------------------------------------------------------------

    @staticmethod
    def hebb(w, x, n, y, rate, ltd, amp=None):
        """W += e x (y (1 - W) - l (1 - y) W) on the active rows x; y: winners."""
        dense = np.zeros(n, f32)
        dense[y] = 1
        rows = w[x]
        step = dense * (1 - rows) - ltd * (1 - dense) * rows
        w[x] = rows + (f32(rate) * step if amp is None else rate * amp[:, None] * step)

    @staticmethod
    def delta(v, c, x, rate, off=1.0):
        """V[c] += e (t - sigma(b0 + sum V[c])); t: 1 at x; 'off': share of the errors of all other units that is learnt."""
        rows = v[c]
        p = sigmoid(B0 + rows.sum(0))
        error = -off * p
        error[x] = 1 - p[x]
        v[c] = rows + f32(rate) * error

    def encode(self, x, strength=1.0):
        item = self.ease.setdefault(x.tobytes(), self.lognormal())
        s = strength * item * self.lognormal() * (1 - 0.4 * self.pressure)
        d = top(self.dg[x].sum(0), K_DG)
        a = top(self.mf[d].sum(0) + 0.05 * self.pp[x].sum(0) + self.noise(N_C3, 1e-3), K_C3)
        h = top(self.ms[x].sum(0), K_C1)
        e = 1 - 0.5 ** s
        self.hebb(self.pp, x, N_C3, a, e, 0.25)
        self.hebb(self.rec, a, N_C3, a, e, 0.25)
        self.rec[a, a] = 0
        self.hebb(self.sc, a, N_C1, h, e, 0.25)
        self.hebb(self.ms, x, N_C1, h, min(0.005 * s, 1), 1.0)
        self.delta(self.vh, h, x, 0.25 * s, off=0.4)
        self.age[a] = 0
        self.learn(x, WAKE_RATE * s)

    def learn(self, x, rate, hebb=True):
        """The cortex predicts the whole from a part; in NREM and awake it learns faster what it half foresees."""
        kept = x[self.r.random(x.size) < self.r.uniform(0.3, 0.7)]
        c = top(self.cx[kept].sum(0) + self.noise(N_CX, 0.3), K_CX)
        if not hebb:
            return self.delta(self.vc, c, x, rate)
        rows = self.vc[c]
        p = sigmoid(B0 + rows.sum(0))
        foreseen = np.maximum(p - P0, 0)
        fit = (p[x].sum() - foreseen.sum() + foreseen[x].sum()) / x.size
        rate = float(rate * (1 + 20 * max(0, fit - 0.1) * 4 * max(0, 1 - fit)))
        error = -p
        error[x] += 1
        self.vc[c] = rows + f32(rate) * error
        c = top(self.cx[x].sum(0), K_CX)
        use = rate / NREM_RATE
        self.hebb(self.cx, x, N_CX, c, min(0.01 * use, 1), 0.25, (1 / (1 + self.m[x] / 5) ** 2).astype(f32))
        self.m[x] += f32(use)

    def capture(self, h, x, a):
        """The output of CA1 learns what it just gave, as far as the trace is recent."""
        rate = 0.025 * np.exp(-self.age[a] / 6).mean()
        if rate > 1e-6:
            self.delta(self.vh, h, x, rate, off=0.0)

    # --- Time -------------------------------------------------------------------------------------------------------------------

    def elapse(self, hours, asleep=False):
        fade, fade_slow = chain(hours / 2 if asleep else hours, *TRACE), chain(hours, *SLOW)
        for u, m in [(u, fade) for u in self.traces] + [(self.slow, fade_slow)]:
            u[:] = (m @ u.reshape(3, -1)).reshape(u.shape)
        self.age += hours
        goal, tau = (0, 4.2) if asleep else (1, 18.2)
        self.pressure = goal + (self.pressure - goal) * math.exp(-hours / tau)

    def wake(self, hours=16, rate=0.25, strength=0.15):
        for _ in range(math.floor(rate * hours + 0.5)):
            self.encode(self.r.choice(N_EC, K_EC, replace=False), strength)
        self.elapse(hours)

    def night(self, events=100, cycles=10, hours=8):
        """Events of NREM and REM in turn; returns how many of each were accepted."""
        self.freshness = 1 / (1 + (self.age / 24) ** 2)
        self.gain = (1 + 2 * self.freshness).astype(f32)
        self.res3, self.res_e, self.res_x = np.ones(N_C3, f32), np.ones(N_EC, f32), np.ones(N_CX, f32)
        counts = [0, 0]
        for cycle in range(cycles):
            n = events * (cycle + 1) // cycles - events * cycle // cycles
            counts[0] += sum(self.nrem() for _ in range(n))
            counts[1] += sum(self.rem() for _ in range(n))
        self.elapse(hours, asleep=True)
        return counts

    def nrem(self):
        a = self.r.choice(N_C3, K_C3, replace=False)
        for _ in range(6):
            before = a
            a = top(self.gain * (self.res3[a] @ self.rec[a]) + self.noise(N_C3, 0.15), K_C3)
        stored = common(a, before) >= 0.8 * K_C3 and self.rec[np.ix_(a, a)].sum() / (K_C3 * (K_C3 - 1)) >= 0.12
        self.res3 += (1 - self.res3) / 20
        self.res3[a] *= f32(0.1)
        if not stored:
            return False
        h = top(2 * self.sc[a].sum(0) + self.noise(N_C1, 0.05), K_C1)
        y = B0 + self.vh[h].sum(0) + self.noise(N_EC, 0.3)
        x = top(y, K_EC)
        x = x[y[x] >= LOGIT]
        if x.size < 0.75 * K_EC or common(top(self.pp[x].sum(0), K_C3), a) < 0.5 * K_C3:
            return False
        self.capture(h, x, a)
        self.learn(x, NREM_RATE * self.freshness[a].mean())
        return True

    def rem(self):
        x = self.r.choice(N_EC, K_EC, replace=False)
        for _ in range(8):
            before = x
            c = top(self.res_e[x] @ self.cx[x] + self.noise(N_CX, 0.3), K_CX)
            rows = self.vc[c]
            x = top(self.res_x[c] @ rows + self.noise(N_EC, 0.3), K_EC)
        x = x[B0 + rows.sum(0)[x] >= LOGIT]
        ok = x.size >= 0.6 * K_EC and common(x, before) >= 0.75 * x.size
        self.res_x += (1 - self.res_x) / 20
        self.res_x[c] *= f32(0.5)
        self.res_e += (1 - self.res_e) / 20
        self.res_e[x] *= f32(0.1)
        if ok:
            self.learn(x, REM_RATE, hebb=False)
        return ok

    # --- Retrieval --------------------------------------------------------------------------------------------------------------

    def settle(self, cue, respond):
        """Five times round a store's own loop: its evidence for the features."""
        x, amp, clamp = cue, np.ones(cue.size, f32), np.zeros(N_EC, bool)
        clamp[cue] = True
        for cycle in range(5):
            evidence = respond(x, amp)
            if cycle < 4:
                y = evidence + f32(B0) + self.noise(N_EC, 0.3)
                w = top(np.where(clamp, f32(1e30), y), K_EC)
                x = w[clamp[w] | (y[w] >= LOGIT)]
                amp = np.where(clamp[x], f32(1), f32(G_LOOP))
        return evidence

    def hippocampus(self, cue):
        """Its evidence; none if neither the first candidate nor the next, with the first one's units silent, reproduces the cue."""
        open3 = np.ones(N_C3, f32)
        for _ in range(2):
            a = None

            def respond(x, amp):
                nonlocal a
                z = amp @ self.pp[x] + f32(0.15) * self.mf[top(amp @ self.dg[x], K_DG)].sum(0)
                if a is not None:
                    z += self.rec[a].sum(0)
                a = top(open3 * z + self.noise(N_C3, 0.15), K_C3)
                return self.vh[top(amp @ self.ms[x] + 2 * self.sc[a].sum(0), K_C1)].sum(0)

            evidence = self.settle(cue, respond)
            if self.match(evidence, cue) >= 0.85:
                return evidence
            open3[a] = 0

    def cortex(self, cue):
        y = self.settle(cue, lambda x, amp: self.vc[top(amp @ self.cx[x] + self.noise(N_CX, 0.3), K_CX)].sum(0))
        return y * f32(self.match(y, cue))

    @staticmethod
    def match(y, cue):
        """Share of the cue among the winners, as far as there is evidence for them."""
        w = top(y, K_EC)
        return common(cue, w[y[w] > 0]) / cue.size

    def recall(self, cue, lesion="none"):
        """The surer store leads, the hippocampus by .2; the other one may make its winners surer."""
        yh = None if lesion == "hippocampus" else self.hippocampus(cue)
        yc = None if lesion == "cortex" else self.cortex(cue)
        if yh is not None and yc is not None:
            winners, sure = [], []
            for y in (yh, yc):
                z = y.copy()
                z[cue] = 1e30
                w = top(z, K_EC)
                rest = w[z[w] < 1e30]
                winners.append(w)
                sure.append(sigmoid(B0 + y[rest]).mean() if rest.size else 1)
            lead, other, w = (yh, yc, winners[0]) if sure[0] >= sure[1] - 0.2 else (yc, yh, winners[1])
            y = lead.copy()
            w = w[lead[w] > 0]
            y[w] += np.maximum(other[w], 0)
        else:
            y = yh if yh is not None else yc if yc is not None else np.zeros(N_EC, f32)
        return sigmoid(B0 + y + self.noise(N_EC, 0.3))
