"""Pages rendered by Django in this process."""

from statistics import median

from django.test import Client

from benchmarks import report
from league.models import SegmentAssignment

RUNS = 7


def first_renders(slug: str) -> dict[str, float]:
    """Median seconds of the league table and of a trust's page, of a quarter.

    Raises:
        AssertionError: a page does not answer.
    """
    trust = SegmentAssignment.objects.filter(
        assessment__revisions__quarter=slug, type="acute", league_rank=10
    ).values_list("trust_id", flat=True)[0]
    addresses = {
        "acute league table": f"/league-tables/acute/{slug}/",
        "trust page": f"/trusts/{trust}/{slug}/",
    }
    client = Client(headers={"host": "localhost"})
    return {page: _seconds(client, address) for page, address in addresses.items()}


def _seconds(client: Client, address: str) -> float:
    """After a first answer, which imports and prepares what a process needs once."""

    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address} answers {answer.status_code}")

    ask()
    return median(report.seconds_of(ask) for _ in range(RUNS))
