"""Reads, for jobs on their own alias, who must not be found and which relations must not be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.apps.governance.models import HiddenRelation, KeptApart, Shield
from kith.apps.governance.models.kept_apart import ADOPTION, WITNESS
from kith.apps.governance.queries.dated import in_force


@dataclass(frozen=True)
class Hidden:
    """Who of some people must not be found, and which two of them must not be told to be related."""

    people: frozenset[str]
    pairs: frozenset[frozenset[str]]


def find_hidden(person_refs: Iterable[str], on: date, alias: str) -> Hidden:
    """Return what must stay hidden about these people on the day."""
    refs = list(person_refs)
    shields = in_force(Shield.objects.using(alias).filter(person_ref__in=refs), on)
    about = Q(one_ref__in=refs) | Q(other_ref__in=refs)
    pairs = HiddenRelation.objects.using(alias).filter(about, ended_at=None).values_list("one_ref", "other_ref")
    apart = (
        KeptApart.objects.using(alias).filter(about, reason__in=(ADOPTION, WITNESS)).values_list("one_ref", "other_ref")
    )
    people = frozenset(shields.values_list("person_ref", flat=True))
    return Hidden(people, frozenset(frozenset(pair) for pair in (*pairs, *apart) if all(pair)))
