"""What a page costs the database, whatever the length of its tables."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from league.models import SegmentAssignment
from tests.pages.england import Place, explain, place, publish, small_england

pytestmark = pytest.mark.django_db

Counted = Callable[[int], AbstractContextManager[object]]


@pytest.mark.parametrize("trusts", [6, 40])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 4),
        ("?sort=nothing&segment=9", 4),
        ("?region=London", 5),
        ("?region=London&sort=-change&q=trust", 6),
        ("?q=misspelt&columns=domains&sort=access&moved=same&override=none", 7),
    ],
)
def test_a_league_table_takes_few_queries_whatever_its_length(
    client: Client, django_assert_num_queries: Counted, trusts: int, query: str, queries: int
) -> None:
    small_england()
    row = SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust="ZA1")
    for number in range(7, trusts + 1):
        place(row.assessment, Place(f"Y{number:03d}", number, "3.50", 4))

    with django_assert_num_queries(queries):
        client.get(f"/league-tables/acute/2025-26-q4/{query}")


@pytest.mark.parametrize("years", [0, 10])
def test_a_league_table_takes_no_further_query_for_a_long_history(
    client: Client, django_assert_num_queries: Counted, years: int
) -> None:
    small_england()
    slugs = [f"20{23 - ago}-{24 - ago}-q{n}" for ago in range(years) for n in (4, 3, 2, 1)]
    for slug in slugs:
        publish(slug)

    with django_assert_num_queries(4):
        page = client.get("/league-tables/acute/2026-27-q1/").content.decode()
    assert all(f'<option value="{slug}"' in page for slug in slugs)


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 5),
        ("/trusts/", 5),
        ("/trusts/?q=london", 5),
        ("/trusts/?q=lodnon&type=acute&region=London", 6),
        ("/trusts/ZA3/2026-27-q1/", 14),
        ("/trusts/ZA3/2026-27-q1/summary/", 15),
        ("/trusts/ZA3/2026-27-q1/summary.json", 14),
        ("/trusts/?q=aintree+hospital", 6),
        ("/quarters/", 2),
        ("/quarters/2026-27-q1/", 8),
    ],
)
def test_other_pages_take_few_queries(
    client: Client, django_assert_num_queries: Counted, address: str, queries: int
) -> None:
    small_england()
    explain(SegmentAssignment.objects.get(assessment__quarter="2026-27-q1", trust="ZA3"))

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/trusts/ZA3/2026-27-q1/", 11), ("/trusts/ZA3/2026-27-q1/summary.json", 11)],
)
def test_what_trusts_of_a_type_have_in_common_is_asked_for_once(
    client: Client, django_assert_num_queries: Counted, address: str, queries: int
) -> None:
    small_england()
    client.get("/trusts/ZA2/2026-27-q1/")

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
