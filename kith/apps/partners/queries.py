"""Reads what a link says before its code is typed: who asks, and what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from kith.apps.enquiries.catalogue import Question, get_question

PUBLIC = "public"


@dataclass(frozen=True)
class Greeting:
    """Who asks whom which question."""

    asker_words: str
    question: Question
    contact_name: str
    agency_name: str


def find_greeting(link_hash: str, at: datetime) -> Greeting | None:
    """Return what a good link says, or nothing."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("select * from kith_link_greeting(%s, %s)", [link_hash, at])
        row = cursor.fetchone()
    return Greeting(row[0], get_question(row[1]), row[2], row[3]) if row else None
