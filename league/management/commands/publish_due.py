"""`manage.py publish_due`: for a timer, so that planned publications need no reader to start."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from league.services import embargo


class Command(BaseCommand):
    help = "Do the planned publications whose moment has come. Safe to run as often as wished."

    def handle(self, *_: Any, **__: Any) -> None:
        done = embargo.publish_due(now=timezone.now())
        for revision in done:
            self.stdout.write(f"{revision.quarter.label}: published as revision {revision.number}.")
        if not done:
            self.stdout.write("No publication is due.")
