"""Reads what was said of sharing and of help without the words, which are for those who may read a summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True)
class Answer:
    """What one voice said about one person and one agreement."""

    ref: str
    person_ref: str
    agreement_ref: str
    voice: str
    said_by_ref: str
    answer: str
    said_at: datetime
    recorded_by: int | None


@dataclass(frozen=True)
class HelpAnswer:
    """Whether one person works with the help offered."""

    ref: str
    person_ref: str
    answer: str
    said_at: datetime


def list_answers(person_refs: Iterable[str]) -> list[Answer]:
    """Return what is in force of what was said about these people, the earliest first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from kith_said(%s)", [list(person_refs)])
        return [Answer(*row) for row in cursor.fetchall()]


def list_help_answers(family_ref: str) -> list[HelpAnswer]:
    """Return what is in force of what members of the open family said of being helped, the earliest first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from kith_said_of_help(%s)", [family_ref])
        return [HelpAnswer(*row) for row in cursor.fetchall()]
