"""The sentence that each picture says: computed from the same rows that are drawn, and true of nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kith.apps.base.words import listed

from .chronicle import QuarterCount

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_PARTS = {1: "early {}", 4: "the spring of {}", 7: "the summer of {}", 10: "late {}"}


def in_words(count: int) -> str:
    """Write a small number as a word; figures from thirteen."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str = "") -> str:
    """Write "one address", "two addresses"."""
    return f"{in_words(count)} {one if count == 1 else many or one + 's'}"


def who_finding(
    people: int, addresses: int, babies: int, *, is_some_withheld: bool = False, is_some_unknown: bool = False
) -> str:
    """For the genogram: how many living people, over how many known addresses, and any baby due."""
    said = counted(people, "person", "people")
    if addresses:
        least = "at least " if is_some_unknown else ""
        over = "at" if addresses == 1 and not least else "over"
        said += f" {over} {least}{counted(addresses, 'address', 'addresses')}"
    if is_some_withheld:
        said += ", and an address that is withheld" if addresses else " at an address that is withheld"
    if babies:
        said += " and a baby due" if babies == 1 else f" and {in_words(babies)} babies due"
    return _sentence(said)


def where_finding(moves: Sequence[tuple[date, str]]) -> str:
    """For the homes: who moved last, and when; ``moves`` are the days on which somebody came to another home."""
    if not moves:
        return "Nobody moved, as far as you can see"
    last = max(day for day, _ in moves)
    who = [name for day, name in moves if day == last]
    said = f"the last move that you can see was in {last:%B %Y}"
    return _sentence(f"{said}: {listed(who)}" if len(who) < 4 else said)


def agencies_finding(counts: Sequence[QuarterCount]) -> str:
    """For the chronology: when most agencies were at work, against now (the last quarter)."""
    most = max((count.agencies for count in counts), default=0)
    if not most:
        return "No agency's dated work that you can see falls in these years"
    now = counts[-1].agencies
    if now == most:
        always = all(count.agencies == most for count in counts)
        return working_now(now) if always else f"{working_now(now)}, as many as at any time"
    peak = next(count for count in counts if count.agencies == most)
    today = in_words(now) if now else "none"
    return _sentence(f"agencies peaked at {in_words(most)} in {part_of_year(peak.starts_on)}; {today} now")


def working_now(agencies: int) -> str:
    """Write "Five agencies work with the family now"."""
    verb = "works" if agencies == 1 else "work"
    return _sentence(f"{counted(agencies, 'agency', 'agencies')} {verb} with the family now")


def part_of_year(quarter: date) -> str:
    """Write the quarter that starts on this day as people say it: "early 2025"."""
    return _PARTS[quarter.month].format(quarter.year)


def chosen_finding(days: Sequence[date], labels: Sequence[str], *, who: str) -> str:
    """For a part of the chronology: how many things, since when, and what they mostly are.

    An empty label is never what they mostly are: a worry is no headline.
    """
    if not days:
        return f"Nothing that you can see was told of {who} for this choice"
    said = f"{counted(len(days), 'thing')} told of {who} since {min(days):%B %Y}"
    most, times = Counter(labels).most_common(1)[0]
    is_most = bool(most) and len(days) > 2 and times * 2 > len(days) and times < len(days)
    return _sentence(f"{said}; mostly \u201c{most}\u201d" if is_most else said)


def since_finding(label: str, worries: Sequence[date], *, began_on: date | None, now: date) -> str:
    """Say that nothing of a kind has happened since help began, only where it once had and half a year has passed."""
    if began_on is None or (now - began_on).days < 150:
        return ""
    before = [day for day in worries if day < began_on]
    since = [day for day in worries if began_on <= day <= now]
    return f"No {label} that you can see since {began_on:%B %Y}" if before and not since else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
