"""Every kind of fault in an edition file is told with file, key and remedy."""

import re

import pytest

from .edition_text import FILENAME, refuse, spoil

# What stands there, what is put in its place, the key that is told, words of the remedy,
# and the text after which to look. A metric's key is given short: OF0011.weight.
SHAPE_FAULTS = [
    ('"A note."]', '"A note."', "the whole file", "Mend"),
    ("standard = 1", "standrad = 1", "OF0011.standrad", "standard"),
    ("notes =", "nots =", "nots", "notes"),
    ("[domain_cuts]", "[domain-cuts]", "domain_cuts", "Add"),
    ("round_to", "round_two", "domain_cuts.round_two", "round_to"),
    ("average =", "avrage =", "figures.average", "Add average"),
    ('name = "Ranked"', "", "OF0010.name", "Add name"),
    ('evidence = "manual"', "", "override.evidence", "Add evidence"),
    ('id = "OF0012"', "", "3.id", "Add id"),
    ("floor = 10", 'floor = "10"', "OF0013.floor", "number"),
    ('unit = "%"', "unit = 5", "OF0010.unit", "text"),
    ('lag = "Yearly"', 'lag = " "', "OF0010.lag", "text"),
    ("standard = 100", "standard = inf", "OF0012.standard", "finite"),
    ("standard = 100", "standard = nan", "OF0012.standard", "finite"),
    ("floor = 80", f"floor = 0x{'f' * 5000}", "OF0012.floor", "finite"),
    ("decimals = 1", "decimals = true", "OF0012.decimals", "whole"),
    ("decimals = 1", "decimals = 1.5", "OF0012.decimals", "whole"),
    ('["Our own tests"]', '"tests"', "sources", "list"),
    ('["Our own tests"]', "[]", "sources", "at least one"),
    ('"Good",', '"",', "OF1014.labels[1]", "text"),
    ('"Good",', "1,", "OF1014.labels[1]", "text"),
    ("[[domains]]", "[domains]", "the whole file", "Mend", "key"),
    ("[[metrics.variants]]", "variants = [1]\n[x]", "x", "Use one of"),
    ('"ranked"', '"rnked"', "OF0010.model", "'ranked'"),
    ('pool = "type"', 'pool = "region"', "OF0010.pool", "all, type"),
    ('"higher"', '"hihger"', "OF0010.better", "'higher'"),
    ('"decoded"', '"guessed"', "cuts.evidence", "open"),
    ('"quartiles"', '"quartile"', "domain_cuts.kind", "'quartiles'"),
    ('"1/3"', "0.333", "OF0011.weight", '"1/3"'),
    ('"1/3"', '"a third"', "OF0011.weight", "fraction"),
    ('"1/3"', '"1/0"', "OF0011.weight", "fraction"),
    ('"1/3"', "[1, 3]", "OF0011.weight", "whole number"),
    ('"<= 1"', '"1 or less"', "OF0011.variants[count].bands[2]", "operator"),
    (", [2, 3, 4, 4]]", "]", "OF1020.matrix", "four rows"),
    ("[2, 3, 4, 4]", "[2, 3, 4]", "OF1020.matrix", "four rows"),
    ("[2, 3, 4, 4]", "[2, 3, 4, 5]", "OF1020.matrix", "1 to 4"),
    ("[2, 3, 4, 4]", "[2, 3, 4, 3.5]", "OF1020.matrix", "1 to 4"),
    ("[[1, 1, 2, 3],", "[1,", "OF1020.matrix[1]", "list"),
    ("[2, 3, 4, 4]", '[2, 3, 4, "4"]', "OF1020.matrix", "number"),
    ("matrix = [[1", 'matrix = "4"\nx = [[1', "OF1020.matrix", "list"),
    ("[[6, 12]]", "[[6, 10, 12]]", "OF0013.cut_between", "two"),
    ("[1.9,", '["1.9",', "cuts.thresholds", "number"),
]

SENSE_FAULTS = [
    (
        "notes =",
        'manual_page = "https://example.org/"\nnotes =',
        "manual_page",
        "leave the key out",
    ),
    ('slug = "small', 'slug = "tiny', "slug", "rename the file"),
    ('slug = "small', 'slug = "Small', "slug", "small letters"),
    ('"2030-31"', '"2030/31"', "financial_year", '"2025-26"'),
    ('"2030-31"', '"2030-32"', "financial_year", '"2025-26"'),
    ('"care"', '"caer"', "OF0010.domain", "'care'", "OF1010"),
    ('["acute", "', '["acte", "', "OF0010.types[1]", "'acute'"),
    ('"ambulance"]', '"acute"]', "OF0010.types", "its own"),
    ("decimals = 1", "decimals = 7", "OF0012.decimals", "0 to 6"),
    ("decimals = 1", "possible = [3, 1]", "OF0012.possible", "lowest"),
    ('"OF0012"', '"OF0010"', "OF0010.id", "own official id"),
    ('"OF1012"', '"OF1010"', "OF0012.score_id", "own official id"),
    ('"OF1012"', '"OF4000"', "domains[care].score_id", "own official id"),
    ('"OF5002"', '"OF5001"', "figures.unadjusted_segment", "own"),
    ('"OF0012"', '"XX12"', "XX12.id", "four digits"),
    ('"With a floor"', '"Ranked"', "metrics", "its own name"),
    ('"money"', '"care"', "domains", "its own key"),
    ('"money"', '"Money!"', "domains[Money!].key", "small letters"),
    ('"money"', '"other"', "domains[other].key", "Add a metric"),
    ('"1/3"', "0", "OF0011.weight", "fraction"),
    ('"1/3"', "-1", "OF0011.weight", "fraction"),
    ("weight = 0", "weight = 1", "OF0021.weight", "weight = 0", 'OF0021"\nscore'),
    ("weight = 0", "", "OF0015.weight", "weight = 0"),
    ("standard = 1", "", "OF0011.standard", "Add standard"),
    ('"ranked"', '"ranked"\nstandard = 5', "OF0010.standard", "Leave"),
    ("floor = 80", "", "OF0012.floor", "Add floor"),
    ('"ranked"', '"ranked"\nbands = ["> 1"]', "OF0010.bands", "Leave"),
    ("floor = 80", "floor = 101", "OF0012.floor", "below"),
    ("floor = 80", "floor = 100", "OF0012.floor", "below"),
    (', "> -2"]', "]", "OF0021.bands", "1, 2 and 3"),
    ('"> -2"]', '"> 2"]', "OF0021.bands[3]", "best to the worst"),
    ('"> -1"', '"< -1"', "OF0021.bands[2]", "correct better"),
    ("[[6, 12]]", "[[11, 12]]", "OF0013.cut_between[1]", "both sides"),
    ("[[6, 12]]", "[[6, 12], [6, 12]]", "OF0013.cut_between", "one pair"),
    ('"decoded"', '"manual"', "OF0013.cut_between", "decoded", "floor = 10"),
    ('score_id = "OF1010"', "", "OF0010.score_id", "Add"),
    ('"OF0015"', '"OF0015"\nscore_id = "OF1015"', "OF0015.score_id", "Leave"),
    ('"OF1010"', '"OF0010"', "OF0010.score_id", "by-source"),
    ('score_id = "OF1014"', 'score_id = "OF1015"', "OF1014.score_id", "by-source"),
    ('"lower"', '"higher"', "OF1014.better", "lower", "OF1014"),
    ('part_of = "OF1014"', 'part_of = "OF9999"', "OF0015.part_of", "part_of"),
    ('part_of = "OF1014"', 'part_of = "OF1020"', "OF0015.part_of", "parts"),
    ('["OF0021",', '["OF0029",', "OF1020.parts[1]", "its id"),
    ('["OF0021",', '["OF0015",', "OF1020.parts[1]", "banded"),
    ('["OF0021",', '["OF0010",', "OF1020.parts[1]", "banded"),
    ('["OF0021",', '["OF0022",', "OF1020.parts", "Name two"),
    ('weight = 0\npart_of = "OF1020"', "weight = 1", "OF1020.parts[1]", "part_of"),
    ('"count"', '"rate"', "OF0011.variants[rate].unit", "own unit"),
    ('"banded"', '"by-source"', "OF0011.variants[count].model", "ranked or banded"),
    ('"<= 2"', '"<= 1"', "OF0011.variants[count].bands[3]", "best"),
    ('"ranked"', '"ranked"\nlabels = ["A"]', "OF0010.labels", "Leave"),
    ('"Good",', '"A", "B", "Good",', "OF1014.labels", "1 to 4"),
    ("2.3, 2.7", "2.7, 2.3", "cuts.thresholds", "increasing"),
    ("2.3, 2.7", "2.3", "cuts.thresholds", "three"),
    ("2.7]", "4]", "cuts.thresholds", "between 1 and 4"),
    ("2.7]", "2.7]\nround_to = 2", "cuts.round_to", "Leave"),
    ('"thresholds"', '"quartiles"', "cuts.thresholds", "Leave"),
    ("round_to = 2", "round_to = -1", "domain_cuts.round_to", "0 to 6"),
    ('"derived"', '"drived"', "override.flag", "'derived'"),
    ('"OF0021"', '"OF0020"', "override.plan", "by its id"),
    ('"OF0022"', '"OF0021"', "override.variance", "differs"),
    ("no_better_than = 3", "no_better_than = 1", "override.no_better_than", "2, 3"),
    ("programme_segment = 5", "programme_segment = 6", "programme_segment", "Use 5"),
    ("programme_segment = 5", "", "figures.programme", "neither"),
]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case[2]}: {case[1][:30]!r}") for case in SHAPE_FAULTS]
)
def test_a_fault_of_shape_is_refused(case: tuple[str, ...]) -> None:
    check_told(*case)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case[2]}: {case[1][:30]!r}") for case in SENSE_FAULTS]
)
def test_a_fault_of_sense_is_refused(case: tuple[str, ...]) -> None:
    check_told(*case)


def check_told(old: str, new: str, short_key: str, remedy: str, after: str = "") -> None:
    """The small edition with that change is refused, with that key and remedy."""
    key = re.sub(r"^(OF[0-9]{4}|XX12|3)\.", r"metrics[\1].", short_key)
    error = refuse(spoil(old, new, after=after))
    told = [fault.remedy for fault in error.errors if fault.key == key]
    assert any(remedy in text for text in told), f"told instead: {error}"
    assert f"{FILENAME}: {key}: " in str(error)
