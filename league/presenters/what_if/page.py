"""The page of a what-if: what it would lead to, beside the published result, and its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from league import editions
from league.filters.what_if import WhatIfForm
from league.models import Quarter, SegmentAssignment
from league.presenters import wording
from league.presenters.about import AboutFigures, about_figures
from league.rules.what_if import WhatIf

from .fields import FormView, form_view
from .results import ResultView, result_view


@dataclass(frozen=True)
class WhatIfPage:
    """``unavailable`` says why nothing can be worked out; then there is no form. There is no
    result while a field is faulty."""

    name: str
    code: str
    quarter: str
    trust_href: str
    unavailable: str
    notice: str
    form: FormView | None
    result: ResultView | None
    news: str
    """What is read aloud as values are typed."""
    about: AboutFigures


def what_if_page(
    quarter: Quarter,
    row: SegmentAssignment,
    *,
    unavailable: str = "",
    form: WhatIfForm | None = None,
    found: WhatIf | None = None,
    names: Mapping[str, str] | None = None,
    no_ranges: str = "",
) -> WhatIfPage:
    """``form`` has been checked; ``found`` is None while it has faults; ``no_ranges`` says why it
    has no likely ranges."""
    edition = editions.get(quarter.edition)
    fields = None if form is None else form_view(form, quarter.slug)
    result = None if found is None else result_view(edition, found, names or {}, no_ranges)
    return WhatIfPage(
        name=row.name,
        code=row.trust_id,
        quarter=quarter.label,
        trust_href=reverse("trust", args=[row.trust_id, quarter.slug]),
        unavailable=unavailable,
        notice="" if form is None else _notice(form),
        form=fields,
        result=result,
        news=_news(fields, result),
        about=about_figures(quarter),
    )


def _notice(form: WhatIfForm) -> str:
    """What the address names and nothing here can take; of a metric made of parts, how it can."""
    if not form.left_out:
        return ""
    by_id = form.asked.workings.edition.by_id
    named = ", ".join(f"“{name[:40]}”" for name in form.left_out[:5])
    said = [f"Nothing here can be changed by the name of {named}, so it was left out."]
    for name in form.left_out:
        if name in by_id and by_id[name].scoring.parts:
            parts = [by_id[part].name for part in by_id[name].scoring.parts]
            made = wording.listed(parts)
            said.append(f"{by_id[name].name} is worked out from its parts: change {made}.")
    return " ".join(said)


def _news(fields: FormView | None, result: ResultView | None) -> str:
    if fields is None:
        return ""
    if fields.errors:
        return "A figure cannot be used: " + "; ".join(message for _, message in fields.errors)
    if result is None or not fields.changed:
        return fields.status
    return f"{fields.status} {result.news}"
