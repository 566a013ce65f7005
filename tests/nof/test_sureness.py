"""How sure every trust's place is, in every official quarter: what must hold of what is stored."""

from __future__ import annotations

from itertools import accumulate, groupby

import pytest

from league import editions
from league.models import MetricScore, Quarter, SegmentAssignment, TrustExplanation
from league.rules.rounding import rounded
from league.rules.standings import Place, told_apart
from league.rules.sureness import Sureness
from tests.rules.slow_sureness import SlowRules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]

COMPUTED = [("2025-26-q4", 205), ("2026-27-q1", 202)]
PUBLISHED = [("2025-26-q1", 205), ("2025-26-q3", 205)]
Rows = dict[str, SegmentAssignment]


def of_quarter(slug: str) -> tuple[Quarter, Rows, dict[str, Sureness]]:
    """Each trust's results, and how sure they are."""
    quarter = Quarter.objects.published().get(slug=slug)
    assert quarter.current_revision
    assessment = quarter.current_revision.assessment
    rows = {row.trust_id: row for row in SegmentAssignment.objects.of_assessment(assessment)}
    told = TrustExplanation.objects.filter(assessment=assessment)
    return quarter, rows, {each.trust_id: Sureness.from_data(each.sureness) for each in told}


@pytest.mark.parametrize(("slug", "trusts"), COMPUTED)
def test_every_draw_is_counted_and_its_bounds_are_the_likely_range(slug: str, trusts: int) -> None:
    _, rows, found = of_quarter(slug)

    assert len(found) == trusts
    for code, sure in found.items():
        row, density = rows[code], sure.density
        assert density, code
        assert density.draws == sum(sure.segments) == row.assessment.draws == 10_000, code
        assert sum(density.shares) == pytest.approx(1)
        assert density.between(2.5, 97.5) == (row.rank_low, row.rank_high), code
        if row.override_flagged:
            assert not any(sure.segments[:2]), code


@pytest.mark.parametrize(("slug", "trusts"), COMPUTED)
def test_in_each_draw_all_trusts_of_a_type_have_a_rank(slug: str, trusts: int) -> None:
    """One each, or a joint one above those that it leaves out."""
    _, rows, found = of_quarter(slug)

    kinds = sorted(rows.values(), key=lambda row: row.type)
    for _, held in groupby(kinds, key=lambda row: row.type):
        members = list(held)
        met = dict.fromkeys(range(1, len(members) + 1), 0)
        for row in members:
            density = found[row.trust_id].density
            assert density
            for rank, count in enumerate(density.counts, start=density.first):
                met[rank] += count
        so_far = list(accumulate(met.values()))
        assert so_far[-1] == 10_000 * len(members)
        assert all(count >= 10_000 * rank for rank, count in enumerate(so_far, start=1))


@pytest.mark.parametrize(("slug", "trusts"), COMPUTED)
def test_leaving_out_a_metric_is_taking_it_away_from_the_stored_scores(
    slug: str, trusts: int
) -> None:
    quarter, rows, found = of_quarter(slug)
    counted = {each.id: float(each.weight) for each in editions.get(quarter.edition).counted}
    scores: dict[str, dict[str, float]] = {code: {} for code in rows}
    assessment = next(iter(rows.values())).assessment
    for each in MetricScore.objects.filter(assessment=assessment, metric__in=counted):
        if each.score is not None:
            scores[each.trust_id][each.metric] = each.score

    for code, row in rows.items():
        left = {it.metric_id: it for it in found[code].without}
        assert set(left) == set(scores[code]), code
        for metric, it in left.items():
            kept = {key: score for key, score in scores[code].items() if key != metric}
            total = sum(counted[key] * score for key, score in kept.items())
            average = rounded(total / sum(counted[key] for key in kept))
            assert it.stand.average == average, (code, metric)
            assert row.league_rank
            assert it.places == it.stand.rank - row.league_rank, (code, metric)


@pytest.mark.parametrize(("slug", "trusts"), COMPUTED)
def test_where_a_trust_would_stand_is_found_among_its_unchanged_peers(
    slug: str, trusts: int
) -> None:
    """By counting who is better; leaving out nothing gives the stored rank."""
    quarter, rows, found = of_quarter(slug)
    assessment = next(iter(rows.values())).assessment
    first, second, third = assessment.cuts
    rules = SlowRules({}, (first, second, third), _limit(quarter))
    for kind in {row.type for row in rows.values()}:
        keys = {c: _key(row) for c, row in rows.items() if row.type == kind}
        for code, own in keys.items():
            peers = [key for other, key in keys.items() if other != code]
            assert rows[code].league_rank == 1 + sum(peer < own for peer in peers)
            for it in found[code].without:
                deficit = bool(rows[code].override_flagged)
                segment = rules.segment(it.stand.average, in_deficit=deficit)
                mine = (segment, it.stand.average)
                assert it.stand.segment == segment, (code, it.metric_id)
                assert it.stand.rank == 1 + sum(peer < mine for peer in peers), (code, it.metric_id)
                assert it.stand.shared is (mine in peers), (code, it.metric_id)


def _key(row: SegmentAssignment) -> tuple[int, float]:
    assert row.adjusted
    assert row.average_score is not None
    return row.adjusted, float(row.average_score)


def _limit(quarter: Quarter) -> int:
    return editions.get(quarter.edition).override.no_better_than


@pytest.mark.parametrize(("slug", "trusts"), COMPUTED)
def test_peers_that_cannot_be_told_apart_are_those_of_the_league_table(
    slug: str, trusts: int
) -> None:
    _, rows, found = of_quarter(slug)

    places = {c: Place(row.league_rank, row.rank_low, row.rank_high) for c, row in rows.items()}
    for code, row in rows.items():
        others = [c for c, other in rows.items() if c != code and other.type == row.type]
        close = [c for c in others if told_apart(places[code], places[c]) is False]
        peers = found[code].peers
        assert peers
        assert (peers.close, peers.of, peers.unknown) == (len(close), len(others), 0), code


@pytest.mark.parametrize(("slug", "trusts"), PUBLISHED)
def test_of_a_quarter_as_published_nothing_is_made_up(slug: str, trusts: int) -> None:
    quarter, rows, found = of_quarter(slug)

    assert quarter.current_revision
    assert not quarter.current_revision.assessment.is_computed
    assert len(found) == trusts
    for code, sure in found.items():
        assert (sure.density, sure.segments, sure.without) == (None, (), ()), code
        assert ("peers" in dict(sure.sentences)) is (rows[code].rank_low is not None), code
        assert "not known" in " ".join(text for _, text in sure.sentences), code
