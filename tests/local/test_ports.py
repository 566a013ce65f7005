"""A taken port is told with its holder and a remedy."""

import os
import socket

import pytest

from league.local import ports
from league.local.errors import LocalError


def test_taken_port_names_holder_and_remedy() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]

        with pytest.raises(LocalError, match=f"Port {port} is taken") as caught:
            ports.check_free("127.0.0.1", port)

    assert f"make run PORT={port + 1}" in str(caught.value)
    assert f"process {os.getpid()}" in str(caught.value)


def test_free_port_passes() -> None:
    with socket.socket() as former:
        former.bind(("127.0.0.1", 0))
        port = former.getsockname()[1]

    ports.check_free("127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_no_port_at_all(port: int) -> None:
    with pytest.raises(LocalError, match=f"PORT={port} is not a port"):
        ports.check_free("127.0.0.1", port)
