"""Says in plain words what speaks for two records being one person, and what against, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LABELS = {
    "forename": "First name", "middle": "Middle name", "surname": "Surname", "suffix": "Junior or senior",
    "birth": "Date of birth", "home": "Where they live", "sex": "Sex", "id_nhs_number": "NHS number",
    "id_upn": "Pupil number", "id_own": "The agency's own number",
}  # fmt: skip
VETOES = {
    "VERIFIED_NUMBERS_CONFLICT": "Each has a valid number of their own.",
    "NUMBERS_DIFFER": "Their numbers differ, and nothing else is sure enough.",
    "BORN_A_GENERATION_APART": "They were born a generation apart: father and son may share a name.",
    "BIRTH_DIFFERS": "The dates of birth differ, and no number says that it is the same person.",
    "LIKELY_A_RELATIVE": "Two relatives would look like this far more often than one person.",
    "MAYBE_A_RELATIVE": "Two relatives would look like this more often than one person.",
    "NOT_OF_THAT_AGE_THERE": "That agency's list hardly ever holds anybody of the other's age.",
    "LISTED_TWICE": "One list has both, and it seldom lists anybody twice.",
    "COULD_BE_EITHER": "One of them could as well be a third person, who is not the other.",
}
MISSING = "missing"
NUMBER = "id_"  # what the names of comparisons of numbers begin with
NOT_BOTH = "not known on both sides"
SLIGHT = 0.3  # bits: less than a quarter likelier or unlikelier


@dataclass(frozen=True)
class Step:
    """One thing compared: what was found, in words, and its bits; ``total`` is what they come to so far."""

    label: str
    found: str
    says: str
    bits: float
    total: float

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        return f"{self.label}: {self.found}. {self.says}"


@dataclass(frozen=True)
class Evidence:
    """Where any two records begin, each step from there, and where they end."""

    start: float
    steps: tuple[Step, ...]
    total: float
    held_apart: str

    @property
    def told(self) -> tuple[Step, ...]:
        """The steps of which both records say something."""
        return tuple(step for step in self.steps if step.found != NOT_BOTH)

    @property
    def untold(self) -> str:
        """What could not be compared, by name."""
        return ", ".join(step.label for step in self.steps if step.found == NOT_BOTH)

    @property
    def finding(self) -> str:
        """What it comes to, as a title."""
        if abs(self.total) < 1:
            return "What was compared speaks neither for one person nor for two"
        way = "for one person" if self.total > 0 else "for two people"
        return f"What was compared speaks {way}, about {times(self.total)} to 1"


def read_evidence(told: Mapping[str, Any], veto: str) -> Evidence:
    """Return the evidence as the run gave it; what no comparison accounts for is a step of its own."""
    start, end = float(told["prior"]), float(told["weight"])
    total, steps = start, []
    for one in told["comparisons"]:
        total += float(one["bits"])
        name = str(one["comparison"])
        steps.append(_step(_label(name), _found(name, str(one["level"])), float(one["bits"]), total))
    rest = end - total
    if abs(rest) >= SLIGHT:
        found = "they share a relative" if rest > 0 else "two relatives would look alike too"
        steps.append(_step("Their families", found, rest, end))
    return Evidence(start, tuple(steps), end, VETOES.get(veto, ""))


def _found(name: str, level: str) -> str:
    """Write what was found; a number is told as a number, whatever short name the files give it."""
    if level == MISSING:
        return NOT_BOTH
    kind = name.removeprefix(NUMBER).replace("_", " ")
    return level.replace(kind, "number") if name.startswith(NUMBER) else level


def _label(name: str) -> str:
    """Write what was compared: numbers and weak evidence carry the names that an agency's file gives them."""
    plain = name.removeprefix("id_").removeprefix("other_").replace("_", " ")
    return LABELS.get(name, plain.capitalize())


def _step(label: str, found: str, bits: float, total: float) -> Step:
    if abs(bits) < SLIGHT:
        says = "This says next to nothing either way."
    else:
        says = f"This makes a match {times(bits)} times {'likelier' if bits > 0 else 'less likely'}."
    return Step(label, found, says, bits, total)


def times(bits: float) -> str:
    """Write how many times, to two figures: "900", "12,000", "more than a million"."""
    factor: float = 2.0 ** min(abs(bits), 60)
    if factor > 1_000_000:
        return "more than a million"
    if factor < 10:
        return f"{factor:.1f}".removesuffix(".0")
    size = 10 ** (len(str(int(factor))) - 2)
    return f"{round(factor / size) * size:,}"
