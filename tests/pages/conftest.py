"""What page tests share: pages as text, without their markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.pages.reading import Reading


@pytest.fixture
def read(client: Client) -> Callable[..., Reading]:
    """`read(address, status=200)`: the page of an address, parsed."""

    def get(address: str, status: int = 200) -> Reading:
        response = client.get(address)
        assert response.status_code == status, response.content[:500]
        return Reading.of(response.content.decode())

    return get
