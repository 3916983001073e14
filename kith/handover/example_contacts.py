"""Tells the example council's front door of eight families, the way people do, so that no page of it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, find_signed_in_worker, list_demo_sign_ins
from kith.apps.frontdoor import actions
from kith.apps.frontdoor.actions.decide import Decided
from kith.apps.frontdoor.shapes import FamilyKnows, Named, NewContact, ToldBy
from kith.apps.governance.access import open_family
from kith.apps.people.queries import list_members, list_my_families, list_residences
from kith.rules.access import Purpose, Role
from kith.vocabulary.codes.contact_channels import WEB_FORM

TRIAGE, SUPPORT = Purpose.TRIAGE, Purpose.EARLY_HELP_SUPPORT
EARLY_HELP = "COUNCIL_EH"
KNOWS = FamilyKnows("YES", "Their mother rang with us.", "YES", "By telephone, in the morning")
BEFORE = "One contact two years ago. The school works with them now, and knows them well."
FAMILIES = 5


def plant_contacts() -> int:
    """Write them down and work on them; return how many, none where nobody works at the front door."""
    front_door, teller = _first(Role.FRONT_DOOR), _first(Role.PRACTITIONER)
    if front_door is None or teller is None:
        return 0
    families = _families(front_door, TRIAGE)[: FAMILIES - 1] + _families(teller, SUPPORT)[:1]
    made = [_told(front_door, "Two children were seen alone at the bus stop at ten at night.", "1B", hours=3)]
    made += [_told(front_door, "A boy of about six came to the library alone again.", "8", hours=30)]  # late by now
    made += [_sent(teller, people) for people in families[-1:]]
    steps = (_begun, _offered, _answered, _opened_again)
    made += [step(front_door, people) for step, people in zip(steps, families, strict=False)]
    made += [_told(front_door, "Asked for help with the heating, and for somebody to talk to.", "1C", hours=1)]
    _advise(front_door)
    return len(made)


def _first(role: Role) -> SignedInWorker | None:
    for person in list_demo_sign_ins():
        user = get_user_model().objects.get(username=person.username)
        worker = find_signed_in_worker(user, has_second_factor=True)
        if worker and worker.has_role(role):
            return worker
    return None


def _families(worker: SignedInWorker, purpose: Purpose) -> list[tuple[Named, ...]]:
    """Return the people of the worker's first families, as somebody who knows them would name them."""
    found = []
    for family in list_my_families(worker, purpose)[: FAMILIES * 2]:
        with open_family(worker, purpose, family.family_ref) as access:
            homes = {row.person_ref: row.postcode or "" for row in list_residences(access) if row.valid_to is None}
            people = tuple(
                Named(
                    role="CHILD" if member.role == "CHILD" else "ADULT",
                    forename=member.name.partition(" ")[0],
                    surname=member.name.rpartition(" ")[2],
                    born_on=member.born_on,
                    postcode=homes.get(member.person_ref, ""),
                )
                for member in list_members(access)
                if member.born_on and member.died_on is None
            )
        if any(one.role == "CHILD" and one.postcode for one in people):
            found.append(people)
    return found


def _told(by: SignedInWorker, words: str, source: str, *, hours: int, people: Sequence[Named] = ()) -> str:
    new = NewContact(
        channel="PHONE",
        told_by=ToldBy(source, phone="01632 960001"),
        words=words,
        received_at=timezone.now() - timedelta(hours=hours),
        urgency="AMBER",
        people=tuple(people),
    )
    return actions.write_down(new=new, purpose=TRIAGE, by=by)


def _sent(by: SignedInWorker, people: Sequence[Named]) -> str:
    new = NewContact(
        channel=WEB_FORM,
        told_by=ToldBy("2A", by.name, by.agency_name, "01632 960002"),
        words="No lunch three days running, and their mother asked us who could help with money.",
        received_at=timezone.now(),
        reasons=("HOME", "ASKED"),
        knows=KNOWS,
        people=tuple(people),
    )
    return actions.refer(new=new, purpose=SUPPORT, by=by)


def _begun(by: SignedInWorker, people: Sequence[Named]) -> str:
    ref = _told(by, "The health visitor could not get in for the third time.", "3B", hours=2, people=people)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=by)
    return ref


def _offered(by: SignedInWorker, people: Sequence[Named]) -> str:
    ref = _told(by, "Their mother asks for help with mornings and school.", "2A", hours=5, people=people)
    why = "Their mother asks for help, nobody is in danger, and early help can begin this week."
    _decide(by, ref, Decided("EH", why, EARLY_HELP, "Family team", "3"))
    return ref


def _answered(by: SignedInWorker, people: Sequence[Named]) -> str:
    ref = _told(by, "A police notice: shouting was heard, nobody was hurt.", "6", hours=20, people=people)
    why = "The school leads help already and was told. Nothing more is needed from us now."
    _decide(by, ref, Decided("IAG", why))
    text = "Thank you. We spoke with those who help the family already."
    actions.tell_referrer(ref=ref, text=text, how="PHONE", purpose=TRIAGE, by=by)
    return ref


def _opened_again(by: SignedInWorker, people: Sequence[Named]) -> str:
    ref = _answered(by, people)
    actions.reopen(ref=ref, why="The school rang: it has happened again.", purpose=TRIAGE, by=by)
    return ref


def _decide(by: SignedInWorker, ref: str, decided: Decided) -> None:
    actions.change(ref=ref, urgency="GREEN", reasons=("HOME",), knows=KNOWS, purpose=TRIAGE, by=by)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=by)
    actions.note_looked_before(ref=ref, note=BEFORE, purpose=TRIAGE, by=by)
    actions.decide(ref=ref, decided=decided, purpose=TRIAGE, by=by)


def _advise(by: SignedInWorker) -> None:
    actions.note_advice(
        source_code="2A",
        agency="A primary school",
        reasons=("SCHOOL",),
        asked="A girl has missed three Mondays. Whom could they ask before telling us?",
        advice="Her mother first. The school nurse may know more. Ring again if nothing changes in two weeks.",
        should_tell_us=False,
        by=by,
    )
