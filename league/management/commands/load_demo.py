"""`manage.py load_demo`: a fictional England to look at, before official files are at hand."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from league.services import demonstration
from league.services.audit import Actor
from league.services.refusals import RefusedError

ACTOR = Actor("load_demo command")


class Command(BaseCommand):
    help = (
        "Load the demonstration data: invented trusts with five quarters of invented figures. "
        "Refused where real figures are stored; changes nothing where it is loaded already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove", action="store_true", help="take the demonstration data away again"
        )

    def handle(self, *_: Any, remove: bool, **__: Any) -> None:
        try:
            if remove:
                self._remove()
            else:
                self._load()
        except RefusedError as error:
            raise CommandError(str(error)) from error

    def _load(self) -> None:
        started = time.perf_counter()
        published = demonstration.load(by=ACTOR, progress=self.stdout.write)
        if not published:
            self.stdout.write("The demonstration data are loaded already: nothing was changed.")
            return
        seconds = time.perf_counter() - started
        self.stdout.write(
            f"Loaded a fictional England: {len(set(published))} quarters in {seconds:.0f} s. "
            "Importing official files removes it."
        )

    def _remove(self) -> None:
        labels = demonstration.remove(by=ACTOR)
        if labels:
            self.stdout.write(f"Removed the demonstration data: {', '.join(labels)}.")
        else:
            self.stdout.write("There are no demonstration data: nothing was changed.")
