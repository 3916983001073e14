"""What may be read about people and families, already cut to what the worker may see. Pages read nothing else.

How a page uses it::

    from kith.apps.governance.access import AccessRefused, open_family
    from kith.apps.people import queries

    def family_page(request, family_ref):
        with open_family(request.worker, request.purpose, family_ref) as access:   # one transaction; logged; may raise
            header = queries.get_family_header(access)          # -> FamilyHeader
            members = queries.list_members(access)              # -> tuple[Member, ...]      children last, oldest first
            relations = queries.list_relations(access)          # -> tuple[RelationRow, ...]
            residences = queries.list_residences(access)        # -> tuple[ResidenceRow, ...]
            involvements = queries.list_involvements(access)    # -> tuple[InvolvementRow, ...] now and ended
            facts = queries.list_facts(access)                  # -> tuple[FactRow, ...]     oldest first
            levels = queries.list_levels(access)                # -> tuple[LevelRow, ...]    "What you can see, and why"

    queries.list_my_families(request.worker, request.purpose)   # -> tuple[FoundFamily, ...] logged
    queries.search(request.worker, request.purpose, "ela marlow 14/05/2015")  # -> SearchAnswer, logged

``open_family`` raises ``AccessRefused`` (K401) with the four parts of an error and ``.gate``; a family that does not
exist, one that the worker has no tie to and one that is shielded raise the very same error. The middleware sets
``request.worker`` (``agencies.queries.SignedInWorker`` or ``None``) and ``request.purpose`` (a ``rules.access.Purpose``
or ``None``: ask for it first; ``POST /purpose/`` with ``purpose`` and ``next`` sets it).
Everything must be read inside the ``with`` block: the answer, the decision and the log entry are one transaction.
"""

from kith.apps.people.queries.doubts import list_doubts
from kith.apps.people.queries.family import (
    get_family_header,
    list_homes_left,
    list_homes_to_leave,
    list_members,
    list_relations,
    list_residences,
    list_said_of_bonds,
    list_whose_bonds_are_known,
)
from kith.apps.people.queries.search import list_my_families, name_families, search
from kith.apps.people.queries.shapes import (
    LIVES_ELSEWHERE,
    WITHHELD_ADDRESS,
    FactRow,
    FamilyHeader,
    FoundFamily,
    FoundPerson,
    InvolvementRow,
    LevelRow,
    Member,
    RelationRow,
    ResidenceRow,
    SearchAnswer,
)
from kith.apps.people.queries.work import list_facts, list_involvements, list_levels

__all__ = [
    "LIVES_ELSEWHERE",
    "WITHHELD_ADDRESS",
    "FactRow",
    "FamilyHeader",
    "FoundFamily",
    "FoundPerson",
    "InvolvementRow",
    "LevelRow",
    "Member",
    "RelationRow",
    "ResidenceRow",
    "SearchAnswer",
    "get_family_header",
    "list_doubts",
    "list_facts",
    "list_homes_left",
    "list_homes_to_leave",
    "list_involvements",
    "list_levels",
    "list_members",
    "list_my_families",
    "list_relations",
    "list_residences",
    "list_said_of_bonds",
    "list_whose_bonds_are_known",
    "name_families",
    "search",
]
