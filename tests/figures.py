"""Figures: how large a sample a test draws, and how long things take.

    def test_each_is_found(so_many): sample = chance.sample(rows, so_many(60, of=1_000))
    @pytest.mark.bench
    def test_searching(stopwatch): stopwatch("search by SKU", find, times=200)

`make test` draws the samples; `make proof` sets --full and runs what is marked `proof` with the whole
figures. `make bench` runs what is marked `bench`: it asserts nothing of time, prints a table and writes it
as JSON into .data/bench/, one file a run.
"""

import gc
import json
import os
import platform
import statistics
import time
from pathlib import Path

import pytest

from kinsite.foundation import clock

FOLDER = Path(__file__).resolve().parent.parent / ".data" / "bench"
TIMES = pytest.StashKey[dict]()


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="the whole figures instead of samples")
    parser.addoption("--orders", type=int, default=1_000_000, help="how many orders the desk is measured on")


def pytest_configure(config):
    config.stash[TIMES] = {}


@pytest.fixture(scope="session")
def so_many(request):
    """How many of `of` to try: all of them with --full."""
    return lambda sample, *, of: of if request.config.getoption("full") else sample


@pytest.fixture
def stopwatch(request):
    """Call something `times` over (or once for each of `calls`) and keep the seconds each call took."""

    def measure(name, call, *, times=50, calls=None):
        seconds = []
        # As kinsite/wsgi.py does: the collector's walk through all that tests are made of is no request's.
        gc.collect()
        gc.freeze()
        for arguments in calls if calls is not None else [()] * times:
            begun = time.perf_counter()
            call(*arguments)
            seconds.append(time.perf_counter() - begun)
        request.config.stash[TIMES][name] = seconds
        return seconds

    return measure


def figures_of(seconds):
    """Milliseconds: the median, the 95th percentile and the longest of so many calls."""
    ordered = sorted(seconds)
    p95 = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    rounded = {"median": statistics.median(ordered), "p95": p95, "longest": ordered[-1]}
    return {"calls": len(ordered), **{name: round(value * 1000, 1) for name, value in rounded.items()}}


def pytest_terminal_summary(terminalreporter, config):
    _tell_of_tasks(terminalreporter)
    table = {name: figures_of(seconds) for name, seconds in config.stash[TIMES].items()}
    if not table:
        return
    terminalreporter.section("benchmarks, in milliseconds")
    terminalreporter.write_line(f"{'':<44}{'calls':>8}{'median':>10}{'p95':>10}{'longest':>10}")
    for name, row in table.items():
        cells = f"{row['calls']:>8}{row['median']:>10}{row['p95']:>10}{row['longest']:>10}"
        terminalreporter.write_line(f"{name:<44}{cells}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = FOLDER / f"{clock.now():%Y%m%dT%H%M%SZ}.json"
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    report.write_text(json.dumps({"machine": machine, "milliseconds": table}, indent=2))
    terminalreporter.write_line(f"written to {report}")


def _tell_of_tasks(terminalreporter):
    """What tasks of people cost, as browser tests recorded it (`record_property("task", words)`)."""
    tasks = [
        words
        for report in terminalreporter.getreports("passed")
        if report.when == "call"
        for name, words in report.user_properties
        if name == "task"
    ]
    if tasks:
        terminalreporter.section("tasks of people")
        for words in tasks:
            terminalreporter.write_line(words)
