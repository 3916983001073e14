"""Finds the families that another system's link may mean, among those that are the worker's own."""

from __future__ import annotations

from django.db import connection

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.other_systems import load_systems
from kith.apps.beside.tokens import Meant
from kith.apps.governance.access import open_search
from kith.apps.governance.queries import PurposeChoice
from kith.apps.people.queries import FoundFamily, name_families


def list_meant(worker: SignedInWorker, purpose: PurposeChoice, meant: Meant | None) -> tuple[FoundFamily, ...]:
    """Return the families with this person in them that the door opens; the search is logged, whatever it finds.

    It is the same nothing for somebody unknown, out of view, hidden, none of the worker's, or meant by a system that is
    not for the worker's agency.
    """
    if meant is None:
        return ()
    with open_search(worker, purpose, asked=f"{meant.scheme} {meant.value}") as door:
        system = load_systems().get(meant.system)
        if system is None or worker.agency_id not in system.agencies:
            return ()
        with connection.cursor() as cursor:
            cursor.execute("select * from kith_find_by_number(%s, %s)", [meant.scheme, meant.value])
            rows = cursor.fetchall()
        named = name_families(door, [family_ref for family_ref, _ in rows])
        return tuple(one for ref, one in named.items() if _is_shown(one, {who for of, who in rows if of == ref}))


def _is_shown(family: FoundFamily, person_refs: set[str]) -> bool:
    """Answer whether the door shows in this family one of those found: the second word beside the database's."""
    return any(person.person_ref in person_refs for person in family.people)
