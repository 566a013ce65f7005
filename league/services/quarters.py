"""Quarters come into being when something is handed in for them."""

from __future__ import annotations

from league import editions
from league.files.quarters import from_slug
from league.models import Quarter

from .refusals import RefusedError


def lock(*, slug: str, fictional: bool) -> Quarter:
    """The quarter, made when it is new, held against other writers until the transaction ends.

    Raises:
        RefusedError: no edition covers its year, or real and invented figures would mix.
    """
    name = from_slug(slug)
    try:
        edition = editions.for_financial_year(name.financial_year)
    except KeyError:
        raise RefusedError(
            f"No edition of the framework covers {name.label}: add its file to league/editions."
        ) from None
    Quarter.objects.get_or_create(
        slug=slug,
        defaults={
            "financial_year": name.financial_year,
            "number": name.number,
            "edition": edition.slug,
            "starts": name.starts,
            "ends": name.ends,
            "fictional": fictional,
        },
    )
    quarter = Quarter.objects.locked(slug)
    if quarter.fictional != fictional:
        held, new = ("invented", "real") if quarter.fictional else ("real", "invented")
        raise RefusedError(f"{quarter.label} holds {held} figures: {new} ones never mix with them.")
    return quarter
