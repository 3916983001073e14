"""Opens one family sign-in in the example council, the way a lead worker does, so that a visitor can try it."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth import get_user_model

from kith.apps.agencies.queries import SignedInWorker, find_signed_in_worker, list_demo_sign_ins
from kith.apps.governance.access import open_family
from kith.apps.people.queries import Member, list_members, list_my_families
from kith.apps.portal.actions import QUESTIONS, SignInNotOpenedError, choose_passphrase, enter, open_sign_in
from kith.apps.portal.cards import Card
from kith.rules.access import Purpose, Role

PASSPHRASE = "wexmoor family kites"
PURPOSE = Purpose.EARLY_HELP_SUPPORT
MOST_TRIES = 40


def plant_family_sign_in() -> str | None:
    """Return the number of a card in use with ``PASSPHRASE``; ``None`` where none of the demo's families may have one.

    The rule that refuses a sign-in where abuse is flagged holds here too: the Marlowes have none.
    """
    for worker in _leads():
        for family_ref in [family.family_ref for family in list_my_families(worker, PURPOSE)][:MOST_TRIES]:
            for member in _adults(worker, family_ref):
                if card := _open(worker, family_ref, member):
                    return _use(card)
    return None


def _leads() -> Iterator[SignedInWorker]:
    for person in list_demo_sign_ins():
        user = get_user_model().objects.get(username=person.username)
        worker = find_signed_in_worker(user, has_second_factor=True)
        if worker and (worker.has_role(Role.LEAD_WORKER) or worker.has_role(Role.PRACTITIONER)):
            yield worker


def _adults(worker: SignedInWorker, family_ref: str) -> list[Member]:
    with open_family(worker, PURPOSE, family_ref) as access:
        return [member for member in list_members(access) if member.role == "PARENT"][:1]


def _open(worker: SignedInWorker, family_ref: str, member: Member) -> Card | None:
    answers = {asked.code: asked.safe for asked in QUESTIONS}
    try:
        return open_sign_in(
            family_ref=family_ref, person_ref=member.person_ref, answers=answers, purpose=PURPOSE, by=worker
        )
    except SignInNotOpenedError:
        return None


def _use(card: Card) -> str | None:
    token = enter(card=card.number, typed=card.code)
    return card.number if token and choose_passphrase(token=token, passphrase=PASSPHRASE) else None
