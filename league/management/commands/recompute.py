"""`manage.py recompute`: bring stored results up to the rules of this version."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from league.models import Quarter
from league.services import renewal
from league.services.audit import Actor
from league.services.refusals import RefusedError

ACTOR = Actor("recompute command")


class Command(BaseCommand):
    help = (
        "Compute quarters again from the figures that count. Without names: those whose results "
        "come from another version of the rules. Published results stay; the new are added."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quarters", nargs="*", metavar="QUARTER", help="such as 2025-26-q4")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="make the new results a revision, where the old ones are what readers see",
        )

    def handle(self, *_: Any, quarters: list[str], publish: bool, **__: Any) -> None:
        chosen = _named(quarters) if quarters else renewal.outdated()
        if not chosen:
            self.stdout.write("All results come from this version's rules: nothing was changed.")
        for quarter in chosen:
            try:
                done = renewal.renew(by=ACTOR, quarter=quarter, publish=publish)
            except RefusedError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(_line(done))


def _named(slugs: list[str]) -> list[Quarter]:
    found = Quarter.objects.in_bulk(slugs)
    if missing := [slug for slug in slugs if slug not in found]:
        known = ", ".join(Quarter.objects.order_by("starts").values_list("slug", flat=True))
        raise CommandError(f"No quarter is called {missing[0]}. Stored are: {known or 'none'}.")
    return [found[slug] for slug in slugs]


def _line(done: renewal.Renewed) -> str:
    trusts = "1 trust" if done.segments_changed == 1 else f"{done.segments_changed} trusts"
    seen = f"published as revision {done.revision.number}" if done.revision else "not published"
    return f"{done.quarter.label}: computed again, {trusts} in another segment, {seen}."
