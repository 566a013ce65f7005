"""Questions that can be asked of the Trust register."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, ExpressionWrapper, Func, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from .searching import ALIKE, SHORTEST, names, similarity, telling_words, words

if TYPE_CHECKING:
    from .models import Trust


class TrustQuerySet(models.QuerySet["Trust"]):
    def fictional(self) -> Self:
        """Invented trusts of the demonstration data."""
        return self.filter(fictional=True)

    def real(self) -> Self:
        return self.filter(fictional=False)

    def merged(self, codes: Collection[str]) -> models.QuerySet[Trust, tuple[str, str]]:
        """Code and successor's code of those of the codes that have a successor."""
        found = self.filter(pk__in=codes, successor__isnull=False).order_by("pk")
        return found.values_list("pk", "successor_id")

    def of_type(self, trust_type: str) -> Self:
        return self.filter(type=trust_type)

    def open_on(self, day: date) -> Self:
        """Opened by that day and not closed by it; an unknown date counts as open."""
        opened = Q(opened__isnull=True) | Q(opened__lte=day)
        closed = Q(closed__isnull=True) | Q(closed__gt=day)
        return self.filter(opened & closed)

    def matching(self, text: str) -> Self:
        """Those whose name, a former name, code, region or ICB has every word of the text, or
        words that begin with it."""
        found = self.alias(names=names())
        for word in words(text):
            found = found.filter(_holding(word))
        return found

    def resembling(self, text: str) -> Self:
        """As :meth:`matching`, but a word may be misspelt. Those that match come first and have
        ``matches`` set; then the others, those most alike first."""
        found, typed = self.alias(names=names()), words(text)
        for word in typed:
            found = found.filter(_holding(word) | _like(word))
        matches = reduce(and_, map(_holding, typed), Q(pk__isnull=False))
        alike = reduce(add, map(similarity, typed), Value(0.0) + Value(0.0))
        return found.annotate(
            matches=ExpressionWrapper(matches, output_field=models.BooleanField()),
            alike=Case(When(matches, then=Value(0.0)), default=alike),
        ).order_by("-matches", "-alike", *_IN_NAME_ORDER)

    def sharing(self, text: str) -> Self:
        """Those that have any telling word of the text, spelt so or nearly so; ``shared`` says of
        each of these words whether the trust has it."""
        found = self.alias(names=names())
        held = [_holding(word) | _like(word) for word in telling_words(text)]
        if not held:
            return self.none()
        flags = [ExpressionWrapper(has, output_field=models.BooleanField()) for has in held]
        return found.filter(reduce(or_, held)).annotate(
            shared=Func(
                *flags,
                template="ARRAY[%(expressions)s]",
                output_field=ArrayField(models.BooleanField()),
            )
        )

    def with_code(self, ods_code: str) -> Trust | None:
        """The trust of that ODS code, however it is typed."""
        return self.filter(ods_code=ods_code.strip().upper()).first()

    def counted_by_region(self) -> models.QuerySet[Any, dict[str, Any]]:
        """``{"region", "trusts"}`` in order of regions."""
        return self.values("region").annotate(trusts=models.Count("pk")).order_by("region")

    def in_name_order(self) -> Self:
        """By name, the article before it left aside."""
        return self.order_by(*_IN_NAME_ORDER)


_IN_NAME_ORDER = (
    Func("name", Value("^The "), Value(""), function="regexp_replace"),
    "name",
    "ods_code",
)


def _holding(word: str) -> Q:
    """Has a word that begins so; a code is only meant when it is whole."""
    begins = rf"\m{re.escape(word)}"
    return (
        Q(names__iregex=begins)
        | Q(ods_code__iexact=word)
        | Q(region__iregex=begins)
        | Q(icb__iregex=begins)
    )


def _like(word: str) -> Q:
    """Nothing is like a short word but the word itself."""
    if len(word) < SHORTEST:
        return Q(pk__in=())
    return Q(GreaterThanOrEqual(similarity(word), ALIKE))
