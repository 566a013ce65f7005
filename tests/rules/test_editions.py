"""The editions that ship hold the rules of their year."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from league import editions
from league.rules.edition import (
    Better,
    CutKind,
    Edition,
    Evidence,
    FigureIds,
    Metric,
    Model,
    Pool,
)
from league.rules.scoring import band_scores

FIRST = editions.get("nof-2025-26")
SECOND = editions.get("nof-2026-27")
BOTH = pytest.mark.parametrize("edition", [FIRST, SECOND], ids=lambda edition: edition.slug)


def test_editions_come_oldest_first_and_by_financial_year() -> None:
    assert editions.all_editions() == (FIRST, SECOND)
    assert editions.for_financial_year("2026-27") == SECOND


def test_an_edition_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nof-1999-00"):
        editions.get("nof-1999-00")
    with pytest.raises(KeyError, match="1999-00"):
        editions.for_financial_year("1999-00")


@pytest.mark.parametrize(
    ("edition", "counts"),
    [
        (FIRST, {"access": 10, "safety": 6, "effectiveness": 8, "people": 2, "finance": 3}),
        (
            SECOND,
            {
                "access": 13,
                "safety": 6,
                "effectiveness": 7,
                "experience": 6,
                "people": 6,
                "finance": 4,
            },
        ),
    ],
    ids=lambda value: value.slug if isinstance(value, Edition) else "",
)
def test_counted_metrics_of_each_domain(edition: Edition, counts: dict[str, int]) -> None:
    keys = [metric.domain for metric in edition.counted]
    assert {domain.key: keys.count(domain.key) for domain in edition.domains} == counts


def test_what_never_counts() -> None:
    def uncounted(edition: Edition) -> dict[str, str | None]:
        return {metric.id: metric.part_of for metric in edition.metrics if not metric.counts}

    assert uncounted(FIRST) == {"OF0079": "OF1080", "OF0081": "OF1080"}
    assert uncounted(SECOND) == {
        "OF0029": "OF2029",
        "OF0030": "OF2029",
        "OF0079": "OF2080",
        "OF0081": "OF2080",
        "OF2207": "OF2108",
        "OF2208": "OF2108",
    }


@pytest.mark.parametrize(
    ("edition", "infections"),
    [(FIRST, {"OF0020", "OF0048", "OF0088"}), (SECOND, {"OF0020", "OF2048", "OF2088"})],
)
def test_infections_weigh_a_third_each_and_all_else_one(
    edition: Edition, infections: set[str]
) -> None:
    for metric in edition.counted:
        assert metric.weight == (Fraction(1, 3) if metric.id in infections else 1)


@pytest.mark.parametrize(
    ("edition", "within_type"),
    [
        (FIRST, {"OF0061", "OF0084", "OF0047"}),
        (SECOND, {"OF0061", "OF0060", "OF0047", "OF0084", "OF0120"}),
    ],
)
def test_metrics_ranked_within_the_trust_type(edition: Edition, within_type: set[str]) -> None:
    assert {metric.id for metric in edition.metrics if metric.pool is Pool.TYPE} == within_type


@pytest.mark.parametrize(
    ("edition", "standards", "floors"),
    [
        (
            FIRST,
            {"OF0106": 0, "OF0003": 1, "OF0010": 80, "OF0011": 75, "OF0013": 78, "OF0017": 30}
            | {"OF0020": 0, "OF0048": 1, "OF0088": 1},
            {"OF0057": 70},
        ),
        (
            SECOND,
            {"OF0001": 78, "OF0003": 0, "OF0005": 0, "OF0010": 80, "OF0011": 80, "OF0013": 82}
            | {"OF0017": 25, "OF0020": 0, "OF0086": 100, "OF0094": 100},
            {"OF0004": 10, "OF0060": 0.01, "OF0094": 80},
        ),
    ],
)
def test_standards_and_floors(
    edition: Edition, standards: dict[str, float], floors: dict[str, float]
) -> None:
    found = {metric.id: metric.scoring for metric in edition.metrics}
    assert standards == {
        key: scoring.standard for key, scoring in found.items() if scoring.standard is not None
    }
    assert floors == {
        key: scoring.floor for key, scoring in found.items() if scoring.floor is not None
    }


FINANCE = [(FIRST, "OF1080"), (SECOND, "OF2080")]


@pytest.mark.parametrize(("edition", "combined"), FINANCE)
@pytest.mark.parametrize(
    ("part", "value", "score"),
    [
        ("OF0079", 0, 1),
        ("OF0079", -0.99, 2),
        ("OF0079", -1.00, 3),
        ("OF0079", -1.97, 3),
        ("OF0079", -2.00, 4),
        ("OF0081", 0, 1),
        ("OF0081", -0.49, 2),
        ("OF0081", -0.5, 3),
        ("OF0081", -0.98, 3),
        ("OF0081", -1.00, 4),
    ],
)
def test_finance_bands(
    edition: Edition, combined: str, part: str, value: float, score: int
) -> None:
    assert edition.by_id[part].part_of == combined
    assert band_scores(np.array([value]), edition.by_id[part].scoring.bands).tolist() == [score]


@pytest.mark.parametrize(("edition", "combined"), FINANCE)
def test_finance_matrix_takes_the_plan_by_rows(edition: Edition, combined: str) -> None:
    scoring = edition.by_id[combined].scoring
    assert scoring.parts == ("OF0079", "OF0081")
    assert scoring.matrix == ((1, 1, 2, 3), (2, 2, 3, 4), (2, 3, 3, 4), (2, 3, 4, 4))


def test_temporary_staffing_leaves_two_combinations_open() -> None:
    scoring = SECOND.by_id["OF2108"].scoring
    assert scoring.parts == ("OF2207", "OF2208")
    assert scoring.matrix == ((1, 1, 2, 3), (1, 2, 2, None), (2, 2, 3, 4), (3, 3, None, 4))


@BOTH
@given(value=st.floats(-1000, 1000), step=st.floats(0, 100))
def test_a_better_value_never_gets_a_worse_band(
    edition: Edition, value: float, step: float
) -> None:
    for metric in edition.metrics:
        for scoring in metric.scorings:
            if scoring.model is Model.BANDED:
                better = value + step if metric.better is Better.HIGHER else value - step
                ours, theirs = band_scores(np.array([value, better]), scoring.bands)
                assert theirs <= ours


def test_segments_and_override_of_2025_26() -> None:
    assert FIRST.cuts.kind is FIRST.domain_cuts.kind is CutKind.QUARTILES
    assert (FIRST.cuts.round_to, FIRST.domain_cuts.round_to) == (None, None)
    assert (FIRST.override.flag, FIRST.override.no_better_than) == ("reported", 3)
    assert FIRST.programme_segment == 5
    assert FIRST.figures == FigureIds("OF5002", "OF5003", "OF5000", "OF5004", "OF5005", "OF5007")


def test_segments_and_override_of_2026_27() -> None:
    assert SECOND.cuts.thresholds == (1.92, 2.32, 2.77)
    assert SECOND.cuts.evidence is Evidence.DECODED
    assert "1.94" in SECOND.cuts.note
    assert SECOND.domain_cuts.kind is CutKind.QUARTILES
    assert SECOND.domain_cuts.round_to == 2
    assert (SECOND.override.flag, SECOND.override.no_better_than) == ("derived", 3)
    assert SECOND.programme_segment is None
    assert SECOND.figures == FigureIds("OF5202", "OF5203", "OF5200", "OF5204")


@pytest.mark.parametrize(("edition", "lead"), [(FIRST, "OF1"), (SECOND, "OF2")])
def test_a_score_has_the_value_s_number_behind_the_year_s_digit(
    edition: Edition, lead: str
) -> None:
    for metric in edition.metrics:
        if metric.scoring.model is not Model.CONTEXT:
            assert metric.score_id == lead + metric.id[3:]


@BOTH
def test_metrics_stand_in_the_order_of_their_domains(edition: Edition) -> None:
    order = [domain.key for domain in edition.domains]
    places = [order.index(metric.domain) for metric in edition.metrics]
    assert places == sorted(places)


@BOTH
def test_every_metric_is_told_in_short_plain_words(edition: Edition) -> None:
    for metric in edition.metrics:
        assert len(metric.name) <= 50, metric.id
        assert metric.definition.endswith("."), metric.id
        sentence = metric.definition.replace("E. coli", "").replace("C. difficile", "")
        assert ". " not in sentence, metric.id


@BOTH
def test_every_cut_that_was_decoded_says_between_which_values(edition: Edition) -> None:
    def cut(metric: Metric) -> bool:
        scoring = metric.scoring
        return bool(scoring.bands) or scoring.standard is not None or scoring.floor is not None

    for metric in edition.metrics:
        if metric.scoring.evidence is Evidence.DECODED and cut(metric):
            assert metric.scoring.cut_between, metric.id
