"""Runs a command in a process of its own and says what it took: wall seconds, peak memory, and how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Took:
    """What one run took; ``code`` is None where it was stopped for taking too long."""

    seconds: float
    peak_mb: float
    code: int | None
    said: str


def run(command: list[str], *, at: Path | None = None, log: Path, limit: float = 3_600) -> Took:
    """Run a command to its end; peak memory is the child's own, as the kernel counted it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as said:
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=at, stdout=said, stderr=subprocess.STDOUT)
        stopped, usage = _wait(child, began + limit)
        seconds = time.perf_counter() - began
    code = None if stopped else child.returncode
    return Took(seconds, usage / 1024, code, log.read_text(encoding="utf-8", errors="replace"))


def _wait(child: subprocess.Popen[bytes], until: float) -> tuple[bool, int]:
    """Wait, looking every hundredth of a second; says whether it had to be stopped, and the peak in KB."""
    while True:
        ended, status, usage = os.wait4(child.pid, os.WNOHANG)
        if ended:
            child.returncode = os.waitstatus_to_exitcode(status)
            return False, usage.ru_maxrss
        if time.perf_counter() > until:
            child.send_signal(signal.SIGKILL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            return True, usage.ru_maxrss
        time.sleep(0.01)
