"""Figures lead to the pages where NHS England publishes them and the rules."""

from __future__ import annotations

import pytest
from django.test import Client

from league import editions
from tests.pages.england import small_england

EDITION = editions.get("nof-2025-26")


@pytest.mark.django_db
@pytest.mark.parametrize(("fictional", "results"), [(False, 1), (True, 0)])
def test_figures_lead_to_what_nhs_england_publishes(
    client: Client, fictional: bool, results: int
) -> None:
    """Its manual holds for invented figures as well, its files do not have them."""
    small_england(fictional=fictional)
    for address, times in (("/quarters/2025-26-q4/", 2), ("/league-tables/acute/2025-26-q4/", 1)):
        page = client.get(address).content.decode()
        assert page.count(f'href="{EDITION.manual_page}"') == times
        assert page.count(f'href="{EDITION.results_page}"') == times * results


@pytest.mark.django_db
def test_an_edition_leads_to_its_manual(client: Client) -> None:
    page = client.get(f"/methodology/{EDITION.slug}/").content.decode()
    assert page.count(f'href="{EDITION.manual_page}"') == 1
