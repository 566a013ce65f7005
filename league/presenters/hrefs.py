"""Addresses of pages, each looked up once: tables and charts lead to the same ones often."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16_384)  # every trust in 80 quarters: some 3 MB
def href(name: str, *args: str) -> str:
    """The address of the page of that name. Raises NoReverseMatch when there is none."""
    return reverse(name, args=args)
