"""What is said of the rules: made from the edition files, complete and without jargon."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from league import editions
from league.presenters.content import changes, glossary, measures, rule_words
from league.presenters.content.spread import spread
from league.rules.edition import Edition, Evidence, Metric, Model
from league.rules.scoring import band_scores

EVERY = [(edition, metric) for edition in editions.all_editions() for metric in edition.metrics]


def changed(edition: Edition, metric: Metric, **fields: Any) -> Edition:
    """The edition with one metric's fields changed."""
    made = [replace(each, **fields) if each is metric else each for each in edition.metrics]
    return replace(edition, slug="other", financial_year="2099-00", metrics=tuple(made))


@pytest.mark.parametrize(("edition", "metric"), EVERY, ids=lambda each: getattr(each, "id", ""))
def test_every_metric_is_found_by_each_of_its_official_ids(
    edition: Edition, metric: Metric
) -> None:
    for official in filter(None, (metric.id, metric.score_id, metric.id.lower())):
        found = measures.find(official)
        assert found is not None
        assert found.in_edition(edition) == metric


def test_measures_hold_each_metric_of_each_edition_once() -> None:
    held = [
        (version.edition.slug, version.metric.id)
        for measure in measures.all_measures()
        for version in measure.versions
    ]
    assert sorted(held) == sorted((edition.slug, metric.id) for edition, metric in EVERY)
    assert measures.find("OF9999") is None


def test_a_measure_keeps_its_number_through_the_years() -> None:
    mortality = measures.find("OF1046")
    assert mortality is not None
    assert mortality.id == "OF2046"
    assert mortality.official_ids == ("OF1046", "OF2046")


@pytest.mark.parametrize(("edition", "metric"), EVERY, ids=lambda each: getattr(each, "id", ""))
def test_the_rule_of_every_metric_is_said_with_its_own_figures(
    edition: Edition, metric: Metric
) -> None:
    said = rule_words.how_scored(edition, metric)

    assert len(said) == len(metric.scorings)
    assert not any("None" in sentence or "{" in sentence for sentence in said)
    for scoring, sentence in zip(metric.scorings, said, strict=True):
        assert sentence.endswith(".")
        limits = [scoring.standard, scoring.floor, *(band.limit for band in scoring.bands)]
        for limit in limits:
            if limit is not None:
                assert f"{abs(limit):g}" in sentence
        if scoring.model is Model.STANDARD:
            assert "2.00 to 4.00" in sentence


@pytest.mark.parametrize(("edition", "metric"), EVERY, ids=lambda each: getattr(each, "id", ""))
def test_a_decoded_cut_says_where_it_may_lie(edition: Edition, metric: Metric) -> None:
    for scoring in metric.scorings:
        cuts = rule_words.cuts(metric, scoring)
        doubts = [cut.doubt for cut in cuts if cut.doubt]
        assert len(doubts) == len(scoring.cut_between)
        assert all("may lie anywhere between" in doubt for doubt in doubts)
        if scoring.bands:
            assert [cut.name for cut in cuts][-4:] == [f"Scores {each}" for each in (1, 2, 3, 4)]


@given(st.floats(-5, 5, allow_nan=False))
def test_the_words_of_a_band_mean_what_the_engine_does(value: float) -> None:
    metric = editions.get("nof-2025-26").by_id["OF0079"]
    words = [cut.words for cut in rule_words.cuts(metric, metric.scoring)]
    assert words == ["0% or more", "More than −1%", "More than −2%", "Anything else"]

    by_words = 1 if value >= 0 else 2 if value > -1 else 3 if value > -2 else 4

    assert band_scores(np.array([value]), metric.scoring.bands)[0] == by_words


def test_nothing_changed_is_said_to_be_the_same() -> None:
    edition = editions.get("nof-2025-26")
    found = changes.between(edition, replace(edition, slug="other", financial_year="2099-00"))

    assert found.rules == ()
    assert (found.new, found.dropped, found.changed) == ((), (), ())
    assert len(found.same) == len(edition.metrics)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Other"}, "Was called “A&E within four hours” in 2025/26."),
        ({"domain": "people"}, "Moved from the domain “Access to services” to “People and wor"),
        ({"types": ("acute", "ambulance")}, "Reported by ambulance trusts as well."),
        ({"unit": "mins"}, "Given as per cent"),
    ],
)
def test_a_change_of_a_metric_is_said(fields: dict[str, Any], said: str) -> None:
    edition = editions.get("nof-2025-26")
    metric = edition.by_id["OF0013"]
    if "unit" in fields:
        fields = {"scoring": replace(metric.scoring, unit="mins")}
        said = "Given as minutes, no longer as per cent."

    found = changes.between(edition, changed(edition, metric, **fields))

    (((measure, sentences),)) = found.changed
    assert measure.latest.metric.id == "OF0013"
    assert any(sentence.startswith(said) for sentence in sentences), sentences


def test_a_standard_that_moves_is_said_with_both_figures() -> None:
    found = measures.find("OF0013")
    assert found is not None
    assert changes.history(found) == ("The standard went from 78% to 82%.",)


def test_a_metric_that_comes_or_goes_is_said() -> None:
    new, gone, same = (measures.find(each) for each in ("OF0008", "OF0085", "OF0023"))
    assert new is not None
    assert gone is not None
    assert same is not None
    assert changes.history(new) == ("New in 2026/27.",)
    assert changes.history(gone) == ("No longer used from 2026/27.",)
    assert changes.history(same) == ("The same in 2025/26 and 2026/27.",)


def test_the_changes_of_an_edition_account_for_every_metric() -> None:
    (found,) = changes.all_changes()
    parts = (found.new, found.dropped, found.same, tuple(each for each, _ in found.changed))
    told = sum(len(part) for part in parts)

    assert told == len(measures.all_measures())
    assert "The number of metrics that count went from 29 to 42." in found.rules
    assert any("1.92, 2.32 and 2.77" in sentence for sentence in found.rules)


def test_words_of_the_glossary_are_sentences_and_in_order() -> None:
    terms = glossary.terms()

    assert len({term.slug for term in terms}) == len(terms)
    assert [term.name.lower() for term in terms] == sorted(term.name.lower() for term in terms)
    assert all(re.search(r"[A-Z].*\.$", term.meaning) for term in terms)
    with pytest.raises(KeyError):
        glossary.term("no-such-word")


def test_every_kind_of_evidence_and_model_has_words() -> None:
    assert set(rule_words.EVIDENCE_NAMES) == set(rule_words.EVIDENCE_MEANINGS) == set(Evidence)
    assert set(rule_words.MODEL_NAMES) == set(Model)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=60))
def test_quartiles_are_those_of_the_rules(values: list[float]) -> None:
    found = spread(values)

    assert found is not None
    expected = np.quantile(np.array(values), [0.25, 0.5, 0.75])
    shown = [found.lower_quartile, found.median, found.upper_quartile]
    assert np.allclose(shown, expected, rtol=1e-9, atol=1e-6)
    assert (found.lowest, found.highest, found.reported) == (min(values), max(values), len(values))


def test_nothing_has_no_spread() -> None:
    assert spread([]) is None
