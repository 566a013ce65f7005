"""Edition files: what the parser takes, what it refuses and how it says so."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules.edition import Band, Better, CutKind, Evidence, Model, Pool
from league.rules.edition_checks import TRUST_TYPES
from league.rules.edition_file import EditionError
from trusts.types import TrustType

from .edition_text import SMALL_EDITION, parse, refuse, spoil


def test_reads_what_the_file_says() -> None:
    edition = parse(SMALL_EDITION)
    assert (edition.slug, edition.financial_year) == ("small-2030-31", "2030-31")
    assert edition.cuts.kind is CutKind.THRESHOLDS
    assert edition.cuts.thresholds == (1.9, 2.3, 2.7)
    assert (edition.domain_cuts.round_to, edition.domain_cuts.note) == (2, "")
    assert edition.domain("money").segment_id == "OF4101"
    assert edition.figures.programme == "OF5006"
    assert edition.override.plan == "OF0021"


def test_reads_a_metric_with_its_defaults() -> None:
    ranked = parse(SMALL_EDITION).by_id["OF0010"]
    assert ranked.scoring.model is Model.RANKED
    assert (ranked.pool, ranked.better) == (Pool.TYPE, Better.HIGHER)
    assert (ranked.weight, ranked.decimals) == (Fraction(1), 2)
    assert ranked.types == ("acute", "ambulance")
    assert (ranked.variants, ranked.part_of) == ((), None)


def test_reads_weights_as_exact_fractions_and_variants_in_another_unit() -> None:
    infections = parse(SMALL_EDITION).by_id["OF0011"]
    assert infections.weight == Fraction(1, 3)
    assert [scoring.unit for scoring in infections.scorings] == ["rate", "count"]
    assert infections.variants[0].bands == (Band("<=", 0, 1), Band("<=", 1, 2), Band("<=", 2, 3))
    assert infections.variants[0].cut_between == ((0, 1), (1, 2), (2, 4))


def test_reads_an_unknown_combination_of_a_matrix_as_none() -> None:
    combined = parse(SMALL_EDITION).by_id["OF1020"]
    assert combined.scoring.parts == ("OF0021", "OF0022")
    assert combined.scoring.matrix[1] == (2, 2, 3, None)


def test_parts_and_context_do_not_count() -> None:
    counted = [metric.id for metric in parse(SMALL_EDITION).counted]
    assert counted == ["OF0010", "OF0011", "OF0012", "OF0013", "OF1014", "OF1020"]


def test_checksum_changes_with_every_letter() -> None:
    assert parse(SMALL_EDITION).checksum != parse(SMALL_EDITION + "# \n").checksum
    assert parse(SMALL_EDITION).checksum == parse(SMALL_EDITION).checksum


def test_trust_types_are_those_of_the_register() -> None:
    assert list(TRUST_TYPES) == TrustType.values


def test_all_faults_of_shape_are_told_at_once() -> None:
    text = spoil("standard = 1\n", "standrad = 1\n").replace("floor = 10", 'floor = "10"')
    error = refuse(text.replace('name = "Money"\n', ""))
    assert {fault.key for fault in error.errors} == {
        "domains[money].name",
        "metrics[OF0011].standrad",
        "metrics[OF0013].floor",
    }
    assert str(error).count("\n") == 2


def test_all_faults_of_sense_are_told_at_once() -> None:
    text = spoil("floor = 80", "floor = 101").replace("2.3, 2.7", "2.7, 2.3")
    keys = [fault.key for fault in refuse(text).errors]
    assert keys == ["metrics[OF0012].floor", "cuts.thresholds"]


@pytest.mark.parametrize("text", ["x = " + "[" * 20_000, "x = 1" + "0" * 5_000, "x = '\ud800'"])
def test_text_that_defeats_the_toml_reader_is_refused_like_any_other(text: str) -> None:
    assert refuse(text).key == "the whole file"


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    assert refuse(text).errors


LINES = SMALL_EDITION.splitlines()
WORDS = ["", "true", '"x"', '"0/1"', "2030-01-01"]
FIGURES = ["0", "-1", "9" * 30, "1e308", "nan"]
LISTS = ["[]", "[[]]", "[1]", "{}", "{a = 1}"]
VALUES = WORDS + FIGURES + LISTS


@given(st.integers(0, len(LINES) - 1), st.sampled_from(VALUES))
def test_any_value_in_any_place_is_read_or_refused(number: int, value: str) -> None:
    key = LINES[number].partition("=")[0]
    faults = faults_of([*LINES[:number], f"{key}= {value}", *LINES[number + 1 :]])
    assert all(fault.key and fault.problem and fault.remedy for fault in faults)


@given(st.sets(st.integers(0, len(LINES) - 1), min_size=1, max_size=5))
def test_any_lines_left_out_are_read_or_refused(dropped: set[int]) -> None:
    faults = faults_of([line for number, line in enumerate(LINES) if number not in dropped])
    assert all(fault.key and fault.problem and fault.remedy for fault in faults)


def faults_of(lines: list[str]) -> tuple[EditionError, ...]:
    """The faults found in those lines; any other exception fails the test."""
    try:
        parse("\n".join(lines))
    except EditionError as error:
        return error.errors
    return ()


def test_the_manual_names_every_key_and_every_word_of_a_choice() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "editions.md").read_text(encoding="utf-8")
    keys = {line.partition("=")[0].strip() for line in LINES if "=" in line}
    words = {str(word) for kind in (Model, Evidence, Pool, Better, CutKind) for word in kind}
    missing = [word for word in keys | words if not re.search(rf'`"?{re.escape(word)}\b', manual)]
    assert missing == []
