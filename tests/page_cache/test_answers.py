"""Kept pages come back whole or not at all; a reader who holds an answer is told so."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.page_cache.answers import Page, answer, is_known
from league.page_cache.forms import BROTLI, GZIP, PLAIN

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
PAGE = Page.of(
    "200 OK",
    (
        ("Content-Type", "text/html"),
        ("Content-Security-Policy", "default-src 'none'"),
        ("Cache-Control", "public"),
        ("Vary", "Accept-Encoding, Cookie"),
    ),
    b"<p>A page</p>" * 100,
    1_790_000_000,
)


@given(
    st.lists(st.tuples(WORDS, WORDS), max_size=5),
    st.dictionaries(st.sampled_from([GZIP, BROTLI]), st.binary(max_size=50)),
    st.binary(max_size=50),
)
def test_comes_back_as_it_was(
    headers: list[tuple[str, str]], packed: dict[str, bytes], body: bytes
) -> None:
    page = Page("200 OK", tuple(headers), 7, {PLAIN: body, **packed})
    assert Page.decoded(page.encoded()) == page


@given(st.integers(min_value=0, max_value=len(PAGE.encoded()) - 1))
def test_a_part_of_a_page_is_no_page(length: int) -> None:
    assert Page.decoded(PAGE.encoded()[:length]) is None


@given(st.integers(0, len(PAGE.encoded()) - 1), st.integers(1, 255))
def test_a_page_of_which_one_byte_is_another_is_no_page(place: int, other: int) -> None:
    """Its length says nothing of that."""
    damaged = bytearray(PAGE.encoded())
    damaged[place] ^= other
    assert Page.decoded(bytes(damaged)) is None


def test_a_page_without_its_plain_form_is_no_page() -> None:
    packed = {form: body for form, body in PAGE.bodies.items() if form != PLAIN}
    assert Page.decoded(replace(PAGE, bodies=packed).encoded()) is None


@pytest.mark.parametrize(
    "told",
    [b"", b"{", b"[]", b"{}", b'{"version": 1, "bodies": {"identity": 0}}', b'{"version": 2}'],
)
def test_what_is_whole_and_no_page_of_this_version_is_no_page(told: bytes) -> None:
    rest = told + b"\n"
    assert Page.decoded(blake2b(rest, digest_size=16).digest() + rest) is None


@given(st.binary(max_size=200))
def test_anything_else_is_no_page(found: bytes) -> None:
    assert Page.decoded(found) is None


def test_each_form_has_a_tag_of_its_own_and_one_of_another_body_too() -> None:
    other = Page("200 OK", PAGE.headers, PAGE.changed, {PLAIN: b"<p>Another</p>"})
    tags = [answer(page, (form,)).etag for page in (PAGE,) for form in (PLAIN, GZIP, BROTLI)]
    tags.append(answer(other, (PLAIN,)).etag)
    assert len(set(tags)) == 4
    assert all(tag.startswith('"') for tag in tags)


def test_a_form_that_is_not_kept_gives_way_to_the_next() -> None:
    small = Page("200 OK", (), 0, {PLAIN: b"ok"})
    found = answer(small, (BROTLI, GZIP, PLAIN))
    assert found.body == b"ok"
    assert "Content-Encoding" not in dict(found.headers)


def test_not_modified_says_only_what_a_reader_has_to_know_anew() -> None:
    found = answer(PAGE, (BROTLI, PLAIN))
    said, unchanged = dict(found.headers), dict(found.unchanged)
    assert said.items() >= unchanged.items()
    assert set(unchanged) == {"Cache-Control", "Vary", "ETag", "Last-Modified"}
    assert unchanged["ETag"] == found.etag


TAG = answer(PAGE, (PLAIN,)).etag


@pytest.mark.parametrize(
    ("tags", "since", "known"),
    [
        (TAG, "", True),
        (f"W/{TAG}", "", True),
        (f'"other", W/"another" ,{TAG}', "", True),
        ("*", "", True),
        ('"other"', "", False),
        (TAG.strip('"'), "", False),
        ('"other"', "Tue, 22 Sep 2026 13:00:00 GMT", False),  # the tag decides alone
        ("", "Mon, 21 Sep 2026 14:13:20 GMT", True),
        ("", "Mon, 21 Sep 2026 14:13:19 GMT", False),
        ("", "yesterday", False),
        ("", "", False),
    ],
)
def test_known(tags: str, since: str, known: bool) -> None:
    assert is_known(answer(PAGE, (PLAIN,)), tags, since) is known


def test_a_redirect_is_sent_each_time() -> None:
    page = Page("302 Found", (("Location", "/"),), 0, {PLAIN: b""})
    assert not is_known(answer(page, (PLAIN,)), "*", "")
