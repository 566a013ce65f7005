"""What is offered while somebody types: regions and trusts, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from trusts.models import Trust
from trusts.searching import words
from trusts.types import TrustType

from . import wording

SHOWN = 8


@dataclass(frozen=True)
class Suggestion:
    label: str
    detail: str
    href: str


def suggestions(text: str, found: Iterable[Trust]) -> dict[str, Any]:
    """For the script: ``{"query", "options": [{"label", "detail", "href"}], "said"}``.

    ``found`` are trusts that match, or all have ``matches`` unset because they are only spelt
    alike, or all have ``shared`` because they have only some of the words.
    """
    everyone = list(found)
    matching = [trust for trust in everyone if getattr(trust, "matches", False)]
    trusts = sorted(matching, key=lambda trust: _place(trust, text)) or everyone
    options = [*_regions(text, matching), *map(_trust, trusts)]
    return {
        "query": text,
        "options": [asdict(option) for option in options[:SHOWN]],
        "said": _said(text, len(options), _likeness(everyone)),
    }


def _place(trust: Trust, text: str) -> tuple[int, str]:
    """The trust of that code, then names that begin so, then the others; each by name."""
    typed, name = " ".join(words(text)).lower(), " ".join(words(trust.name)).lower()
    if typed.upper() == trust.ods_code:
        return 0, name
    return (1 if name.removeprefix("the ").startswith(typed) else 2), name


def _trust(trust: Trust) -> Suggestion:
    known = (f"{TrustType(trust.type).label} trust", trust.region, trust.ods_code)
    detail = " · ".join(part for part in known if part)
    if trust.successor:
        detail = f"{trust.ods_code} · Now part of {trust.successor.name}"
    elif trust.closed:
        detail = f"{detail} · Closed"
    return Suggestion(trust.name, detail, reverse("trust-latest", args=[trust.ods_code]))


def _regions(text: str, found: Sequence[Trust]) -> list[Suggestion]:
    """Regions whose names begin so: all their trusts match."""
    typed = " ".join(words(text)).lower()
    counted = Counter(trust.region for trust in found if trust.region.lower().startswith(typed))
    return [
        Suggestion(
            region, f"Region · {wording.count(number, 'trust')}", f"{reverse('trusts')}?{query}"
        )
        for region, number in sorted(counted.items())
        for query in [urlencode({"region": region})]
    ]


def _likeness(found: Sequence[Trust]) -> str:
    """How those that do not match are like the search; empty where they match."""
    if any(hasattr(trust, "shared") for trust in found):
        return "With some of its words"
    return "" if any(getattr(trust, "matches", False) for trust in found) else "Spelt alike"


def _said(text: str, found: int, likeness: str) -> str:
    """For those who do not see the list."""
    if not found:
        return f"No trust matches “{text}”."
    shown = wording.count(min(found, SHOWN), "suggestion")
    start = f"No trust matches “{text}”. {likeness}: {shown}." if likeness else f"{shown}."
    more = f" {found - SHOWN} more: type more of the name." if found > SHOWN else ""
    return f"{start}{more} Use the up and down arrow keys."
