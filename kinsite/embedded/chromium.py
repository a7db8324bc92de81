"""The browser that tests drive: find one, or install one where that is possible."""

import glob
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OTHER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
IN_DEBIAN = "/etc/debian_version"


def find():
    """The path of a browser that runs, or None. CHROMIUM names one to be taken instead."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    found = [shutil.which(name) for name in NAMES]
    found += [path for place in OTHER_PLACES for path in glob.glob(os.path.expanduser(place))]
    return next((path for path in found if path and runs(path)), None)


def runs(path):
    """Whether it tells its version: on Ubuntu the name may be a stub that only asks for snap."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install():
    """Try the ways this machine offers, quickest first; True once a browser runs."""
    for commands in ways():
        if all(subprocess.run(command, check=False).returncode == 0 for command in commands) and find():
            return True
    return False


def ways():
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    may_install = os.geteuid() == 0 or has_passwordless_sudo()
    if may_install and shutil.which("apt-get") and os.path.exists(IN_DEBIAN):
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        yield [[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", "chromium"]]
    dependencies = ["--with-deps"] if may_install else []
    yield [[sys.executable, "-m", "playwright", "install", *dependencies, "chromium"]]


def has_passwordless_sudo():
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def main():
    if find():
        return 0
    print("There is no browser to test with; trying to install Chromium.", flush=True)
    if install():
        return 0
    in_ci = os.environ.get("CI", "").lower() in ("1", "true")
    outcome = "in CI that is a failure" if in_ci else "every browser test will be SKIPPED"
    print(
        f"NO BROWSER: {outcome}. Install Chromium or Chrome, or name one with CHROMIUM=/path.",
        file=sys.stderr,
    )
    return 1 if in_ci else 0


if __name__ == "__main__":
    sys.exit(main())
