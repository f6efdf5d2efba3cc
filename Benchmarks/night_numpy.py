#!/usr/bin/env python3
"""The NumPy brain at work: how fast it sleeps, and what it remembers. Needs numpy; nothing else.

    night_numpy.py night [--subjects 20]               CPU ms per subject-night (100 NREM + 100 REM events, 15 memories), one JSON line
    night_numpy.py cells EXPERIMENT [--subjects 100]   cells of an experiment, as scenarios/reference has them
    night_numpy.py check [EXPERIMENT] [--engram PATH] [--subjects 100]
                                                       the same for NumPy and the engine, side by side; fails if they differ

An experiment: 15 satellites in 3 categories are studied; then days of 8 h asleep and 16 h awake, probed at some. 'week' (standard) and
'late', studied once at the end of a day, are there for 'check'; the others are files in scenarios.
"""
import argparse
import csv
import json
import math
import subprocess
import sys
import tempfile
import time

from numpy_brain import K_EC, N_EC, Brain  # before NumPy: it asks for one thread
import numpy as np

LESIONS = ("none", "hippocampus", "cortex")
VERDICTS = ("kept", "mixture", "intrusion", "gist", "forgotten")
# before: hours awake before study; epochs: 3 if not given; days: probed after these; events: of NREM and of REM a night; awake: the
# same of a branch without sleep.
EXPERIMENTS = {
    "week": dict(days=(1, 2, 3, 7), events=100, retrievals=2, lures=20),
    "late": dict(before=16, epochs=1, days=(1, 3), events=100, retrievals=2, lures=20),
    "consolidation": dict(days=(1, 2, 3, 7), awake=(3, 7), events=100, retrievals=2, lures=60),
    "retrograde-gradient": dict(days=(1, 3, 7, 14, 28), events=40, retrievals=1, lures=60),
}
SCENARIO = """format: 1
name: twin
title: What the NumPy brain lives, lived by the engine
subjects: {subjects}
seed: 5
materials:
  satellites: {{generator: categories, categories: 3, exemplars: 5, shared_units: 10, unique_units: 10}}
timeline:
  - wake: {{duration: {before} h}}
  - study: {{materials: satellites, epochs: {epochs}}}
  - probe: {{label: night-0, lesions: [none, hippocampus, cortex]}}
  - repeat:
      times: {nights}
      of:
        - sleep: {{duration: 8 h, replay: {{nrem: {events}, rem: {events}}}}}
        - wake: {{duration: 16 h}}
        - probe: {{label: night, rounds: [{days}], lesions: [none, hippocampus, cortex]}}
analysis: {{retrievals: {retrievals}, lures: {lures}}}
agreement: {{file: twin.csv, tolerance: 0}}
"""


def satellites(r):
    pool = r.permutation(N_EC)
    return [(pool[60 * c:60 * c + 10], pool[60 * c + 10 * i + 10:60 * c + 10 * i + 20]) for c in range(3) for i in range(5)]


def study(seed, plan={}):
    b = Brain(seed)
    items = satellites(b.r)
    if "before" in plan:
        b.wake(plan["before"])
    for _ in range(plan.get("epochs", 3)):
        for i in b.r.permutation(15):
            b.encode(np.concatenate(items[i]))
    return b, items


def competitor(p, own, others):
    """The largest mean probability of another memory's features that are not in 'own'."""
    return max(p[np.setdiff1d(units, own, assume_unique=True)].mean() for units in others)


def probe(b, items, lesion, retrievals, lures):
    """Scores u, g, v of retrievals and of lures, and v of phantoms: other memories' features replaced by random ones."""
    units = [np.concatenate(item) for item in items]

    def ask(shared, unique, others):
        s, u = b.r.permutation(shared), b.r.permutation(unique)
        p, own = b.recall(np.concatenate((s[:5], u[:5])), lesion), np.concatenate((shared, unique))
        return p, (p[u[5:]].mean(), p[s[5:]].mean(), competitor(p, own, others))

    scores, phantoms, lure_scores = [], [], []
    for i, (shared, unique) in enumerate(items):
        others, outside = units[:i] + units[i + 1:], np.setdiff1d(np.arange(N_EC), units[i])
        for _ in range(retrievals):
            p, score = ask(shared, unique, others)
            scores.append(score)
            sizes = [np.setdiff1d(o, units[i], assume_unique=True).size for o in others]
            phantoms.append(max(p[b.r.choice(outside, n, replace=False)].mean() for n in sizes))
    for i in range(lures):
        # One that shares what the family shares, and one that is wholly new, in turn.
        kept = items[i // 2 % 15][0] if i % 2 == 0 else np.empty(0, int)
        drawn = b.r.choice(np.setdiff1d(np.arange(N_EC), kept), K_EC - kept.size, replace=False)
        both = np.concatenate((kept, drawn))
        lure_scores.append(ask(both[:10], both[10:], units)[1])
    return np.array(scores), np.array(lure_scores), np.array(phantoms)


def verdicts(scores, lures, phantoms):
    """Number of the verdict on each retrieval of each subject, and on each lure; thresholds from the lures of all subjects."""
    def quantile(z):
        return np.sort(z.ravel())[math.ceil((z.size + 1) * 0.95 - 1e-9) - 1]

    qu, qg, qv = quantile(lures[..., 0]), quantile(lures[:, 1::2, 1]), quantile(phantoms)

    def judge(s):
        u, g, v = s[..., 0], s[..., 1], s[..., 2]
        d = u - v
        return np.select([(u >= 0.5) & (u > qu) & (d >= 0.25), (u >= 0.25) & (u > qu) & (v >= 0.25) & (v > qv) & (abs(d) < 0.25),
                          (v >= 0.5) & (v > qv) & (d <= -0.25), (g >= 0.5) & (g > qg)], range(4), 4)

    return judge(scores), judge(lures)


def live(seed, plan):
    """One subject: its probes by label and lesion, and its accepted events a night."""
    b, items = study(seed, plan)
    probes, accepted = {}, []

    def look(label):
        for lesion in LESIONS:
            probes[label, lesion] = probe(b, items, lesion, plan["retrievals"], plan["lures"])

    look("night-0")
    if "awake" in plan:
        for last, day in zip((0, *plan["awake"]), plan["awake"]):
            b.wake(24 * (day - last))
            look(f"awake.night-{day}")
        b, items = study(seed, plan)
    for day in range(1, max(plan["days"]) + 1):
        accepted.append(b.night(plan["events"]))
        b.wake()
        if day in plan["days"]:
            look(f"sleep.night-{day}" if "awake" in plan else f"night-{day}")
    return probes, np.array(accepted) / plan["events"]


def cells(name, subjects):
    """Rows (measure, mean, standard error) of an experiment."""
    plan, rows = EXPERIMENTS[name], []
    lives = [live(seed, plan) for seed in range(subjects)]

    def add(measure, values):
        rows.append((measure, values.mean(), values.std(ddof=1) / math.sqrt(subjects)))

    for label, lesion in lives[0][0]:
        scores, lures, phantoms = (np.stack([probes[label, lesion][i] for probes, _ in lives]) for i in range(3))
        verdict, lure_verdict = verdicts(scores, lures, phantoms)
        *branch, short = label.split(".")
        start, end = f"{branch[0]}." if branch else "", f"({short}, lesion: {lesion})"
        add(f"{start}unique{end}", scores[..., 0].mean(1))
        add(f"{start}shared{end}", scores[..., 1].mean(1))
        for i, word in enumerate(VERDICTS):
            add(f"{start}{word}{end}", (verdict == i).mean(1))
        add(f"{start}false_kept{end}", (lure_verdict == 0).mean(1))
    accepted, start = np.stack([accepted for _, accepted in lives]), "sleep." if "awake" in plan else ""
    for day in plan["days"]:
        for k, stage in enumerate(("nrem", "rem")):
            add(f"{start}acceptance(stage: {stage}, sleep: {day})", accepted[:, day - 1, k])
    return rows


def write(rows, file, source):
    table = csv.writer(file, lineterminator="\n")
    table.writerow(("measure", "mean", "se", "source"))
    table.writerows((measure, f"{mean:.4g}", f"{se:.2g}", source) for measure, mean, se in rows)


def check(name, engram, subjects):
    plan = dict(before=0, epochs=3) | EXPERIMENTS[name]
    days = plan.pop("days")
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/twin.csv", "w") as file:
            write(cells(name, subjects), file, "NumPy")
        with open(f"{folder}/twin.yaml", "w") as file:
            file.write(SCENARIO.format(subjects=subjects, nights=max(days), days=", ".join(map(str, days)), **plan))
        command = [engram, "run", f"{folder}/twin.yaml", "--output", f"{folder}/out", "--quiet", "--json"]
        run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode > 1:
        sys.exit(run.stderr)
    print(f"{'measure':42} {'NumPy':>6} {'(SE)':>7}  {'engine':>6} {'(SE)':>7}  deviation in SE")
    agreement = json.loads(run.stdout)["agreement"]
    for cell in agreement:
        ours, deviation = cell["ours"], cell["deviation_in_se"]
        print(f"{cell['measure']:42} {cell['reference']:6.3f} ({cell['reference_se']:.3f})  {ours['mean']:6.3f} ({ours['se']:.3f})"
              f"  {deviation:5.1f}{'  !' if deviation > 3 else ''}")
    far = sum(cell["deviation_in_se"] > 3 for cell in agreement)
    print(f"{far} of {len(agreement)} cells beyond 3 standard errors; chance: one in 370")
    sys.exit(far > len(agreement) / 50)


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
            b.recall(cue, "hippocampus")
        recall.append(1e6 * (time.process_time() - start) / 15)
    nrem, rem = np.mean(accepted, 0)
    print(json.dumps(dict(
        program="numpy", numpy=np.__version__, subjects=subjects, night_ms_median=round(float(np.median(times)), 3),
        night_ms_best=round(min(times), 3), nrem_accepted=nrem, rem_accepted=rem, cortex_recall_us=round(float(np.median(recall)), 1))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("night", "cells", "check"))
    parser.add_argument("experiment", nargs="?", choices=EXPERIMENTS, default="week")
    parser.add_argument("--subjects", type=int, help="20 for night, else 100")
    parser.add_argument("--engram", default=".build/release/engram")
    options = parser.parse_args()
    options.subjects = options.subjects or (20 if options.what == "night" else 100)
    if options.what == "night":
        night(options.subjects)
    elif options.what == "check" and options.experiment in ("week", "late"):
        check(options.experiment, options.engram, options.subjects)
    elif options.what == "check":
        parser.error(f"'engram run scenarios/{options.experiment}.yaml' does that")
    else:
        write(cells(options.experiment, options.subjects), sys.stdout, f"NumPy, {options.subjects} subjects")
