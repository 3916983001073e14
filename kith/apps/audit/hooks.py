"""What the log holds of a person: that they were looked at. It is told, and never erased or changed.

A line holds references and codes alone, so it stays when the person's records go; whole sealed stretches go when they
are old enough (``kith audit``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Func
from django.utils import timezone

from kith.apps.audit.models import AccessEvent, WithheldLine
from kith.apps.base.hooks import Holdings, Told

ROOM = "audit"
LOG = "LOG"
_KEPT = "kept: references alone, sealed; goes by whole stretches when it is old enough"
_DID = {
    "VIEW": "opened your family's page", "SEARCH": "found you in a search", "LIST": "saw you in a list",
    "QUESTION": "asked a yes or no question about you", "EXPORT": "took a copy of what is held",
    "PRINT": "printed what is held", "WRITE": "wrote something about you", "DECIDE": "decided something about you",
}  # fmt: skip


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell each line that names the person, unless it is withheld for now; of other people it names nobody."""
    withheld = WithheldLine.objects.using(alias).filter(ended_at=None).values("event_id")
    rows = AccessEvent.objects.using(alias).filter(
        subject_refs__contains=[person_ref], outcome="ALLOWED", is_family_visible=True
    )
    for line in rows.exclude(pk__in=withheld).order_by("at"):
        role = line.role.lower().replace("_", " ") or "somebody"
        why = f", for {line.purpose.lower().replace('_', ' ')}" if line.purpose else ""
        did = _DID.get(line.action, "looked") if line.family_ref or line.action != "VIEW" else "looked at your record"
        yield Told(
            room=ROOM,
            kind="Who looked",
            happened_on=timezone.localdate(line.at),
            text=f"{role.capitalize()} {did}{why}.",
            agency_id=line.agency_id,
            category=LOG,
            about_refs=(person_ref,),
            is_plain=True,
        )


def of_whom(person_refs: Collection[str], alias: str) -> frozenset[str]:
    """Return those of these people whom a line names."""
    lines = AccessEvent.objects.using(alias).filter(subject_refs__overlap=list(person_refs))
    named = lines.annotate(named=Func("subject_refs", function="unnest")).values_list("named", flat=True).distinct()
    return frozenset(named) & frozenset(person_refs)


def erase(person_ref: str, alias: str) -> int:
    """Erase nothing: the log must show who looked at whom, and holds no name."""
    return 0


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move nothing: a line says whom it was about when it was written."""
    return 0


HOLDINGS = Holdings(
    room=ROOM,
    models=tuple(
        f"audit.{name}: {_KEPT}"
        for name in ("AccessEvent", "WithheldLine", "WithheldLineEvent", "SampledReason", "SampledReasonEvent")
    ),
    tell=tell,
    erase=erase,
    merge=merge,
    of_whom=of_whom,
)
