#!/usr/bin/env python3
"""Opens pages of engram in headless Chromium: every picture is drawn, nothing is asked of a network, the night player plays, the keyboard
reaches everything, names that look like scripts are shown. Usage: browser.py ENGRAM [SCREENSHOTS]"""

import json, os, re, subprocess, sys, tempfile, time

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ENGRAM = os.path.abspath(sys.argv[1])
SHOTS = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
failures = []


def check(what, holds, detail=""):
    print(("ok    " if holds else "FAILS ") + what + (f": {detail}" if detail and not holds else ""))
    if not holds:
        failures.append(what)


def browser(dark=False):
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,900"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    try:
        driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    except WebDriverException as error:
        print(f"browser: Chromium does not start here, pages were not opened in it: {error.msg}")
        sys.exit(0)
    if dark:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    return driver


def engram(*arguments, codes=(0, 1)):
    done = subprocess.run([ENGRAM, *arguments], capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"engram {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return done


# What axe would look at: names of controls, labels of pictures, ids, headings, contrast of every text.
AUDIT = r"""
const found = [];
const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
for (const id of new Set(ids)) if (ids.filter((x) => x === id).length > 1) found.push("id twice: " + id);
for (const e of document.querySelectorAll("button, select, input, [role=region]")) {
  const name = e.getAttribute("aria-label") || e.textContent.trim() || (e.labels && e.labels[0] && e.labels[0].textContent.trim());
  if (!name) found.push("no name: " + e.outerHTML.slice(0, 80));
}
for (const e of document.querySelectorAll("svg:not([aria-hidden])")) {
  const by = e.getAttribute("aria-labelledby"), label = e.getAttribute("aria-label") || (by && document.getElementById(by)?.textContent);
  if (e.getAttribute("role") !== "img" || !label) found.push("picture without words: " + e.outerHTML.slice(0, 80));
}
for (const e of document.querySelectorAll("[aria-labelledby]")) if (!document.getElementById(e.getAttribute("aria-labelledby"))) found.push("no such id: " + e.getAttribute("aria-labelledby"));
for (const e of document.querySelectorAll("th")) if (!e.scope) found.push("th without scope");
if (!document.documentElement.lang || document.querySelectorAll("h1").length !== 1 || !document.querySelector("main")) found.push("lang, h1 or main");
let level = 0;
for (const h of document.querySelectorAll("h1, h2, h3, h4")) {
  const l = Number(h.tagName[1]);
  if (l > level + 1) found.push("heading skips a level: " + h.textContent);
  level = l;
}
const rgb = (c) => (c.match(/[\d.]+/g) || []).map(Number);
const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
let seen = 0;
for (const e of document.querySelectorAll("body *:not(svg *):not(script)")) {
  if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
  const a = light(rgb(getComputedStyle(e).color).slice(0, 3)), b = light(ground(e)), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  seen += 1;
  if (ratio < 4.5) found.push(`contrast ${ratio.toFixed(2)}: ${e.tagName} ${e.textContent.trim().slice(0, 40)}`);
}
if (seen < 10) found.push("hardly any text");
return found;
"""

DRAWN = r"""
return [...document.querySelectorAll("figure, .part")].filter((f) => {
  const svg = f.querySelector("svg[role=img]"), box = svg && svg.getBoundingClientRect();
  return !svg || box.width < 50 || box.height < 20 || svg.querySelectorAll("circle, rect, path, polyline, polygon, line").length < 2 || /NaN|Infinity|nan/.test(svg.innerHTML.replace(/<title[^]*?<\/title>/g, "").replace(/<text[^]*?<\/text>/g, ""));
}).map((f) => f.id || f.textContent.slice(0, 60));
"""


def look(driver, path, name):
    """Loads a page and makes the checks that hold for all of them."""
    driver.get_log("performance"), driver.get_log("browser")
    driver.get("file://" + path)
    time.sleep(0.5)
    errors = [e["message"] for e in driver.get_log("browser") if e["level"] in ("SEVERE", "WARNING")]
    check(f"{name}: nothing in the console", not errors, errors[:3])
    asked = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    outside = [u for u in asked if not u.startswith(("file://" + path, "data:", "blob:", "chrome:", "about:"))]
    check(f"{name}: no request leaves the page", not outside, outside[:3])
    missing = driver.execute_script(DRAWN)
    check(f"{name}: every picture is drawn ({len(driver.find_elements(By.CSS_SELECTOR, 'figure, .part'))})", not missing, missing[:3])
    audit = driver.execute_script(AUDIT)
    check(f"{name}: names, labels, headings, contrast", not audit, audit[:5])
    check(f"{name}: at most 3 MB", os.path.getsize(path) <= 3_000_000, os.path.getsize(path))


def shoot(driver, name, width, height=None, at=None):
    if not SHOTS:
        return
    total = driver.execute_script("return document.documentElement.scrollHeight")
    size = {"width": width, "height": min(height or total, 12000), "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    if at:
        driver.execute_script(f"document.getElementById('{at}').scrollIntoView()")
    time.sleep(0.3)
    driver.save_screenshot(os.path.join(SHOTS, name + ".png"))
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def player(driver):
    clock = lambda: driver.find_element(By.ID, "night-clock").text
    slider = driver.find_element(By.ID, "night-time")
    play = driver.find_element(By.ID, "night-play")
    before = clock()
    play.click()
    time.sleep(2)
    moved = int(slider.get_attribute("value"))
    lit = driver.execute_script("return document.querySelectorAll('#night-map circle[fill^=\"#\"]').length")
    check("player: plays", moved > 0 and clock() != before, f"{moved}, {clock()}")
    play.click()
    stopped = int(slider.get_attribute("value"))
    time.sleep(0.5)
    check("player: pauses", int(slider.get_attribute("value")) == stopped and play.text == "Play")
    for _ in range(20):
        if lit:
            break
        play.click()
        time.sleep(0.3)
        lit = driver.execute_script("return document.querySelectorAll('#night-map circle[fill^=\"#\"]').length")
        play.click()
    check("player: replays light up memories on the map", lit > 0)
    button = driver.find_elements(By.CSS_SELECTOR, "#night-list button")[2]
    name = button.find_element(By.CSS_SELECTOR, ".name span").text
    button.click()
    story = driver.find_element(By.ID, "night-story").text
    check("player: a click opens a memory's story", name in story and "hippocampus alone" in story, story[:80])
    slider.send_keys(Keys.END)
    check("player: the keyboard moves time", int(slider.get_attribute("value")) == 1000)
    slider.send_keys(Keys.HOME)
    play.send_keys(Keys.SPACE)
    time.sleep(0.6)
    check("player: the keyboard plays", play.text == "Pause")
    play.send_keys(Keys.SPACE)


def keyboard(driver):
    """Tab, and nothing else, reaches every control."""
    wanted = driver.execute_script(
        "return [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex=\"0\"]')]"
        ".filter((e) => e.getClientRects().length && !e.disabled).map((e, i) => { e.dataset.stop = i; return i; }).length")
    driver.execute_script("document.body.focus(); window.scrollTo(0, 0)")
    reached = set()
    body = driver.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    for _ in range(wanted + 5):
        stop = driver.execute_script("return document.activeElement.dataset ? document.activeElement.dataset.stop : null")
        if stop is not None:
            reached.add(stop)
        driver.switch_to.active_element.send_keys(Keys.TAB)
    check(f"keyboard: reaches all {wanted} controls", len(reached) == wanted, len(reached))


def downloads(driver):
    """What the buttons save is what the page shows."""
    saved = driver.execute_async_script(r"""
      const done = arguments[0], real = URL.createObjectURL, blobs = [];
      URL.createObjectURL = (b) => { blobs.push(b); return real.call(URL, b); };
      const figure = document.querySelector("figure");
      for (const b of figure.querySelectorAll("[data-save]")) b.click();
      Promise.all(blobs.map((b) => b.text())).then((texts) => done([texts, figure.querySelector(".csv").textContent]));
    """)
    (svg, csv), shown = saved
    check("downloads: the CSV is the numbers shown", csv == shown and csv.count("\n") > 1)
    check("downloads: the picture is SVG", svg.startswith("<svg xmlns=\"http://www.w3.org/2000/svg\"") and "</svg>" in svg)


with tempfile.TemporaryDirectory() as folder:
    def run(scenario, name, *more):
        engram("run", scenario, "--html", "--quiet", "--output", f"{folder}/{name}", *more)
        return f"{folder}/{name}/report.html"

    default = run(f"{ROOT}/scenarios/one-night.yaml", "default")
    night = run(f"{ROOT}/scenarios/default-night.yaml", "night", "--subjects", "4")
    graded = run(f"{ROOT}/scenarios/papers/Schapiro_et_al_2017.yaml", "graded", "--subjects", "2")

    hostile = ["<script>document.title='owned'</script>", "\"><img src=x onerror=document.title='owned'>", "</title></svg><svg onload=alert(1)>",
               "a,b\"c", "Ünïcode ✓ \u202etxet", "javascript:alert(1)", "&lt;b&gt;", "'; DROP TABLE"]
    with open(f"{folder}/hostile.csv", "w") as f:
        f.write("item,group,f1,f2,f3,f4,f5\n")
        for i, name in enumerate(hostile):
            quoted = '"' + name.replace('"', '""') + '"'
            f.write(f"{quoted},g{i % 2},a{i % 2},b{i},c{i},d{i},e{i}\n")
    with open(f"{folder}/hostile.yaml", "w") as f:
        f.write("format: 1\nname: hostile\ntitle: \"<script>document.title='owned'</script>\"\nsubjects: 3\n"
                "materials: {m: {file: hostile.csv}}\ntimeline:\n  - study: {materials: m, strength: 0.15}\n"
                "  - probe: {label: evening, lesions: [none, hippocampus, cortex], tests: [cued_recall, similarity]}\n  - sleep: {}\n"
                "  - probe: {label: morning, lesions: [none, hippocampus, cortex], tests: [cued_recall, similarity]}\n"
                "analysis: {retrievals: 2, lures: 8}\n"
                "claims: [{name: \"<b onclick=alert(1)>bold</b>\", that: \"recall(morning) > 0.1\"}]\n")
    nasty = run(f"{folder}/hostile.yaml", "hostile")

    with open(f"{folder}/many.yaml", "w") as f:
        f.write("format: 1\nname: many\nsubjects: 1\nmaterials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 10000}]}}\ntimeline:\n"
                "  - study: {materials: m, epochs: 1}\n  - probe: {label: evening}\n  - sleep: {replay: {nrem: 50, rem: 50}}\n"
                "  - probe: {label: morning}\nanalysis: {retrievals: 1, lures: 0}\n")
    many = run(f"{folder}/many.yaml", "many")

    engram("run", f"{ROOT}/scenarios/one-night.yaml", "--ablate", "no_sleep", "--quiet", "--output", f"{folder}/ablated")
    engram("compare", f"{folder}/default", f"{folder}/ablated", "--format", "html", "-o", f"{folder}/compared.html")
    engram("sweep", "run", f"{ROOT}/scenarios/sweeps/overlap-by-replay.yaml", "--subjects", "2", "--quiet", "--output", f"{folder}/sweep")
    engram("report", f"{folder}/sweep", "--format", "html")

    with open(f"{folder}/<b>model.yaml", "w") as f:
        f.write("{}\n")
    engram("matrix", f"{ROOT}/scenarios/one-night.yaml", f"{folder}/hostile.yaml", "--brains", "trisynaptic", f"{folder}/<b>model.yaml",
           "--subjects", "3", "--quiet", "--output", f"{folder}/matrix")

    driver = browser()
    look(driver, default, "default run")
    with open(f"{folder}/default/results.json") as f:
        stored = json.load(f)
    check("default run: the numbers are those of results.json",
          json.loads(driver.execute_script("return document.getElementById('results').textContent")) == stored)
    player(driver)
    downloads(driver)
    keyboard(driver)
    driver.get("file://" + default)
    for name, width, height, at in [("laptop", 1280, None, None), ("phone", 390, None, None), ("player", 1280, 1400, "player")]:
        shoot(driver, name, width, height, at)
    pdf = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"]
    check("default run: prints", len(pdf) > 50_000)
    if SHOTS:
        import base64
        with open(os.path.join(SHOTS, "print.pdf"), "wb") as f:
            f.write(base64.b64decode(pdf))
    look(driver, night, "a night from equations")
    if driver.execute_script("return Boolean(window.d3)"):
        driver.execute_script("document.querySelector('figure.detailed .tools').lastElementChild.previousElementSibling.click()")
        time.sleep(0.5)
        check("a night from equations: detailed pictures can be enlarged",
              "scale(2" in (driver.execute_script("return document.querySelector('figure.detailed .drawing').getAttribute('transform')") or ""))
    shoot(driver, "night", 1280, 3000, "player")
    look(driver, graded, "a graded network")
    look(driver, f"{folder}/compared.html", "comparison")
    look(driver, f"{folder}/sweep/report.html", "sweep")
    look(driver, nasty, "hostile names")
    text = driver.find_element(By.TAG_NAME, "body").get_attribute("textContent")
    check("hostile names: shown, not run", "owned" not in (driver.title if driver.title == "owned" else "") and hostile[0] in text
          and not driver.find_elements(By.CSS_SELECTOR, "img, figure script, td script, .claims b[onclick], [onload], [onerror], [onclick]"))
    shoot(driver, "hostile", 1280, 2000)
    look(driver, f"{folder}/matrix/matrix.html", "matrix")
    with open(f"{folder}/matrix/matrix.json") as f:
        stored = json.load(f)
    check("matrix: the numbers are those of matrix.json",
          json.loads(driver.execute_script("return document.getElementById('results').textContent")) == stored)
    check("matrix: names are shown, not run", "<b>model" in driver.find_element(By.TAG_NAME, "body").get_attribute("textContent")
          and not driver.find_elements(By.CSS_SELECTOR, "img, td script, th b, [onclick]"))
    cell = driver.find_element(By.CSS_SELECTOR, "table.matrix td summary")
    cell.send_keys(Keys.ENTER)
    check("matrix: a cell opens by keyboard", "claimed" in cell.find_element(By.XPATH, "..").text)
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    check("matrix: a phone shows the page without scrolling sideways",
          driver.execute_script("return document.documentElement.scrollWidth <= 390"))
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    for name, width in [("matrix", 1280), ("matrix-phone", 390)]:
        shoot(driver, name, width)
    driver.get("file://" + many)
    took = driver.execute_script("const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd - n.startTime")
    check(f"10,000 memories: opens in {took:.0f} ms", 0 < took < 3000)
    look(driver, many, "10,000 memories")
    driver.quit()

    dark = browser(dark=True)
    look(dark, default, "default run in the dark")
    shoot(dark, "dark", 1280, 2600)
    dark.quit()

print(f"{len(failures)} checks failed" if failures else "all checks passed")
sys.exit(1 if failures else 0)
