"""Nothing that someone typed and nobody's name reaches a log line."""

from __future__ import annotations

import io
import logging
from datetime import datetime

import pytest

from kith.project.quiet_logs import NoPersonalData, PlainFormatter, scrub


@pytest.mark.parametrize(
    "text",
    [
        "GET /search/?q=Ella+Marlowe HTTP/1.1",
        "duplicate key: Key (surname)=(Marlowe) already exists",
        "number 999 000 1111 and 9990001111",
        "born 14/05/2015",
    ],
)
def test_what_may_tell_of_a_person_is_taken_out(text: str) -> None:
    scrubbed = scrub(text)
    for telling in ("Ella", "Marlowe", "9990001111", "999 000 1111", "14/05/2015"):
        assert telling not in scrubbed


def test_references_and_places_stay() -> None:
    assert scrub("Forbidden: /families/F15N12HF/ (K401)") == "Forbidden: /families/F15N12HF/ (K401)"


def test_a_line_says_when_with_its_offset_from_utc() -> None:
    record = logging.LogRecord("test", logging.WARNING, "", 1, "words", (), None)
    record.created = 1_790_000_000.25
    when = datetime.fromisoformat(PlainFormatter().format(record).split()[0])
    assert when.utcoffset() is not None
    assert when.timestamp() == record.created


def test_an_error_is_told_by_kind_and_place_never_by_its_words() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(NoPersonalData())
    handler.setFormatter(PlainFormatter())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    try:
        raise ValueError("Ella Marlowe, 14 Tern Close")
    except ValueError:
        logger.exception("a page failed", extra={"request": "Ella Marlowe"})
    said = out.getvalue()
    assert "ValueError" in said
    assert "test_quiet_logs.py" in said
    assert "Marlowe" not in said
    assert "Tern" not in said
