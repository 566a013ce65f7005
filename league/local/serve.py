"""What `make run` does once the checkout is set up: database, demonstration data, web server."""

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from league.local import guard, healthcheck, ports
from league.local.errors import LocalError, plain_errors, told_plainly

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 8
ANSWER_SECONDS = 30
LIFELINE = "LEAGUE_SERVE_LIFELINE"


def prepare_database() -> None:
    """Migrate, and load the demonstration data into an empty database."""
    if connection.vendor != "postgresql":
        raise LocalError("DATABASE_URL must name a PostgreSQL server: postgres://user@host/name")
    call_command("migrate", interactive=False, verbosity=0)
    if not apps.get_model("trusts", "Trust")._default_manager.exists():
        print("The database is empty: loading the demonstration data ...", flush=True)
        call_command("load_demo")
    tell_outdated()
    connections.close_all()


def tell_outdated() -> None:
    """Results that an older version computed are shown as they are: say how to renew them."""
    from league.services import renewal

    if labels := [quarter.label for quarter in renewal.outdated()]:
        print(
            f"An older version of the rules computed {', '.join(labels)}. To compute them again: "
            ".venv/bin/python manage.py recompute --publish",
            flush=True,
        )


def attach_to_embedded_server() -> contextlib.AbstractContextManager[object]:
    """Hold the embedded server, where that is the database, for as long as this process lives."""
    if settings.DATABASE_URL:
        return contextlib.nullcontext()
    from league.local.backend.base import cluster

    if cluster.place.note:
        print(f"note: {cluster.place.note}", flush=True)
    return cluster


@contextlib.contextmanager
def lifeline(path: Path) -> Iterator[None]:
    """A lock that the kernel drops with us, however we end: the workers wait for it (see wsgi)."""
    with os.fdopen(guard.open_lock(path)) as lock:
        if not guard.nobody_uses(lock.fileno()):
            raise LocalError(f"Another server is just stopping ({path}). Start again in a moment.")
        os.environ[LIFELINE] = str(path)
        yield


def announce(port: int) -> None:
    """Once it answers, say where it is, and what one does next."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while reason := healthcheck.fault(port):
        if time.monotonic() > deadline:
            print(f"The server does not answer ({reason}).", file=sys.stderr, flush=True)
            return
        time.sleep(0.05)
    print(
        f"Trust League is at http://{HOST}:{port}/ (Ctrl-C stops it)\n"
        "To make an administrator: .venv/bin/python manage.py createsuperuser",
        flush=True,
    )


def serve(port: int) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "league.local.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_enabled=False,
    )
    threading.Thread(target=announce, args=(port,), daemon=True).start()
    server.serve()


def main() -> None:
    """Everything, with one line for whatever this machine lacks. Raises LocalError."""
    multiprocessing.set_start_method("spawn")  # a forked worker would keep our locks alive
    django.setup()
    port = settings.PORT
    ports.check_free(HOST, port)
    with (
        plain_errors(settings.VAR_DIR),
        attach_to_embedded_server(),
        lifeline(settings.VAR_DIR / f"serve-{port}.lock"),
    ):
        prepare_database()
        serve(port)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "league.settings")
    with told_plainly():
        main()
