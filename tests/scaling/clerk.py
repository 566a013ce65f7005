"""A process that hands figures in and publishes them, as often as it is told to.

A line of standard input is an order: `begin` (a small quarter), `hand in` (one trust's figure
anew), `publish` or `sign in`. The answer is a line too: a number, `session` with its key, or
`refused` with the reason.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace

import django

METRIC = "OF0082"


def begin() -> int:
    """A quarter of six invented trusts, published."""
    from tests.services import builders

    builders.submit(replace(builders.handover(), fictional=True))
    return publish()


def hand_in() -> int:
    """Nudge a figure of the newest quarter; the submission's number."""
    from league.models import MetricValue, Quarter, QuarterTrust
    from league.services.handover import Handover, TrustLine, ValueLine
    from tests.services import builders

    quarter = Quarter.objects.latest_published()
    assert quarter is not None
    held = MetricValue.objects.in_force(quarter).filter(metric=METRIC, state="reported")
    value = held.select_related("trust")[0]
    member = QuarterTrust.objects.in_force(quarter).get(trust=value.trust)
    code = value.trust.ods_code
    nudged = round((value.value or 0) % 9 + 0.01, 2)
    given = Handover(
        quarter.slug,
        (TrustLine(code, member.name, member.type, member.subtype, member.region),),
        (ValueLine(code, METRIC, value.unit, nudged, "reported", value.period),),
        fictional=quarter.fictional,
    )
    return builders.submit(given).submission.number


def publish() -> int:
    """The newest assessment; the revision's number."""
    from league.models import Quarter
    from league.services import publishing
    from tests.services.builders import ACTOR

    quarter = Quarter.objects.newest_first().first()
    assert quarter is not None
    return publishing.publish(by=ACTOR, quarter=quarter, reason="A correction").number


def sign_in() -> str:
    """A session of somebody who may do everything."""
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(
        User.objects.create_superuser("somebody"), "django.contrib.auth.backends.ModelBackend"
    )
    return f"session {client.session.session_key}"


ORDERS: dict[str, Callable[[], int | str]] = {
    "begin": begin,
    "hand in": hand_in,
    "publish": publish,
    "sign in": sign_in,
}


def main() -> None:
    """Until standard input ends."""
    from django.db import DatabaseError, close_old_connections

    for order in sys.stdin:
        close_old_connections()
        try:
            answer = str(ORDERS[order.strip()]())
        except DatabaseError as error:
            answer = f"refused {type(error).__name__}"
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "league.settings")
    django.setup()
    main()
