"""Progress without a terminal is plain lines; with one it leaves the same lines behind."""

from __future__ import annotations

import io

from rich.console import Console

from kith.project.progress_display import Shown


def _lines(terminal: bool) -> str:
    out = io.StringIO()
    with Shown(Console(file=out, force_terminal=terminal, width=100, highlight=False)) as progress:
        progress.start("Landing", total=2)
        progress.advance()
        progress.advance()
        progress.done("2 files")
        progress.start("Linking")
        progress.advance(5)
        progress.done("10 people")
    return out.getvalue()


def test_plain_lines_without_a_terminal() -> None:
    lines = _lines(terminal=False).splitlines()
    assert lines[0] == "Landing ..."
    assert lines[1].startswith("Landing: 2 files (")
    assert lines[3].startswith("Linking: 10 people (")
    assert "\x1b" not in "".join(lines)


def test_a_terminal_keeps_what_was_said() -> None:
    said = _lines(terminal=True)
    assert "2 files" in said
    assert "10 people" in said


def test_text_in_square_brackets_is_text() -> None:
    """A stage's words are never taken for markup."""
    out = io.StringIO()
    with Shown(Console(file=out, force_terminal=False, width=100)) as progress:
        progress.start("[police]")
        progress.done("[3 of 4]")
    assert "[police]: [3 of 4]" in out.getvalue()
