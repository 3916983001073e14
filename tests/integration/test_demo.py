"""The demo from nothing to a page: made once, reused the second time, and nothing runs on after Ctrl-C."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kith.project import postgres
from kith.project.postgres.cluster import Cluster

pytestmark = pytest.mark.long
PEOPLE = "2000"


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A var folder of its own, as on a fresh machine."""
    folder = tmp_path_factory.mktemp("demo") / "var"
    yield folder
    postgres.remove(folder)


def _demo(var: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from kith.project.cli import main; main()", "demo", "--people", PEOPLE, *options],
        env={**os.environ, "KITH_VAR": str(var)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A test run in the background of a shell ignores Ctrl-C, and its children would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def _is_running(var: Path) -> bool:
    return (Cluster(var / "pg").data / "postmaster.pid").exists()


def test_one_command_makes_everything(var: Path) -> None:
    process = _demo(var, "--no-serve")
    said, _ = process.communicate(timeout=600)
    assert process.returncode == 0, said
    assert "is live" in said
    assert len(re.findall(r"^  [A-Z][\w ]+ +\w+\.\w+ +\S+", said, re.MULTILINE)) == 18, (
        "every role, and two where two must agree"
    )
    assert not _is_running(var), "what the command started, it stops"


def test_the_second_time_it_serves_what_is_there_and_stops_cleanly(var: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = _demo(var, "--port", str(port))
    try:
        status, location = _first_answer(port, process)
        assert (status, location.partition("?")[0]) == (302, "/accounts/login/")
        assert any("worker" in command for command in _left_running(var)), "the jobs run beside the pages"
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=600)
    finally:
        process.kill()
    assert "Inventing" not in said
    assert "Landing" not in said
    assert "Traceback" not in said
    assert not _is_running(var)
    assert not _left_running(var)


def test_a_taken_port_is_said_plainly(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = _demo(var, "--port", str(other.getsockname()[1]))
        said, _ = process.communicate(timeout=600)
    assert process.returncode == 1
    assert "K307" in said
    assert not _is_running(var)


def _left_running(var: Path) -> list[str]:
    """Return the commands of processes that were started for ``var``: pages and jobs alike have it in their world."""
    mark, left = f"KITH_VAR={var}".encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                left.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return left


def _first_answer(port: int, process: subprocess.Popen[str]) -> tuple[int, str]:
    while process.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("GET", "/")
            answer = line.getresponse()
            return answer.status, answer.getheader("Location") or ""
        except OSError:
            time.sleep(0.2)
        finally:
            line.close()
    raise AssertionError(process.communicate()[0])
