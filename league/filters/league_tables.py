"""Narrowing a league table: by name or code, place, segment, override and change."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.forms import BoundField

from league.models import SegmentAssignment
from league.models.results import SegmentAssignmentQuerySet
from league.presenters.segments import segment
from league.reads.league_tables import Frame, TableRows

from .searching import LONGEST_SEARCH, ReaderFilterSet, Select

_OVERRIDE = (
    ("held", "In deficit and held back"),
    ("no-effect", "In deficit, no effect"),
    ("none", "Not in deficit"),
)
_OVERRIDE_UNKNOWN = (("unknown", "Not published"),)
_MOVED = (("better", "To a better segment"), ("worse", "To a worse segment"), ("same", "No"))
_OF_OVERRIDE: dict[str, dict[str, Any]] = {
    "held": {"override_moved": True},
    "no-effect": {"override_flagged": True, "override_moved": False},
    "none": {"override_flagged": False},
    "unknown": {"override_flagged": None, "override_moved": False},
}
_OF_MOVED: dict[str, dict[str, Any]] = {
    "better": {"segment_change__lt": 0},
    "worse": {"segment_change__gt": 0},
    "same": {"segment_change": 0},
}


class LeagueTableFilter(ReaderFilterSet):
    """Rows are SegmentAssignments with ``segment_change``."""

    q = filters.CharFilter(
        label="Trust name or code",
        method="search",
        max_length=LONGEST_SEARCH,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    region = filters.ChoiceFilter(label="Region", empty_label="All regions", widget=Select)
    icb = filters.ChoiceFilter(
        label="Integrated care board",
        field_name="trust__icb",
        empty_label="All boards",
        widget=Select,
    )
    subtype = filters.ChoiceFilter(label="Kind of trust", empty_label="All kinds", widget=Select)
    segment = filters.ChoiceFilter(
        label="Segment", field_name="final", empty_label="All segments", widget=Select
    )
    override = filters.ChoiceFilter(
        label="Financial override", method="by_override", empty_label="All trusts", widget=Select
    )
    moved = filters.ChoiceFilter(
        label="Moved segment", method="by_move", empty_label="All trusts", widget=Select
    )

    class Meta:
        model = SegmentAssignment
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, frame: Frame, comparable: bool, **kwargs: Any) -> None:
        """``comparable``: whether there is a quarter before to have moved from."""
        super().__init__(*args, **kwargs)
        self.misspelt = False
        """Whether no name is as searched for, so that those like it are shown."""
        self.offer("region", ((region, region) for region in frame.regions))
        self.offer("icb", ((icb, icb) for icb in frame.icbs))
        self.offer("subtype", ((subtype, subtype) for subtype in frame.subtypes))
        self.offer("segment", ((str(number), _named(number)) for number in frame.segments))
        self.offer("override", _OVERRIDE + (() if frame.override_known else _OVERRIDE_UNKNOWN))
        self.offer("moved", _MOVED if comparable else ())

    def search(
        self, queryset: SegmentAssignmentQuerySet, _name: str, text: str
    ) -> SegmentAssignmentQuerySet:
        """The search comes first of the filters: what it misses is missing in the whole table."""
        found = queryset.matching(text)
        if found.exists():
            return found
        alike = queryset.resembling(text)
        self.misspelt = alike.exists()
        return alike

    def by_override(
        self, queryset: SegmentAssignmentQuerySet, _name: str, value: str
    ) -> SegmentAssignmentQuerySet:
        return queryset.filter(**_OF_OVERRIDE[value])

    def by_move(
        self, queryset: SegmentAssignmentQuerySet, _name: str, value: str
    ) -> SegmentAssignmentQuerySet:
        return queryset.filter(**_OF_MOVED[value])

    @property
    def qs(self) -> TableRows:
        """While nothing is filtered the very rows that were given: they have been read."""
        return super().qs if self.state else self.queryset

    @property
    def search_field(self) -> BoundField:
        return self.form["q"]

    @property
    def choices(self) -> tuple[BoundField, ...]:
        """The other fields, without those that have nothing to choose between here."""
        fields = (self.form[name] for name in self.filters if name != "q")
        return tuple(field for field in fields if self.filters[field.name].extra["choices"])


def _named(number: int) -> str:
    tag = segment(number)
    return f"{number}: {tag.words}"
