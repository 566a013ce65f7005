"""The Chromium that the tests drive: an installed one, Playwright's own, or one to be installed.

`python -m league.local.browser` prints its path, installing it first when need be.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from league.local.errors import LocalError, told_plainly

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
DEBIAN_PACKAGES = ("chromium", "fonts-liberation")  # the second stands in for Arial
ADVICE = (
    "No Chromium was found, and none could be installed. Install Chromium or Google Chrome, or "
    "name one: CHROMIUM=/path/to/chromium make test"
)
# A test browser has no business with any other host.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)


def launch_arguments() -> list[str]:
    """Command-line switches; the sandbox is given up only where it cannot work, as root."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _works(program: str | Path) -> bool:
    """Whether it really starts: some systems ship a stub that only says how to install it."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find_chromium(*, with_playwright: bool = True) -> str | None:
    """Path of a Chromium that starts, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        if _works(named):
            return named
        raise LocalError(f"CHROMIUM={named} does not start. Name another, or unset it.")
    for name in (*NAMES, MAC):
        if (found := shutil.which(name)) and _works(found):
            return found
    own = _playwrights_own() if with_playwright else ""
    return own if own and _works(own) else None


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium with apt-get ...", file=sys.stderr, flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES]
        commands = [["apt-get", "update", "-qq"], install]
    else:
        print("Installing Playwright's Chromium ...", file=sys.stderr, flush=True)
        environment = dict(os.environ)
        commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for command in commands:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            print(done.stdout.decode(errors="replace")[-2000:], file=sys.stderr)


def require_chromium() -> str:
    """Find one, else install one. Raises LocalError when there is none to be had."""
    if found := find_chromium():
        return found
    _install()
    if found := find_chromium():
        return found
    raise LocalError(ADVICE)


if __name__ == "__main__":
    with told_plainly():
        print(require_chromium())
