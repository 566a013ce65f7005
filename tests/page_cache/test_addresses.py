"""What names an answer, and what is never one for all."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from league.page_cache.addresses import (
    LONGEST,
    Address,
    asked,
    in_order,
    is_never_kept,
    of_state,
    state_in,
)
from tests.page_cache.asking import environ

NEVER = {
    *("draft-league-table", "draft-trust", "trust-what-if", "healthz", "livez"),
    *("admin-login", "account/", "admin/"),
}
"""Names of addresses, or beginnings of whole parts, whose answers are not for all."""


def named(patterns: list[URLPattern | URLResolver], prefix: str = "") -> dict[str, str]:
    """Patterns of addresses by name; a part that is never kept by its beginning."""
    found: dict[str, str] = {}
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if here in NEVER:
            found[here] = here
        elif isinstance(pattern, URLPattern):
            found[pattern.name or here] = here
        else:
            found |= named(pattern.url_patterns, here)
    return found


def test_just_these_addresses_are_never_kept() -> None:
    all_of_them = named(get_resolver().url_patterns)
    assert {name for name, path in all_of_them.items() if is_never_kept(f"/{path}")} == NEVER


def test_nothing_but_reading_is_kept() -> None:
    assert asked(environ(method="POST")) is None
    assert asked(environ(method="OPTIONS")) is None
    assert asked(environ(method="HEAD")) == asked(environ())


def test_nobody_who_is_signed_in() -> None:
    session = f"a=b; {settings.SESSION_COOKIE_NAME}=abc"
    assert asked(environ(cookie=session)) is None
    assert asked(environ(authorization="Basic x")) is None
    assert asked(environ(cookie="a=b")) == asked(environ())


@pytest.mark.parametrize("host", ["elsewhere.example.org", "", "testserver/..", "testserver:x"])
def test_no_host_that_django_would_refuse(host: str) -> None:
    assert asked(environ(host=host)) is None


def test_no_host_at_all() -> None:
    without = environ()
    del without["HTTP_HOST"]
    assert asked(without) is None


def test_hosts_and_schemes_have_answers_of_their_own(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", ".example.org"]
    hosts = ["testserver", "TestServer", "testserver:8000", "testserver:99", "a.example.org"]
    found = [asked(environ(host=host)) for host in hosts]
    assert [each and (each.host, each.few) for each in found] == [
        ("testserver", True),
        ("testserver", True),
        ("testserver:8000", True),
        ("testserver:99", False),
        ("a.example.org", False),
    ]
    secure = environ() | {"wsgi.url_scheme": "https"}
    assert asked(secure) != asked(environ())


@pytest.mark.parametrize(
    ("trusted", "said", "scheme"),
    [
        (("HTTP_X_FORWARDED_PROTO", "https"), "https", "https"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "https, http", "https"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "http", "http"),
        (None, "https", "http"),
    ],
)
def test_a_proxys_word_counts_where_it_is_trusted(
    settings: Settings, trusted: tuple[str, str] | None, said: str, scheme: str
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = trusted
    found = asked(environ(x_forwarded_proto=said))
    assert found is not None
    assert found.scheme == scheme


@pytest.mark.parametrize(
    ("query", "one"),
    [
        ("b=2&a=1", "a=1&b=2"),
        ("trust=ZB&trust=ZA", "trust=ZB&trust=ZA"),
        ("trust=ZB&q=x&trust=ZA", "q=x&trust=ZB&trust=ZA"),
        ("q=b&%71=a", "q=b&%71=a"),  # one name, so the order counts
        ("utm_source=x&fbclid=y&a=1", "a=1"),
        ("&&a=1&", "a=1"),
        ("fbclid=only", ""),
        ("a", "a"),
    ],
)
def test_parameters_have_one_order(query: str, one: str) -> None:
    assert in_order(query) == one


@given(st.lists(st.sampled_from(["a=1", "a=2", "b=1", "c", "utm_id=7"]), max_size=6))
def test_the_order_of_names_does_not_count_that_of_values_does(pieces: list[str]) -> None:
    def values(query: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for piece in filter(None, query.split("&")):
            found.setdefault(piece[0], []).append(piece)
        return {name: each for name, each in found.items() if name != "u"}

    assert values(in_order("&".join(pieces))) == values("&".join(pieces))


def test_an_address_with_a_query_is_one_of_many() -> None:
    assert asked(environ("/trusts/", "q=x")) == Address(
        "http", "testserver", "/trusts/", "q=x", few=False
    )
    tracked = asked(environ("/trusts/", "utm_source=x"))
    assert tracked == asked(environ("/trusts/"))


STATE = "0123456789abcdef-0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("", ""),
        ("q=state", ""),
        (f"state={STATE}", STATE),
        (f"q=x&state={STATE}&a=b", STATE),
        (f"state={STATE}x", ""),
        ("state=../../../../etc/passwd", ""),
        (f"estate={STATE}", ""),
    ],
)
def test_an_address_may_name_a_state(query: str, state: str) -> None:
    assert state_in(query) == state


def test_naming_a_state_makes_no_other_address() -> None:
    assert asked(environ("/", f"q=x&state={STATE}")) == asked(environ("/", "q=x"))
    assert of_state("/a", STATE) == f"/a?state={STATE}"
    assert of_state("/a?q=x", STATE) == f"/a?q=x&state={STATE}"


def test_very_long_addresses_are_not_kept() -> None:
    assert asked(environ("/trusts/", "q=" + "x" * LONGEST)) is None
