"""Which form a reader's program gets."""

from __future__ import annotations

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.page_cache.forms import BROTLI, GZIP, LEAST, OURS, PLAIN, in_order, packed


@pytest.mark.parametrize(
    ("accept", "order"),
    [
        ("", (PLAIN,)),
        ("gzip, deflate, br, zstd", (BROTLI, GZIP, PLAIN)),
        ("gzip", (GZIP, PLAIN)),
        ("x-gzip", (GZIP, PLAIN)),
        ("GZIP;Q=1", (GZIP, PLAIN)),
        ("br;q=0.5, gzip", (GZIP, BROTLI, PLAIN)),
        ("br ; q=0.2 , gzip;q=0.9", (GZIP, BROTLI, PLAIN)),
        ("br;q=0, gzip", (GZIP, PLAIN)),
        ("identity, br;q=0.1", (PLAIN, BROTLI)),
        ("*", (BROTLI, GZIP, PLAIN)),
        ("*;q=0.5, br;q=0", (GZIP, PLAIN)),
        ("br, *;q=0", (BROTLI, PLAIN)),
        ("identity;q=0", (PLAIN,)),
        ("gzip;q=much", (PLAIN,)),
        ("deflate", (PLAIN,)),
        (",;,", (PLAIN,)),
    ],
)
def test_order(accept: str, order: tuple[str, ...]) -> None:
    assert in_order(accept) == order


@given(st.text(max_size=60))
def test_nothing_that_is_said_is_a_fault(accept: str) -> None:
    order = in_order(accept)
    assert PLAIN in order
    assert set(order) <= set(OURS)


@given(st.binary(max_size=3 * LEAST))
def test_every_form_holds_the_same_and_none_is_larger(body: bytes) -> None:
    forms = packed(body, "text/html")
    assert forms[PLAIN] == body
    assert gzip.decompress(forms.get(GZIP, gzip.compress(body))) == body
    assert brotli.decompress(forms.get(BROTLI, brotli.compress(body))) == body
    assert all(len(each) <= len(body) for each in forms.values())


def test_what_is_packed_in_itself_is_left_as_it_is() -> None:
    workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert set(packed(b"a" * 10 * LEAST, workbook)) == {PLAIN}
    assert set(packed(b"a" * 10 * LEAST, "text/html")) == set(OURS)
    assert set(packed(b"a" * (LEAST - 1), "text/html")) == {PLAIN}
