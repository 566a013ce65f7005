"""What the words of these pages mean; pages link to them by their slug."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    slug: str
    name: str
    meaning: str
    also: tuple[str, ...] = ()
    """Other words for it, by which pages call it; plurals need not be listed."""

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name.lower(), *self.also)


_TERMS = (
    Term(
        "acute",
        "Acute trust",
        "A trust that runs general or specialist hospitals, for illness, injury and operations.",
    ),
    Term(
        "adjusted-segment",
        "Adjusted segment",
        "A trust's segment after the financial override. League tables are ordered by it.",
    ),
    Term(
        "average-metric-score",
        "Average metric score",
        "The mean of all metric scores of a trust, from 1.00 (best) to 4.00, to two decimals. A "
        "metric that counts less, such as each of the three infection metrics, enters with a "
        "smaller weight.",
        also=("average score",),
    ),
    Term(
        "band",
        "Band",
        "A range of values that gets a fixed score of 1, 2, 3 or 4, whatever other trusts do.",
    ),
    Term(
        "cqc",
        "Care Quality Commission (CQC)",
        "The independent regulator of health and care in England. It inspects trusts and rates "
        "them; its ratings are not the same as segments.",
    ),
    Term(
        "cut",
        "Cut",
        "The score at which one segment ends and the next begins. A score on the cut belongs to "
        "the better segment.",
    ),
    Term(
        "deficit",
        "Deficit",
        "Spending more than comes in. For the financial override any deficit counts, "
        "however small.",
    ),
    Term(
        "domain",
        "Domain",
        "A group of metrics about one subject, such as access to services or patient safety. Each "
        "domain has its own score and segment.",
    ),
    Term(
        "domain-segment",
        "Domain segment",
        "The group, from 1 (best) to 4, of a trust's score in one domain among the scores of all "
        "trusts. A trust's own segment does not follow from these.",
    ),
    Term(
        "edition",
        "Edition",
        "The rules of one financial year: which metrics there are, how each is scored, and where "
        "segments end. Figures of different editions cannot be compared.",
        also=("framework",),
    ),
    Term(
        "elective",
        "Elective care",
        "Care that is planned ahead, such as a hip replacement; not an emergency.",
    ),
    Term(
        "final-segment",
        "Final segment",
        "The segment that is shown for a trust, from 1 to 5: the adjusted segment, or 5 for a "
        "trust in the national improvement programme.",
    ),
    Term(
        "financial-override",
        "Financial override",
        "A trust that is in deficit, or that gets money to cover a deficit, can be in no better "
        "segment than 3, however good its scores are.",
    ),
    Term(
        "floor",
        "Floor",
        "A minimum for a metric. Every trust that misses it scores 4.00, the worst score.",
    ),
    Term(
        "integrated-care-board",
        "Integrated care board (ICB)",
        "The NHS body that plans and pays for care in one part of England.",
    ),
    Term(
        "league-rank",
        "League rank",
        "A trust's place among trusts of its type: by adjusted segment first, and by average "
        "metric score within the segment. Trusts that are equal in both share a place.",
    ),
    Term(
        "likely-range",
        "Likely range",
        "How far a trust's score or rank could move if it rested on a somewhat different mix of "
        "the trust's own metrics. It does not measure errors in the data.",
    ),
    Term(
        "median",
        "Median",
        "The middle value: half of the trusts have a higher one, and half a lower one.",
    ),
    Term(
        "metric",
        "Metric",
        "Something that is measured for each trust, such as the share of A&E visits that end "
        "within four hours.",
    ),
    Term(
        "metric-score",
        "Metric score",
        "What a trust's value of a metric is worth, from 1.00 (best) to 4.00 (worst).",
    ),
    Term(
        "ods-code",
        "ODS code",
        "The code of three to five letters and figures by which the NHS tells organisations "
        "apart. Names change; the code rarely does.",
    ),
    Term(
        "oversight",
        "Oversight",
        "How NHS England keeps watch over trusts, and helps or steps in where they struggle.",
    ),
    Term(
        "percentage-point",
        "Percentage point",
        "The difference between two percentages: from 70% to 73% is three percentage points.",
    ),
    Term(
        "pool",
        "Pool",
        "The trusts among which a metric puts a trust in order: everyone with a figure, or only "
        "those of its own type.",
    ),
    Term(
        "improvement-programme",
        "Provider Improvement Programme",
        "The most intensive national support there is, for a few trusts that NHS England chooses, "
        "nearly all of them in segment 4.",
    ),
    Term(
        "quarter",
        "Quarter",
        "Three months of a financial year, which runs from April to March. Q1 is April to June.",
    ),
    Term(
        "quartile",
        "Quartile",
        "One of the three values that split trusts, put in order, into four groups of equal size.",
    ),
    Term(
        "reconciliation",
        "Reconciliation",
        "Our results beside the ones that NHS England published, figure by figure.",
    ),
    Term(
        "revision",
        "Revision",
        "A published version of a quarter's results: 1, 2 and so on, each with its reason.",
    ),
    Term(
        "score-rank",
        "Score rank",
        "A trust's place among trusts of its type by average metric score alone, as if there were "
        "no segments.",
    ),
    Term(
        "scoring-model",
        "Scoring model",
        "The kind of rule that turns the values of a metric into scores: by rank, by rank with a "
        "standard or a floor, by bands, or by combining two parts.",
    ),
    Term(
        "segment",
        "Segment",
        "The group, from 1 (best) to 5, that says how a trust is doing and how much oversight and "
        "support it gets.",
    ),
    Term(
        "shmi",
        "SHMI",
        "The Summary Hospital-level Mortality Indicator: whether more or fewer patients die than "
        "would be expected for the patients that a hospital treats.",
    ),
    Term(
        "standard",
        "Standard",
        "A target for a metric. Every trust that reaches it scores 1.00, the best score.",
    ),
    Term(
        "suppressed",
        "Suppressed",
        "A value that is not published because it rests on so few people that somebody could be "
        "recognised.",
    ),
    Term(
        "trust",
        "Trust",
        "An organisation that provides NHS care: hospitals, mental health and community "
        "services, or ambulances.",
    ),
    Term(
        "trust-type",
        "Trust type",
        "Acute, mental health and community, or ambulance. League tables compare trusts only with "
        "others of their type.",
    ),
    Term(
        "unadjusted-segment",
        "Unadjusted segment",
        "The segment that follows from the average metric score alone, before the financial "
        "override.",
    ),
    Term(
        "weight",
        "Weight",
        "How much a metric score counts in the average. Most metrics have a weight of one.",
    ),
)
_BY_SLUG = {term.slug: term for term in _TERMS}


def terms() -> tuple[Term, ...]:
    """All of them, A to Z."""
    return tuple(sorted(_TERMS, key=lambda term: term.name.lower()))


def term(slug: str) -> Term:
    """KeyError for a word that is not explained: a page must not link to nothing."""
    return _BY_SLUG[slug]


@dataclass(frozen=True)
class Use:
    """Where a text uses a term: ``text[start:end]``."""

    slug: str
    start: int
    end: int


def first_uses(text: str, slugs: Iterable[str]) -> tuple[Use, ...]:
    """The first use of each of these terms, in the order of the text. Where a longer term holds
    a shorter one, such as ``domain segment``, the words are the longer one's."""
    spelt = [(spelling, slug) for slug in slugs for spelling in term(slug).spellings]
    found: dict[str, Use] = {}
    for match in _either(spelling for spelling, _ in spelt).finditer(text):
        said = match["term"].lower()
        slug = next(slug for spelling, slug in spelt if spelling == said)
        found.setdefault(slug, Use(slug, match.start(), match.end()))
    return tuple(found.values())


def _either(spellings: Iterable[str]) -> re.Pattern[str]:
    """Whole words, singular or plural, the longest first."""
    either = "|".join(re.escape(each) for each in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"\b(?P<term>{either})s?\b", re.IGNORECASE)
