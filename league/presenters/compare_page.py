"""The page of a comparison: what is compared, how sure the order is, and every figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BaseForm

from league import editions
from league.filters.compare import AddTrustFilter
from league.models import Quarter, SegmentAssignment
from league.reads.compare import ComparedFigures
from league.reads.quarters import PublishedQuarters
from league.rules.comparison import FEWEST, MOST, Certainty, Ranked, certainty

from . import compare_ways as ways
from . import wording
from .about import AboutFigures, about_figures
from .charts import ChartView
from .compare_address import CompareAddress
from .compare_basket import Basket, BasketLine, basket_lines
from .compare_figures import compared_domains
from .compare_grid import Grid, Head, grid, heads, short_names
from .compare_metrics import MetricTable, metric_table
from .compare_rows import Peers, domains, overall, quarters
from .compare_trend import trend_view
from .league_rows import place_of
from .links import Link, quarter_options, trusts_of

Rows = Sequence[SegmentAssignment]


@dataclass(frozen=True)
class Comparison:
    """Everything said of two or more trusts of a type."""

    certainty: Certainty
    unlike: str
    """That they are of several kinds; empty when they are alike."""
    overall: Grid
    domains: Grid | None
    metrics: Grid | None
    no_metrics: str
    inapplicable: tuple[str, ...]
    trend: ChartView
    quarters: Grid


@dataclass(frozen=True)
class ComparePage:
    title: str
    quarter: str
    lead: str
    notices: tuple[str, ...]
    lines: tuple[BasketLine, ...]
    codes: tuple[str, ...]
    quarter_slug: str
    quarters: tuple[tuple[str, str, bool], ...]
    form: BaseForm | None
    """The search for another trust; None when there is no room."""
    search: ways.Search | None
    clear_href: str
    types: tuple[Link, ...]
    """One comparison a type, when the trusts are of several."""
    suggestions: tuple[ways.Ways, ...]
    tables: tuple[Link, ...]
    comparison: Comparison | None
    about: AboutFigures


def compare_page(
    *,
    published: PublishedQuarters,
    quarter: Quarter,
    notices: Sequence[str],
    table: Rows,
    basket: Basket,
    filterset: AddTrustFilter,
    figures: ComparedFigures | None,
) -> ComparePage:
    """``figures`` are those of the trusts when they can be compared, else None."""
    made = _comparison(published, quarter, table, basket, figures) if figures else None
    single = len(basket.rows) == 1
    return ComparePage(
        title=_title(basket, quarter, compared=made is not None),
        quarter=quarter.label,
        lead=_lead(basket, table),
        notices=(*notices, *basket.notices, *filterset.notices),
        lines=basket_lines(basket, quarter),
        codes=basket.address.codes,
        quarter_slug=quarter.slug,
        quarters=quarter_options(published, quarter.slug),
        form=None if basket.full and len(basket.types) == 1 else filterset.form,
        search=ways.search(filterset, table, basket),
        clear_href=CompareAddress(quarter.slug)(),
        types=ways.by_type(basket) if len(basket.types) > 1 else (),
        suggestions=ways.suggestions(table, basket) if single else (),
        tables=() if basket.rows else ways.league_tables(quarter.slug),
        comparison=made,
        about=about_figures(quarter),
    )


def comparable(basket: Basket) -> bool:
    """Whether it holds two or more trusts of one type."""
    return len(basket.types) == 1 and len(basket.rows) >= FEWEST


def _title(basket: Basket, quarter: Quarter, *, compared: bool) -> str:
    if not compared:
        return f"Compare trusts, {quarter.label}"
    names = short_names([row.name for row in basket.rows])
    return f"{wording.listed(names)} compared, {quarter.label}"


def _lead(basket: Basket, table: Rows) -> str:
    amount = len(basket.rows)
    if not amount:
        return (
            f"Choose {wording.small(FEWEST)} to {wording.small(MOST)} trusts of one type to see "
            "their results side by side."
        )
    if len(basket.types) > 1:
        kinds = wording.listed([trusts_of(each) for each in basket.types])
        return (
            f"These are {kinds}. Trusts of different types are measured by different metrics and "
            "stand in league tables of their own, so they are not set side by side."
        )
    (kind,) = basket.types
    if amount == 1:
        return f"Add at least one more of the {trusts_of(kind)} to compare it with."
    total = sum(row.type == kind for row in table)
    return f"{_amount(amount, total)} {trusts_of(kind)} side by side."


def _amount(amount: int, total: int) -> str:
    """``Three of the 134``, ``Both``, ``All five``."""
    if amount == total:
        return "Both" if amount == FEWEST else f"All {wording.small(amount)}"
    return f"{wording.capital(wording.small(amount))} of the {total}"


def _comparison(
    published: PublishedQuarters,
    quarter: Quarter,
    table: Rows,
    basket: Basket,
    figures: ComparedFigures,
) -> Comparison:
    edition, rows = editions.get(quarter.edition), basket.rows
    codes, columns = [row.trust_id for row in rows], heads(rows, quarter)
    (kind,) = basket.types
    metrics = metric_table(edition, codes, figures.metrics, quarter, kind)
    results = overall(rows, Peers.of(table, kind), metrics.tallies)
    scores = domains(compared_domains(edition, codes, figures.domains), quarter, kind)
    over_time = quarters(published, codes, figures.history)
    return Comparison(
        certainty=_certainty(rows, columns),
        unlike=_unlike(rows),
        overall=grid("Overall results", "overall", "Result", columns, [results]),
        domains=grid("Scores by domain", "domains", "Domain", columns, [scores])
        if scores.lines
        else None,
        metrics=grid("Every metric", "metrics", "Metric", columns, metrics.groups)
        if metrics.groups
        else None,
        no_metrics=_no_metrics(rows, quarter, metrics, figures),
        inapplicable=metrics.inapplicable,
        trend=trend_view(basket, figures.history),
        quarters=grid("Quarter by quarter", "quarters", "Quarter", columns, over_time),
    )


def _certainty(rows: Rows, columns: Sequence[Head]) -> Certainty:
    pairs = zip(rows, columns, strict=True)
    return certainty([Ranked(head.short, place_of(row)) for row, head in pairs])


def _unlike(rows: Rows) -> str:
    kinds = list(dict.fromkeys(row.subtype for row in rows if row.subtype))
    if len(kinds) < 2:
        return ""
    return (
        f"They are of different kinds ({wording.listed(kinds)}), with different patients and "
        "services: read the differences with care."
    )


def _no_metrics(
    rows: Rows, quarter: Quarter, metrics: MetricTable, figures: ComparedFigures
) -> str:
    without = [row.name for row in rows if not figures.metrics.get(row.trust_id)]
    if not without:
        return ""
    whose = wording.listed(without) if metrics.groups else "these trusts"
    return (
        f"The values of the metrics of {whose} for {quarter.label} are not at hand: NHS England's "
        "files give only overall results."
    )
