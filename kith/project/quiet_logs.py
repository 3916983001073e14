"""Keeps personal data out of the logs: a line may carry a reference and a place in the code, never typed words."""

from __future__ import annotations

import logging
import re
import traceback
from datetime import UTC, datetime
from typing import ClassVar

# A query string may hold a searched name; NHS numbers and dates of birth are shaped like these.
_QUERY = re.compile(r"\?[^\s\"']*")
_NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
_HOST = re.compile(r"(?<=HTTP_HOST header: ).*", re.DOTALL)  # whatever somebody else's browser or tool sent
_QUOTED_VALUE = re.compile(r"=\([^)]*\)")  # PostgreSQL's "Key (name)=(value) already exists"
_INSTEAD = {_QUERY: "?...", _NUMBER: "[number]", _DAY: "[day]", _QUOTED_VALUE: "=(...)", _HOST: "..."}


def scrub(text: str) -> str:
    """Return ``text`` without query strings, identifiers, dates and quoted values."""
    for pattern, instead in _INSTEAD.items():
        text = pattern.sub(instead, text)
    return text


def _without_address(record: logging.LogRecord) -> str:
    path = str(getattr(getattr(record, "request", None), "path", ""))
    if len(path) <= 1:
        return record.getMessage()
    match = getattr(record.request, "resolver_match", None)  # type: ignore[attr-defined]
    page = f"/{match.route}" if match else "an address that leads nowhere"
    args = record.args if isinstance(record.args, tuple) else ()
    # Django escapes what it logs, so a letter that is not plain comes in another writing.
    written = (path, path.encode("unicode_escape").decode("ascii"))
    return str(record.msg) % tuple(page if arg in written else arg for arg in args) if args else record.getMessage()


class NoPersonalData(logging.Filter):
    """Scrubs the message and forgets the request, whose form data an error handler might print.

    Somebody may type a name into an address: what is logged of it is which page it led to.
    """

    _HELD: ClassVar = ("request", "sql", "params")

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrub(_without_address(record)), ()
        for name in self._HELD:
            record.__dict__.pop(name, None)
        return True


class PlainFormatter(logging.Formatter):
    """Says when, how bad, where and what; of an error its kind and place in the code, never its words."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """Say when with the offset from UTC, so that logs of several machines can be laid side by side."""
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")

    def formatException(self, ei: logging._SysExcInfoType) -> str:
        kind, _, trail = ei
        places = "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trail))
        return f"{kind.__name__ if kind else 'Error'}\n{places}"
