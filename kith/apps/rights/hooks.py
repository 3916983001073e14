"""What this room holds of a person: their own requests, and what was decided about how long things are kept."""

from __future__ import annotations

from collections.abc import Iterable

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, held_of, histories_of, move_refs
from kith.apps.base.words import day_in_words
from kith.apps.rights.models import BundleItem, ClockOrder, KeptClock, LegalHold, RightsRequest

ROOM = "rights"
RIGHTS = "RIGHTS"
_ASKED = {
    "ACCESS": "Asked to see what is held", "CORRECT": "Asked that something be put right",
    "OBJECT": "Asked that something no longer be used", "ERASE": "Asked that something be erased",
}  # fmt: skip
_LEDGER = "kept: the erasure ledger must outlive what it erased; references alone"
_LIST = "kept: a destruction certificate; references alone"


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell the requests about the person and what came of them."""
    for row in RightsRequest.objects.using(alias).filter(person_ref=person_ref).order_by("received_on", "ref"):
        about = (person_ref, *(ref for ref in (row.asked_by_ref,) if ref and ref != person_ref))
        ended = f" Answered on {day_in_words(row.closed_on)}. {row.outcome_words}" if row.closed_on else ""
        yield Told(
            room=ROOM,
            kind="What you asked of us",
            happened_on=row.received_on,
            text=f"{_ASKED[row.kind]}: {row.words}{ended}",
            agency_id=row.agency_id,
            category=RIGHTS,
            about_refs=about,
            ended_on=row.closed_on,
            is_open=row.closed_on is None,
        )


def erase(person_ref: str, alias: str) -> int:
    """Delete what was collected and worked out; keep of a request that there was one, without words."""
    mine = RightsRequest.objects.using(alias).filter(person_ref=person_ref)
    gone = BundleItem.objects.using(alias).filter(request__in=mine).delete()[0]
    for model in (KeptClock, ClockOrder):
        gone += model.objects.using(alias).filter(person_ref=person_ref).delete()[0]
    wordless = dict.fromkeys(
        ("words", "how_checked", "authority", "competence", "scope", "extended_because", "asked_by_ref"), ""
    )
    gone += mine.exclude(words="").update(**wordless)
    for row in mine:
        row.steps.using(alias).update(note="")
    for history in histories_of(RightsRequest):
        gone += history.objects.using(alias).filter(person_ref=person_ref).delete()[0]
    return gone


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move requests and holds; clocks are worked out anew."""
    held = (
        Held(RightsRequest, "person_ref"),
        Held(RightsRequest, "asked_by_ref"),
        Held(LegalHold, "person_ref"),
    )
    return move_refs(held, from_ref, to_ref, alias)


HOLDINGS = Holdings(
    room=ROOM,
    models=(
        "rights.RightsRequest", "rights.RightsRequestEvent", "rights.RequestStep", "rights.BundleItem",
        "rights.KeptClock", "rights.ClockOrder",
        "rights.LegalHold: kept: it says why something else is", "rights.LegalHoldEvent: kept with its hold",
        f"rights.DisposalItem: {_LIST}", f"rights.DisposalList: {_LIST}", f"rights.DisposalListEvent: {_LIST}",
        f"rights.Erasure: {_LEDGER}",
        "base.MovedRef: kept while a merge may be undone; references alone",
    ),
    tell=tell,
    erase=erase,
    merge=merge,
    of_whom=held_of(Held(RightsRequest, "person_ref")),
)  # fmt: skip
