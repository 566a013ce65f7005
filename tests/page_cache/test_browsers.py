"""Browsers' tests read kept pages."""

from __future__ import annotations

from http.client import HTTPConnection

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
        line = HTTPConnection(live_server.url.removeprefix("http://"))
        line.request("GET", "/trusts/")
        answer = line.getresponse()
        assert "s-maxage" in answer.headers["Cache-Control"]
        seen.append(name in answer.read().decode())
        line.close()
    assert seen == [True, True]
