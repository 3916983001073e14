"""Says on a family's page what corrections leave open: what is left out for doubt, and where agencies differ."""

from __future__ import annotations

from collections.abc import Sequence

from kith.apps.base.words import listed
from kith.apps.governance.access import FamilyAccess
from kith.apps.people.queries import Member, ResidenceRow, list_doubts
from kith.apps.singleview.queries.naming import names_of, street_of


def notes_of_corrections(
    access: FamilyAccess, members: Sequence[Member], residences: Sequence[ResidenceRow]
) -> tuple[str, ...]:
    """Return a sentence for each: nobody reads a page from which something is left out without being told so."""
    names = names_of(members)
    doubted = {doubt.person_ref for doubt in list_doubts(access)}
    about = [name for ref, name in names.items() if ref in doubted]
    notes = []
    if about:
        notes.append(
            f"A record taken for {listed(about)} may be somebody else\u2019s. What it says is left out until that is "
            "settled."
        )
    notes += [
        f"A worker said that {names[row.person_ref]} had left {street_of(row.address)}, and an agency says since then "
        f"that {names[row.person_ref]} lives there."
        for row in residences
        if row.is_contradicted and row.person_ref in names
    ]
    return tuple(notes)
