"""Addresses of comparisons: the basket of trusts is in the address and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from .hrefs import href

TRUST, QUARTER, BESIDE = "trust", "quarter", "beside"
"""Names of its parameters; ``beside=neighbours`` asks for a trust's neighbours in its table."""
NEIGHBOURS = "neighbours"


@dataclass(frozen=True)
class CompareAddress:
    """A comparison of some trusts in a quarter."""

    quarter: str = ""
    codes: tuple[str, ...] = ()

    def __call__(self) -> str:
        pairs = [(TRUST, code) for code in self.codes]
        pairs += [(QUARTER, self.quarter)] if self.quarter else []
        path = href("compare")
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def of(self, codes: Iterable[str]) -> CompareAddress:
        return replace(self, codes=tuple(codes))

    def adding(self, *codes: str) -> CompareAddress:
        return self.of(dict.fromkeys((*self.codes, *codes)))

    def without(self, code: str) -> CompareAddress:
        return self.of(each for each in self.codes if each != code)

    @property
    def beside_neighbours(self) -> str:
        """The address that leads to the trusts with their neighbours."""
        return f"{self()}&{urlencode({BESIDE: NEIGHBOURS})}"
