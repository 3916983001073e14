"""What this room holds of a person: what somebody has typed about them and not sent yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, move_refs
from kith.apps.drafts.actions import FORGOTTEN_AFTER
from kith.apps.drafts.kinds import list_kinds
from kith.apps.drafts.models import Draft, DraftVersion

ROOM = "drafts"


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell each form that is about the person, or in which they are chosen, and that nobody has sent yet."""
    words = {kind.form: kind.words for kind in list_kinds()}
    for row in _drafts(person_ref, alias).order_by("saved_at"):
        yield Told(
            room=ROOM,
            kind="Typed and not sent yet",
            happened_on=timezone.localdate(row.saved_at),
            text=f"{words.get(row.form, row.form)}. {' '.join(_words(row.typed))}",
            agency_id=row.agency_id,
            category="IDENTITY",
            about_refs=(person_ref,),
            source=f"draft {row.pk}",
            key=str(row.pk),
            goes_on=timezone.localdate(row.saved_at + FORGOTTEN_AFTER),
        )


def erase(person_ref: str, alias: str) -> int:
    """Delete what is about the person or names them, with its former states."""
    drafts = list(_drafts(person_ref, alias).values_list("pk", flat=True))
    in_former = _naming(DraftVersion.objects.using(alias), person_ref)
    gone = in_former.delete()[0]
    return gone + Draft.objects.using(alias).filter(pk__in=drafts).delete()[0]


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what a form is about. What was typed into it stays as typed: the form asks again when it is sent."""
    return move_refs((Held(Draft, "about", may_stay=True),), from_ref, to_ref, alias)


def of_whom(person_refs: Collection[str], alias: str) -> frozenset[str]:
    """Return everybody where there is any draft at all that could name them: drafts are few and soon gone."""
    drafts = Draft.objects.using(alias).annotate(words=Cast("typed", TextField()))
    said = [f"{about} {words}" for about, words in drafts.values_list("about", "words")]
    text = " ".join(said)
    return frozenset(ref for ref in person_refs if ref in text)


def _drafts(person_ref: str, alias: str) -> QuerySet[Draft]:
    drafts = Draft.objects.using(alias).annotate(words=Cast("typed", TextField()))
    return drafts.filter(Q(about=person_ref) | Q(words__contains=person_ref))


def _naming(rows: QuerySet[DraftVersion], person_ref: str) -> QuerySet[DraftVersion]:
    return rows.annotate(words=Cast("typed", TextField())).filter(words__contains=person_ref)


def _words(typed: dict[str, str | list[str]]) -> Iterable[str]:
    for value in typed.values():
        yield from [value] if isinstance(value, str) else value


HOLDINGS = Holdings(
    room=ROOM,
    models=("drafts.Draft", "drafts.DraftVersion"),
    tell=tell,
    erase=erase,
    merge=merge,
    of_whom=of_whom,
)
