"""Reads the council's clocks from ``definitions/clocks`` and says by when something is due; files are read once."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from kith.rules.bank_holidays import Once, read_once
from kith.rules.clocks import LONDON, ClockRule, Due, due, read_clock, rule_on
from kith.vocabulary.errors import KithError

__all__ = ["ClockRule", "Due", "NoSuchClock", "due_by", "find_clock", "load_clocks", "load_once"]

_ONCE = "bank_holidays_once.yml"


class NoSuchClock(KithError):
    """Something is to be due by a clock that the council's definitions do not have, or cannot be read."""

    code = "K828"


def due_by(rule_id: str, started_at: datetime) -> Due:
    """Return by when it is due, by the version of the clock that was in force when it started."""
    rule = rule_on(load_clocks(), rule_id, started_at.astimezone(LONDON).date())
    if rule is None:
        raise NoSuchClock(
            f"There is no clock {rule_id} in force on the day that this started.",
            not_done="Nothing was written.",
            mend=f"Whoever looks after Kith adds definitions/clocks/{rule_id}.yml, or a version that begins earlier.",
        )
    return due(rule, started_at, load_once())


def find_clock(rule_id: str, version: str) -> ClockRule | None:
    """Return the version by which something was due, for the words on its page."""
    return next((rule for rule in load_clocks() if (rule.rule_id, rule.version) == (rule_id, version)), None)


@lru_cache(maxsize=1)
def load_clocks() -> tuple[ClockRule, ...]:
    """Return every version of every clock."""
    return tuple(rule for file in sorted(_folder().glob("*.yml")) if file.name != _ONCE for rule in _read(file))


@lru_cache(maxsize=1)
def load_once() -> tuple[Once, ...]:
    """Return the days that were bank holidays once."""
    return read_once(yaml.safe_load((_folder() / _ONCE).read_text(encoding="utf-8")))


def _read(file: Path) -> tuple[ClockRule, ...]:
    try:
        rules = read_clock(yaml.safe_load(file.read_text(encoding="utf-8")))
        if {rule.rule_id for rule in rules} != {file.stem}:
            raise ValueError("its id is not its name")
    except (ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise NoSuchClock(
            f"The clock in definitions/clocks/{file.name} cannot be read: {error}.",
            not_done="No clock was started.",
            mend="Put the file right; the README beside it shows how one is written.",
        ) from error
    return rules


def _folder() -> Path:
    return Path(settings.DEFINITIONS) / "clocks"
