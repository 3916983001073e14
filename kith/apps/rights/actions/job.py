"""All that waits to be done by the job worker, which alone may read and erase across the rooms; pages only order it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, find_staff
from kith.apps.audit.actions import VIEW
from kith.apps.base.clock import today
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.rights_ties import RightsTie, put_rights_ties
from kith.apps.governance.queries.safety import find_hidden
from kith.apps.people.queries.rights import list_families_of, list_near
from kith.apps.rights.actions.collect import collect_what_waits, who_asks
from kith.apps.rights.actions.disposal import carry_out_disposal
from kith.apps.rights.actions.erase import carry_out_erasures
from kith.apps.rights.clocks import work_out_clocks
from kith.apps.rights.definitions import load_office
from kith.apps.rights.models import BundleItem, ClockOrder, KeptClock, RightsRequest
from kith.rules import rights
from kith.rules.access import Purpose
from kith.rules.rights import months_after

MOST_CLOCKS = 500  # people whose clocks are worked out in one round, so that a round ends


@dataclass(frozen=True)
class Done:
    """What one round did, in counts."""

    hidden: int
    ties: int
    collected: int
    erased: int
    clocks: int
    disposed: int
    bundles_forgotten: int

    @property
    def is_ledger_longer(self) -> bool:
        """Answer whether the ledger must be handed to the engine."""
        return bool(self.erased or self.disposed)


def do_what_waits(*, alias: str = "owner") -> Done:
    """Do one round; each part in transactions of its own, so that being stopped loses nothing."""
    return Done(
        hidden=_hide_from_the_uncleared(alias),
        ties=_put_ties(alias),
        collected=collect_what_waits(alias=alias),
        erased=carry_out_erasures(alias=alias),
        clocks=_work_out_ordered(alias),
        disposed=carry_out_disposal(alias=alias),
        bundles_forgotten=_forget_bundles(alias),
    )


def order_clocks(*, person_ref: str, by: SignedInWorker) -> None:
    """Ask that it be worked out when a person's records go; the job does it within minutes, and again each month."""
    with open_desk(by, action=VIEW, purpose=Purpose.RIGHTS, subject_refs=[person_ref]):
        order = ClockOrder(person_ref=person_ref, ordered_at=timezone.now(), agency_id=load_office().agency_id)
        ClockOrder.objects.bulk_create([order], ignore_conflicts=True)


def work_out(person_ref: str, *, alias: str) -> None:
    """Write a person's clocks anew."""
    day = today()
    clocks = work_out_clocks(person_ref, on=day, alias=alias)
    is_hidden = bool(find_hidden(list_near(person_ref, alias), day, alias).people)
    with transaction.atomic(using=alias):
        KeptClock.objects.using(alias).filter(person_ref=person_ref).delete()
        KeptClock.objects.using(alias).bulk_create(
            KeptClock(
                person_ref=person_ref, room=clock.room, category=clock.category, label=clock.label,
                held=len(clock.told), goes_on=clock.keeping.goes_on, rule=clock.keeping.rule,
                action=clock.keeping.action, why=clock.keeping.why, is_on_hold=clock.keeping.is_held,
            )
            for clock in clocks
        )  # fmt: skip
        ClockOrder.objects.using(alias).filter(pk=person_ref).update(worked_out_on=day, needs_clearance=is_hidden)


def _hide_from_the_uncleared(alias: str) -> int:
    """Keep what has to do with somebody hidden for cleared workers, as soon as it is known."""
    changed = 0
    for row in _open(alias):
        is_about_hidden = who_asks(row, on=today(), alias=alias).is_about_the_hidden
        if is_about_hidden != row.needs_clearance:
            RightsRequest.objects.using(alias).filter(pk=row.pk).update(needs_clearance=is_about_hidden)
            changed += 1
    return changed


def _put_ties(alias: str) -> int:
    """Let whoever answers a request open that person's families for it, and nobody after it is closed."""
    ties = set()
    for row in _open(alias).exclude(handler_id=None).exclude(state=rights.RECEIVED):
        staff = find_staff(row.handler_id, alias)
        if staff:
            families = list_families_of(row.person_ref, alias) or {""}
            ties |= {RightsTie(*staff, row.person_ref, family) for family in families}
    with transaction.atomic(using=alias):
        return put_rights_ties(ties, on=today(), by="rights", alias=alias)


def _work_out_ordered(alias: str) -> int:
    """Work out the clocks that were ordered, those of open requests, and those a month old."""
    asked = set(_open(alias).exclude(state=rights.CARRIED_OUT).values_list("person_ref", flat=True))
    known = set(ClockOrder.objects.using(alias).values_list("person_ref", flat=True))
    now, agency = timezone.now(), load_office().agency_id
    ClockOrder.objects.using(alias).bulk_create(
        [ClockOrder(person_ref=ref, ordered_at=now, agency_id=agency) for ref in sorted(asked - known)],
        ignore_conflicts=True,
    )
    old = Q(worked_out_on=None) | Q(worked_out_on__lte=months_after(today(), -1))
    refs = ClockOrder.objects.using(alias).filter(old).order_by("ordered_at").values_list("person_ref", flat=True)
    chosen = list(refs[:MOST_CLOCKS])
    for ref in chosen:
        work_out(ref, alias=alias)
    return len(chosen)


def _forget_bundles(alias: str) -> int:
    """Delete what was collected for requests that have been closed for as long as the council keeps it."""
    before: date = months_after(today(), -load_office().bundle_kept_months)
    return BundleItem.objects.using(alias).filter(request__closed_on__lt=before).delete()[0]


def _open(alias: str):  # type: ignore[no-untyped-def]  # a queryset of this room's own
    return RightsRequest.objects.using(alias).exclude(state__in=rights.CLOSED).order_by("ref")
