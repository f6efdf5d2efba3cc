"use strict";
(() => {
  const data = JSON.parse(document.getElementById("night-data").textContent);
  const ids = (name) => document.getElementById(`night-${name}`);
  const which = ids("which"), speed = ids("speed"), slider = ids("time"), clock = ids("clock"), play = ids("play");
  const status = ids("status"), list = ids("list"), story = ids("story");
  const ns = "http://www.w3.org/2000/svg";
  const stages = ["wake", "N1", "N2", "N3", "REM"], grey = "#8a8a8a";
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const seconds = 40;

  const make = (parent, name, attributes, text) => {
    const node = document.createElementNS(ns, name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text !== undefined) node.textContent = text;
    parent.append(node);
    return node;
  };
  const html = (parent, name, text) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    parent.append(node);
    return node;
  };
  const time = (h) => {
    const m = Math.round(h * 60);
    return `${Math.floor(m / 60)} h ${String(m % 60).padStart(2, "0")} min`;
  };
  const share = (x) => (x == null ? "–" : x.toFixed(2).replace(/^0/, ""));

  let sleep, now = 0, playing = false, chosen = -1, last = 0, next = 0, cursor, dots = [], paths = [], rows = [], fading = [];

  // The strip: hypnogram, rhythms, events.
  const drawStrip = () => {
    const box = ids("strip"), W = 720, left = 96, right = 12, inner = W - left - right;
    const hasStages = sleep.bouts.length > 0, H = hasStages ? 218 : 74;
    ids("rhythms").hidden = !hasStages;
    box.replaceChildren();
    const svg = make(box, "svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": "Stages, rhythms and replays over the night", "font-family": "system-ui, sans-serif" });
    const x = (h) => left + (h / sleep.hours) * inner;
    const word = (y, text) => make(svg, "text", { x: left - 8, y, "text-anchor": "end", "font-size": 12, fill: "currentColor" }, text);
    if (hasStages) {
      const row = [0, 2, 3, 4, 1], y = (s) => 16 + row[s] * 18;
      ["wake", "REM", "N1", "N2", "N3"].forEach((s, i) => word(20 + i * 18, s));
      make(svg, "polyline", {
        points: sleep.bouts.map(([s, a, b]) => `${x(a / 120)},${y(s)} ${x(b / 120)},${y(s)}`).join(" "),
        fill: "none", stroke: "currentColor", "stroke-width": 1.6,
      });
      for (const [s, a, b] of sleep.bouts) if (s === 4) make(svg, "rect", { x: x(a / 120), y: y(4) - 3, width: Math.max(x(b / 120) - x(a / 120), 0.5), height: 6, fill: "#d55e00" });
      const density = (spans, base, colour, name) => {
        const bins = new Array(Math.ceil(sleep.hours * 60)).fill(0);
        for (const [start] of spans) { const b = Math.floor(start / 60000); if (b < bins.length) bins[b] += 1; }
        const top = Math.max(1, ...bins);
        word(base, name);
        make(svg, "path", { d: `M${x(0)} ${base}` + bins.map((n, i) => `L${x(i / 60)} ${base - (26 * n) / top}L${x((i + 1) / 60)} ${base - (26 * n) / top}`).join("") + `L${x(sleep.hours)} ${base}Z`, fill: colour, "fill-opacity": 0.75 });
      };
      density(sleep.downs, 132, "#0072b2", "DOWN states");
      density(sleep.spindles, 166, "#009e73", "spindles");
    }
    const base = H - 26;
    word(base, "replays");
    for (const [h, stage, accepted] of sleep.events) {
      make(svg, "rect", { x: x(h), y: base - (accepted ? 16 : 7), width: 1, height: accepted ? 16 : 7, fill: !accepted ? grey : stage ? data.rehearsal.colour : data.replay.colour });
    }
    const steps = Math.max(1, Math.ceil(sleep.hours / 8));
    for (let h = 0; h <= sleep.hours; h += steps) make(svg, "text", { x: x(h), y: H - 6, "text-anchor": "middle", "font-size": 12, fill: "currentColor" }, `${h} h`);
    cursor = make(svg, "line", { y1: 4, y2: H - 20, stroke: "#d55e00", "stroke-width": 2, x1: left, x2: left });
    cursor.place = (h) => { cursor.setAttribute("x1", x(h)); cursor.setAttribute("x2", x(h)); };
    svg.addEventListener("click", (e) => {
      const r = svg.getBoundingClientRect(), at = ((e.clientX - r.left) / r.width) * W;
      go(((at - left) / inner) * sleep.hours);
    });
  };

  // The map: parts, pathways, a dot for each memory in each part.
  const listed = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}` : names.join());
  const drawMap = () => {
    const box = ids("map"), map = data.map;
    box.replaceChildren();
    const svg = make(box, "svg", { viewBox: `0 0 ${map.width} ${map.height}`, role: "img", "aria-label": `Map of the network: ${listed(map.boxes.map((b) => b.name))}, with a dot for each memory`, "font-family": "system-ui, sans-serif" });
    paths = map.paths.map((d) => make(svg, "path", { d, fill: "none", stroke: "currentColor", "stroke-opacity": 0.35, "stroke-width": 2 }));
    dots = map.boxes.map(({ name, x, y, width: w, height: h }) => {
      const n = data.memories.length;
      make(svg, "rect", { x, y, width: w, height: h, rx: 8, fill: "currentColor", "fill-opacity": 0.04, stroke: "currentColor", "stroke-opacity": 0.5 });
      make(svg, "text", { x: x + 8, y: y - 6, "font-size": 13, "font-weight": 600, fill: "currentColor" }, name);
      const columns = Math.max(1, Math.ceil(Math.sqrt((n * w) / h))), lines = Math.max(1, Math.ceil(n / columns));
      return data.memories.map((m, i) => {
        const cx = x + (w * ((i % columns) + 0.5)) / columns, cy = y + (h * (Math.floor(i / columns) + 0.5)) / lines;
        const r = Math.min(7, w / columns / 2.6, h / lines / 2.6);
        const dot = make(svg, "circle", { cx, cy, r, fill: "currentColor", "fill-opacity": 0.18, "data-memory": i });
        make(dot, "title", {}, m.name);
        dot.addEventListener("click", () => choose(i, true));
        return dot;
      });
    });
  };

  const light = (memory, isReplay) => {
    const course = isReplay ? data.replay : data.rehearsal, colour = course.colour;
    course.boxes.forEach((box, i) => {
      const dot = dots[box][memory];
      if (dot) fading.push({ dot, colour, from: performance.now() + (still ? 0 : 60 * i) });
    });
    for (const path of course.paths) fading.push({ path: paths[path], colour, from: performance.now() });
  };

  const glow = (t) => {
    fading = fading.filter((f) => {
      const age = (t - f.from) / 400, on = age < 1;
      if (age < 0) return true;
      if (f.dot) {
        f.dot.setAttribute("fill", on ? f.colour : "currentColor");
        f.dot.setAttribute("fill-opacity", on ? 1 - (still ? 0 : 0.7 * age) : 0.18);
      } else {
        f.path.setAttribute("stroke", on ? f.colour : "currentColor");
        f.path.setAttribute("stroke-opacity", on ? 0.9 : 0.35);
      }
      return on;
    });
  };

  // The memories: a bar for each store.
  const drawList = () => {
    list.replaceChildren();
    rows = data.memories.map((m, i) => {
      const button = html(html(list, "li"), "button");
      button.type = "button";
      const name = html(button, "span");
      name.className = "name";
      html(name, "span", m.name);
      const count = html(name, "span");
      const bars = data.stores.map((_, s) => {
        const bar = html(button, "span");
        bar.className = "bar";
        const fill = html(bar, "i");
        fill.className = `store-${(s % 4) + 1}`;
        return fill;
      });
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => choose(i, false));
      return { button, count, bars };
    });
    if (data.left_out > 0) html(list, "li", `and ${data.left_out} more, which are replayed less`);
  };

  const at = (track, h) => {
    const t = sleep.times;
    let k = 0;
    while (k + 1 < t.length && t[k + 1] <= h) k += 1;
    if (k + 1 >= t.length) return track[t.length - 1];
    const f = (h - t[k]) / (t[k + 1] - t[k]);
    return track[k] + f * (track[k + 1] - track[k]);
  };

  const stage = (h) => {
    const epoch = h * 120, bout = sleep.bouts.find(([, a, b]) => epoch >= a && epoch < b);
    return bout ? stages[bout[0]] : "";
  };

  const counts = (h) => {
    const n = new Array(data.memories.length).fill(0);
    for (const [t, , accepted, memory] of sleep.events) if (t <= h && accepted && memory >= 0) n[memory] += 1;
    return n;
  };

  const show = () => {
    cursor.place(now);
    slider.value = Math.round((now / sleep.hours) * 1000);
    const words = [time(now), stage(now)].filter(Boolean).join(", ");
    slider.setAttribute("aria-valuetext", words);
    clock.textContent = words;
    const n = counts(now);
    rows.forEach((row, i) => {
      const values = sleep.tracks.map((track) => at(track[i], now));
      values.forEach((value, s) => { row.bars[s].style.width = `${100 * Math.max(0, value)}%`; });
      row.count.textContent = n[i] ? `${n[i]}×` : "";
      row.button.setAttribute("aria-label", `${data.memories[i].name}: ${values.map((value, s) => `${data.stores[s]} ${share(value)}, `).join("")}replayed ${n[i]} times`);
    });
  };

  const go = (h) => {
    now = Math.min(Math.max(h, 0), sleep.hours);
    next = sleep.events.findIndex(([t]) => t > now);
    if (next < 0) next = sleep.events.length;
    show();
  };

  const choose = (i, moves) => {
    chosen = i;
    rows.forEach((row, j) => row.button.setAttribute("aria-pressed", String(i === j)));
    story.replaceChildren();
    const m = data.memories[i], fate = sleep.fates[i];
    html(story, "h3", m.name);
    if (m.group) html(story, "p", `Group: ${m.group}.`);
    const mine = sleep.events.filter(([, , accepted, memory]) => accepted && memory === i);
    const replays = mine.filter((e) => e[1] === 0), rehearsals = mine.filter((e) => e[1] === 1);
    const when = (events) => events.slice(0, 8).map(([h]) => time(h)).join(", ") + (events.length > 8 ? " …" : "");
    html(story, "p", replays.length ? `Replayed ${replays.length} times${data.replay.words}: ${when(replays)}.` : "Never replayed in this sleep.");
    if (rehearsals.length) html(story, "p", `Rehearsed${data.rehearsal.words} ${rehearsals.length} times: ${when(rehearsals)}.`);
    const changes = sleep.tracks.map((track, s) => `by ${data.stores[s]} alone ${share(track[i][0])} before and ${share(track[i][track[i].length - 1])} after`);
    html(story, "p", `What comes back from half a cue: ${changes.join("; ")}.`);
    if (fate) {
      const home = fate.home ? ` It lives in: ${fate.home}.` : "", with_ = fate.partners ? ` What comes back in its place: ${fate.partners}.` : "";
      html(story, "p", `At “${sleep.after}”, over all subjects: ${fate.fate} (kept ${share(fate.kept)} of retrievals).${home}${with_}`);
    }
    if (moves) story.focus();
  };

  const stop = () => {
    playing = false;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
    status.textContent = `Stopped at ${clock.textContent}.`;
  };

  const step = (t) => {
    if (playing) {
      const dt = Math.min(t - last, 100) / 1000;
      now = Math.min(now + (dt * sleep.hours * Number(speed.value)) / seconds, sleep.hours);
      while (next < sleep.events.length && sleep.events[next][0] <= now) {
        const [, kind, accepted, memory] = sleep.events[next];
        if (accepted && memory >= 0) light(memory, kind === 0);
        next += 1;
      }
      show();
      if (now >= sleep.hours) stop();
    }
    last = t;
    glow(t);
    if (playing || fading.length) requestAnimationFrame(step);
  };

  play.addEventListener("click", () => {
    if (playing) return stop();
    if (now >= sleep.hours) go(0);
    playing = true;
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    status.textContent = "";
    last = performance.now();
    requestAnimationFrame(step);
  });
  slider.addEventListener("input", () => go((slider.value / 1000) * sleep.hours));
  which.addEventListener("change", () => open(Number(which.value)));

  const open = (k) => {
    if (playing) stop();
    sleep = data.sleeps[k];
    drawStrip();
    go(0);
    if (chosen >= 0) choose(chosen, false);
  };

  data.sleeps.forEach((s, k) => { html(which, "option", s.name).value = k; });
  document.getElementById("night").hidden = false;
  drawMap();
  drawList();
  open(0);
})();
