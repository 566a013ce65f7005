"""Browsers' tests read kept pages."""

from __future__ import annotations

from urllib.request import urlopen

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.pages.england import small_england
from trusts.models import Trust


@pytest.mark.django_db(transaction=True)
def test_the_live_server_keeps_pages_and_shows_each_change(live_server: LiveServer) -> None:
    small_england()
    seen = []
    for name in ("First Infirmary", "Second Infirmary"):
        Trust.objects.filter(pk="ZA1").update(name=name)
        with urlopen(f"{live_server.url}/trusts/") as answer:  # noqa: S310 - our own server
            assert "s-maxage" in answer.headers["Cache-Control"]
            seen.append(name in answer.read().decode())
    assert seen == [True, True]
