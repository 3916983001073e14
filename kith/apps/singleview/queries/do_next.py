"""Do next: at most three things that this worker can do for the family now, the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 3


@dataclass(frozen=True)
class Step:
    """One thing to do, and the page on which it is done, if it is done on one."""

    words: str
    url_name: str = ""


def choose_next(
    *, doubts: Sequence[str], unlikely_homes: Sequence[str], not_asked: Sequence[str], is_lead: bool
) -> tuple[Step, ...]:
    """Choose three: who they are and where they live comes before what they were asked, for whoever leads the help."""
    steps = [Step(words) for words in (*doubts, *unlikely_homes)]
    if is_lead and not_asked:
        steps.insert(1, Step(f"Ask {_first(not_asked)} if they want to work with you", "singleview:sharing"))
    return tuple(steps[:MOST])


def left_over(doubts: Sequence[str], steps: Sequence[Step]) -> tuple[str, ...]:
    """Return what is also doubtful and did not find room among the three."""
    shown = {step.words for step in steps}
    return tuple(doubt for doubt in doubts if doubt not in shown)


def _first(names: Sequence[str]) -> str:
    """Two at a time can be asked; of more, the first two and how many they are."""
    return " and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and {len(names) - 2} more"
