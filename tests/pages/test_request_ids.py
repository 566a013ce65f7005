"""Each request has a name: in its answer, on its log lines, in its audit events."""

from __future__ import annotations

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from league import request_ids
from league.models import AuditEvent, OversightRecord
from tests.admin.signing_in import address, client_of
from tests.factories import TrustFactory

ICON = "/favicon.ico"


def sent(client: Client, header: str = "") -> str:
    headers = {"X-Request-ID": header} if header else {}
    return client.get(ICON, headers=headers).headers["X-Request-ID"]


def test_each_answer_has_a_name_of_its_own(client: Client) -> None:
    first, second = sent(client), sent(client)

    assert len(first) == len(second) == 32
    assert first != second


def test_a_name_from_anybody_is_not_taken_over(client: Client) -> None:
    assert sent(client, "made-up-12345") != "made-up-12345"


def test_a_sane_name_from_the_proxy_is(client: Client, settings: Settings) -> None:
    settings.BEHIND_PROXY = True

    assert sent(client, "3f2a.proxy_17-b") == "3f2a.proxy_17-b"


@pytest.mark.parametrize("bad", ["short", "x" * 65, "with space in it", "<script>alert", "é" * 10])
def test_another_name_from_the_proxy_is_not(client: Client, settings: Settings, bad: str) -> None:
    settings.BEHIND_PROXY = True

    assert sent(client, bad) != bad


@pytest.mark.django_db
def test_audit_events_carry_the_name_of_the_answer() -> None:
    trust = TrustFactory.create()
    client = client_of("ann", "league.change_oversightrecord", "league.view_oversightrecord")
    told = {"trust": trust.pk, "kind": "cqc-rating", "value": "good", "source": "CQC"}
    answer = client.post(
        address(OversightRecord, "add"), told | {"valid_from": "2026-01-01", "valid_to": ""}
    )

    assert AuditEvent.objects.get().request_id == answer.headers["X-Request-ID"]


def test_log_lines_carry_it(rf: RequestFactory) -> None:
    def line() -> str:
        record = logging.LogRecord("league", logging.INFO, "", 0, "A line", None, None)
        assert request_ids.OnLogLines().filter(record)
        return str(record.__dict__["request_id"])

    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(line())

    answer = request_ids.request_id(page)(rf.get("/"))

    assert answer.content.decode() == answer.headers["X-Request-ID"]
    assert line() == "-"
