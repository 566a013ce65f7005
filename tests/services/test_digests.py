"""Digests of data that goes by are those of the data as a whole."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.services import digests
from league.services.digests import Digest, digest_of

ROWS = st.lists(
    st.dictionaries(st.text(max_size=4), st.none() | st.integers() | st.text(max_size=4)),
    max_size=12,
)


def plain(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@given(rows=ROWS, at_a_time=st.integers(1, 5))
def test_rows_pass_as_they_are_and_are_told_as_one_list(
    rows: list[dict[str, Any]], at_a_time: int
) -> None:
    digest = Digest()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digests, "TOLD", at_a_time)
        assert list(digest.passing(rows)) == rows
    assert digest.told() == plain(rows) == digest_of(rows)


def test_pieces_make_one_text() -> None:
    digest = Digest()
    digest.text("[")
    digest.rows(iter([1, 2]))
    digest.text(",")
    digest.plain({"a": 0.1})
    digest.text("]")
    assert digest.told() == plain([[1, 2], {"a": 0.1}])
