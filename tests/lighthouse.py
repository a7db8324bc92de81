"""Lighthouse over the pages of the running demo (`make lighthouse`), the median of so many visits each.

Visits are a phone's on a slow line, as Lighthouse simulates it. Prints a table, keeps every figure in
.data/lighthouse/, and ends with 1 where a median is below its floor or no demo answers. Lighthouse comes from
npm in the version named here, into .data; only Node has to be there.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from kinsite.embedded import chromium
from kinsite.embedded.__main__ import chosen_port

VERSION = "12.8.2"
HOME = Path(__file__).resolve().parents[1] / ".data" / "lighthouse"
PROGRAM = HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
RUNS = int(os.environ.get("RUNS") or 5)
SHOP = f"http://127.0.0.1:{chosen_port()}"
PAGES = {
    "home": "/",
    "collection": "/shop/desks/",
    "product": "/shop/desks/minimal-oak-desk/",
    "story": "/journal/one-room-two-jobs/",
}
FLOORS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Lighthouse's own measure of a machine; it says about 1,000 of a plain laptop with nothing else to do.
BUSY = 750
TIMES = {
    "first paint": "first-contentful-paint",
    "largest paint": "largest-contentful-paint",
    "blocked": "total-blocking-time",
    "shift": "cumulative-layout-shift",
}


class Missing(Exception):
    """Something that this command needs is not on this machine."""


def prepare():
    """Node and a browser, with Lighthouse itself, installed once a version, and a demo that answers."""
    node, npm, browser = shutil.which("node"), shutil.which("npm"), chromium.find()
    if not (node and npm):
        raise Missing("Lighthouse runs on Node 18 or later with npm, and neither demo nor tests need them.")
    if not browser:
        raise Missing("No browser: install chromium, or name one in CHROMIUM.")
    manifest = PROGRAM.parents[1] / "package.json"
    if not manifest.exists() or json.loads(manifest.read_text())["version"] != VERSION:
        HOME.mkdir(parents=True, exist_ok=True)
        wanted = f"lighthouse@{VERSION}"
        subprocess.run([npm, "install", "--prefix", HOME, "--no-audit", "--no-fund", wanted], check=True)
    try:
        urllib.request.urlopen(f"{SHOP}/livez", timeout=10)
    except urllib.error.URLError:
        raise Missing(f"No demo answers at {SHOP}. Start `make demo` in another terminal.") from None
    return node, browser


def visit(node, browser, url, file):
    """One visit, with everything it found in a file."""
    command = [node, PROGRAM, url, "--quiet", "--output=json", f"--output-path={file}"]
    as_root = " --no-sandbox" if os.geteuid() == 0 else ""
    command += [f"--only-categories={','.join(FLOORS)}", f"--chrome-flags=--headless=new{as_root}"]
    command += ["--no-enable-error-reporting"]
    environment = {**os.environ, "CHROME_PATH": str(browser)}
    # Now and then the browser records no trace: Lighthouse itself says to run it again.
    if subprocess.run(command, check=False, env=environment).returncode:
        subprocess.run(command, check=True, env=environment)
    found = json.loads(file.read_text())
    scores = {name: round(found["categories"][name]["score"] * 100) for name in FLOORS}
    times = {name: found["audits"][audit]["numericValue"] for name, audit in TIMES.items()}
    failed = [
        audit["id"]
        for audit in found["audits"].values()
        if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary"
    ]
    return {**scores, **times, "machine": found["environment"]["benchmarkIndex"], "failed": failed}


def median_of(visits):
    names = [*FLOORS, *TIMES, "machine"]
    figures = {name: statistics.median(visit[name] for visit in visits) for name in names}
    return {**figures, "failed": sorted({audit for visit in visits for audit in visit["failed"]})}


def row(name, figures):
    scores = "".join(f"{figures[category]:>16.0f}" for category in FLOORS)
    seconds = "".join(f"{figures[time] / 1000:>14.2f} s" for time in list(TIMES)[:3])
    return f"{name:12}{scores}{seconds}{figures['shift']:>16.3f}{figures['machine']:>16.0f}"


def main():
    try:
        node, browser = prepare()
    except Missing as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    header = "".join(f"{category:>16}" for category in FLOORS) + "".join(
        f"{time:>16}" for time in [*TIMES, "machine"]
    )
    sys.stdout.write(f"{'':12}{header}\n")
    medians = {}
    for name, path in PAGES.items():
        visits = [visit(node, browser, SHOP + path, HOME / f"{name}-{n}.json") for n in range(1, RUNS + 1)]
        medians[name] = median_of(visits)
        sys.stdout.write(row(name, medians[name]) + "\n")
        sys.stdout.flush()
    (HOME / "medians.json").write_text(json.dumps(medians, indent=2) + "\n")
    low = [
        f"{name}: {category} {figures[category]:.0f} is below {floor} {figures['failed']}"
        for name, figures in medians.items()
        for category, floor in FLOORS.items()
        if figures[category] < floor
    ]
    if min(figures["machine"] for figures in medians.values()) < BUSY:
        sys.stdout.write(
            "The machine was busy with something else: performance says nothing about the shop.\n"
        )
    sys.stdout.write("\n".join(low) + "\n" if low else "All floors are held.\n")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
