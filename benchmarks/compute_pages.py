"""Pages rendered by Django in this process."""

from django.test import Client

from benchmarks import compute_database, report
from league.models import SegmentAssignment

PAGES = {
    "acute league table": "/league-tables/acute/{quarter}/",
    "trust page": "/trusts/{trust}/{quarter}/",
}


def render(database: str, page: str, quarter: str) -> float:
    """Seconds of a page's render, connected and with what a process prepares once.

    Raises:
        AssertionError: the page does not answer.
    """
    compute_database.use(database)
    placed = SegmentAssignment.objects.filter(
        assessment__revisions__quarter=quarter, type="acute", league_rank__gte=10
    )
    trust = placed.order_by("league_rank").values_list("trust_id", flat=True)[0]
    address = PAGES[page].format(quarter=quarter, trust=trust)
    client = Client(headers={"host": "localhost"})

    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address} answers {answer.status_code}")

    ask()
    return report.seconds_of(ask)
