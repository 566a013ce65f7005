"""The whole site of a test: two database servers, and as many web servers as it starts."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.scaling import site
from tests.scaling.pair import Pair
from tests.scaling.site import Clerk, Web


@dataclass(frozen=True)
class Town:
    """What it starts ends with `stack`."""

    pair: Pair
    home: Path
    stack: ExitStack

    def environment(self, machine: str, **changes: str) -> dict[str, str]:
        """Settings of the processes of a machine, which keeps files of its own."""
        kept = self.home / machine
        if not kept.exists():
            kept.mkdir()
            (kept / "static").symlink_to(settings.STATIC_ROOT)
        own = {
            "LEAGUE_VAR_DIR": str(kept),
            "SECRET_KEY": "of all machines of this test, who know each other's sessions by it",
            "DATABASE_URL": self.pair.primary.url,
            "REPLICA_URL": self.pair.replica.url,
            "REPLICA_MAX_LAG": "3",
        }
        return own | changes

    def web(self, machine: str = "web", **changes: str) -> Web:
        """A web server that answers."""
        return self.stack.enter_context(site.web(self.environment(machine, **changes)))

    def clerk(self, **changes: str) -> Clerk:
        """Somebody who hands in and publishes, on the primary."""
        return self.stack.enter_context(site.clerk(self.environment("clerk", **changes)))
