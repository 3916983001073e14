"""Tests reach no machine but this one, and the guard that says so works."""

from __future__ import annotations

import socket

import pytest


def test_the_guard_stops_a_connection_abroad() -> None:
    """192.0.2.0/24 is kept for documentation and belongs to nobody."""
    with socket.socket() as line, pytest.raises(AssertionError, match="network"):
        line.connect(("192.0.2.1", 80))


def test_the_guard_lets_this_machine_through() -> None:
    """Journeys talk to a server on loopback."""
    with socket.socket() as server, socket.socket() as line:
        server.bind(("127.0.0.1", 0))
        server.listen()
        line.connect(server.getsockname())
