"""Two neighbouring quarters published at the same moment do not miss each other."""

from __future__ import annotations

import pytest

from league.models import Movement, Quarter
from league.services.publishing import publish

from .builders import ACTOR, handover, submit
from .test_register_races import side_by_side

pytestmark = pytest.mark.django_db(transaction=True)

QUARTERS = ["2025-26-q3", "2025-26-q4"]


def published(slug: str) -> None:
    publish(by=ACTOR, quarter=Quarter.objects.get(pk=slug), reason="At the same moment")


@pytest.mark.parametrize("order", [QUARTERS, QUARTERS[::-1]], ids=["earlier first", "later first"])
def test_what_moved_between_them_is_kept_whichever_comes_first(order: list[str]) -> None:
    for slug in QUARTERS:
        submit(handover(slug))

    side_by_side(lambda: published(order[0]), lambda: published(order[1]))

    rows = Movement.objects.filter(assessment__quarter=QUARTERS[1], earlier__quarter=QUARTERS[0])
    assert rows.count() == 6
