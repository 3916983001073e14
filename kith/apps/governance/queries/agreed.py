"""Reads who agreed to what is known of them being shared, under agreements that rest on it."""

from __future__ import annotations

from collections.abc import Iterable

from kith.apps.governance.queries.said import list_answers
from kith.rules.sharing import has_agreed


def list_agreed(person_refs: Iterable[str], agreement_refs: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of person and agreement where what was said comes to a yes."""
    wanted = set(agreement_refs)
    rows = (row for row in list_answers(person_refs) if row.agreement_ref in wanted)
    return agreed_of((row.person_ref, row.agreement_ref, row.voice, row.answer) for row in rows)


def agreed_of(answers: Iterable[tuple[str, str, str, str]]) -> frozenset[tuple[str, str]]:
    """Return the pairs of person and agreement where the answers (person, agreement, voice, answer) come to a yes."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for person_ref, agreement_ref, voice, answer in answers:
        said.setdefault((person_ref, agreement_ref), []).append((voice, answer))
    return frozenset(pair for pair, voices in said.items() if has_agreed(voices))
