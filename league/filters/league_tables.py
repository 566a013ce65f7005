"""Narrowing a league table by region, kind of trust, segment, name or code."""

from __future__ import annotations

from typing import Any

import django_filters as filters

from league.models import SegmentAssignment
from league.models.results import SegmentAssignmentQuerySet
from league.presenters.segments import segment
from league.reads.league_tables import Frame

from .searching import LONGEST_SEARCH, ReaderFilterSet


class LeagueTableFilter(ReaderFilterSet):
    q = filters.CharFilter(
        label="Name or code", method="search", max_length=LONGEST_SEARCH, strip=True
    )
    region = filters.ChoiceFilter(label="Region", empty_label="All regions")
    subtype = filters.ChoiceFilter(label="Kind of trust", empty_label="All kinds")
    segment = filters.ChoiceFilter(label="Segment", field_name="final", empty_label="All segments")

    class Meta:
        model = SegmentAssignment
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, frame: Frame, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("region", ((region, region) for region in frame.regions))
        self.offer("subtype", ((subtype, subtype) for subtype in frame.subtypes))
        self.offer("segment", ((str(number), _named(number)) for number in frame.segments))

    def search(
        self, queryset: SegmentAssignmentQuerySet, _name: str, text: str
    ) -> SegmentAssignmentQuerySet:
        return queryset.matching(text)


def _named(number: int) -> str:
    tag = segment(number)
    return f"{number}: {tag.words}"
