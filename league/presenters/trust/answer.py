"""The paragraph at the top of a trust's page, from the sentences kept with its result."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Quarter
from league.reads.trusts import TrustInQuarter

_LEAD = ("segment", "rank")
_FIRST = "This is the first quarter of this trust held here, so nothing can be said of a change."


@dataclass(frozen=True)
class Answer:
    """``lead`` says where the trust stands, ``rest`` why; both empty where nothing was kept."""

    lead: str = ""
    rest: str = ""

    @property
    def whole(self) -> str:
        return f"{self.lead} {self.rest}".strip()


def answer(quarter: Quarter, found: TrustInQuarter) -> Answer:
    """Nothing for results that were computed before answers were kept with them."""
    told = [] if found.explanation is None else found.explanation.answer
    if not told:
        return Answer()
    last = max((place for place, each in enumerate(told) if each["key"] in _LEAD), default=0)
    sentences = [each["sentence"] for each in told]
    is_first = bool(found.history) and found.history[0].assessment.quarter_id == quarter.pk
    rest = [*sentences[last + 1 :], *([_FIRST] if is_first else [])]
    return Answer(" ".join(sentences[: last + 1]), " ".join(rest))
