"""The one door to personal data: decides, writes the log line, and only then lets anything be read.

``open_family`` and ``open_search`` each hold ONE transaction: the ties and agreements, the decision, the log line and
everything read inside see the same moment, and stand or fall together. A refusal is logged too, and says the same
whether the family does not exist, is shielded, or is none of the worker's business.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.conf import settings

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST, SEARCH, VIEW, Line
from kith.apps.audit.shown import Shown
from kith.apps.governance import queries
from kith.apps.governance.desk import Desk, QuestionAccess, open_desk, open_question
from kith.apps.governance.moment import DESK, FAMILY, SEARCHING, begin, code_of, one_moment, record
from kith.apps.governance.queries import PurposeChoice, TieRow
from kith.apps.governance.standing import Standing
from kith.rules.access import (
    CLOSE_TIES,
    CONTACT,
    DETAIL,
    NOTHING,
    YES_NO,
    Decision,
    Gate,
    Item,
    Tie,
    ties_in_force,
)
from kith.vocabulary.codes.categories import CATEGORIES, UNLISTED_SENSITIVITY
from kith.vocabulary.errors import KithError

# The doors are taken from here, those of desk.py and moment.py too, so that there is one place to look who opens one.
__all__ = [
    "DESK",
    "IDENTITY",
    "AccessRefused",
    "Desk",
    "FamilyAccess",
    "QuestionAccess",
    "SearchAccess",
    "begin",
    "open_desk",
    "open_family",
    "open_question",
    "open_search",
]

OPENING_LEVEL = CONTACT  # less than a contact is no reason to open a page about a family
IDENTITY, ADDRESS = "IDENTITY", "ADDRESS"
TIE_ORDER = ("LEAD", "TEAM", "MANAGES", "DUTY", "RIGHTS_REQUEST", "SELF_CLAIMED")  # the closest first
# What somebody typed into an address may be anything; only what can be a reference is looked for and logged.
_REF = re.compile(r"[A-Z0-9-]{1,20}")
NO_SUCH_REF = "-"


class AccessRefused(KithError):
    """The door stayed shut; ``gate`` never tells a shield or a missing family from a missing tie."""

    code = "K401"

    def __init__(self, gate: Gate) -> None:
        self.gate = Gate.RELATIONSHIP if gate == Gate.SHIELD else gate
        what, mend = REFUSALS[self.gate]
        super().__init__(what, not_done="Nothing was shown. That you asked is recorded.", mend=mend)


_NO_TIE = (
    "There is no family here that you can open for this purpose.",
    "If you are helping a family, ask your manager or the front door; they can tell you who to speak to.",
)
REFUSALS = {
    Gate.IDENTITY: (
        "Your sign-in is not complete, or your training is out of date.",
        "Sign in again with your code; for training, ask your manager.",
    ),
    Gate.PURPOSE: ("Your role does not open families for this purpose.", "Choose the purpose that you are here for."),
    Gate.RELATIONSHIP: _NO_TIE,
    Gate.SHARING: (
        "No sharing agreement lets your agency see this for this purpose.",
        "Ask your information governance lead which agreement should cover it.",
    ),
    Gate.FAMILY: ("The family has not agreed to this being shared.", "Speak with the family's lead worker."),
    Gate.SENSITIVITY: ("This is more sensitive than your clearance.", "Ask the agency that holds it."),
}


@dataclass(frozen=True)
class FamilyAccess:
    """An open door to one family. Queries ask it for the level of each item and read nothing above it."""

    family_ref: str
    standing: Standing
    ties: tuple[TieRow, ...]
    decision: Decision
    role: str
    hidden_ties: tuple[Tie, ...] = ()  # those through somebody who must not be found: they alone open such people
    # Whose record it is, of those who were written down and whom no run has: what is known of them is not compiled.
    owners: Mapping[str, str] = field(default_factory=dict)
    read: dict[str, object] = field(default_factory=dict, compare=False)  # by queries, while the door stands open
    shown: Shown = field(default_factory=Shown, compare=False)  # what queries gave out, for the log line at the end

    def decide(
        self,
        *,
        owner: str | None,
        category: str,
        sensitivity: int | None = None,
        is_shielded: bool,
        person_ref: str = "",
    ) -> Decision:
        """Return how much of an item of this family may be shown; no ``owner``: compiled from several agencies.

        ``person_ref`` is whom it is about, for what rests on that person's own agreement.
        """
        label = _default_sensitivity(category) if sensitivity is None else sensitivity
        ties = self.hidden_ties if is_shielded else self._rule_ties
        whose = self.owners.get(person_ref) if owner is None else owner
        return self.standing.decide(Item(whose, category, label, is_shielded, person_ref), ties)[0]

    def hidden_pairs_among(self, person_refs: Iterable[str]) -> frozenset[frozenset[str]]:
        """Return the pairs whose relation this worker must not be told; to the cleared who work with them, none."""
        is_close = any(tie.kind in CLOSE_TIES for tie in ties_in_force(self.standing.context(self._rule_ties)))
        if is_close and self.standing.worker.is_shield_cleared:
            return frozenset()
        return queries.list_hidden_pairs(person_refs)

    def shielded_among(self, person_refs: list[str]) -> frozenset[str]:
        """Return those who must not be found, whoever asks; what they may be shown of is for ``decide``."""
        return queries.list_shielded(person_refs, self.standing.on)

    @property
    def strongest_tie(self) -> str:
        """The kind of the worker's closest tie in force for the purpose."""
        kinds = [tie.kind for tie in ties_in_force(self.standing.context(self._rule_ties))]
        return next((kind for kind in TIE_ORDER if kind in kinds), "")

    @property
    def basis(self) -> str:
        """The lawful basis of the agreement under which the family is opened; empty for the agency's own."""
        agreement = self.standing.agreements.get(self.decision.agreement_ref or "")
        return agreement.basis if agreement else ""

    @property
    def _rule_ties(self) -> tuple[Tie, ...]:
        return tuple(dict.fromkeys(row.tie for row in self.ties))


@dataclass
class SearchAccess:
    """An open door for a search: the families and people the worker has ties to; what is found is put in the log."""

    standing: Standing
    families: dict[str, FamilyAccess]
    person_refs: frozenset[str]
    found_family_refs: tuple[str, ...] = ()
    found_person_refs: tuple[str, ...] = ()
    is_by_place: bool = False  # found by where they live: the log says that this was used


@contextmanager
def open_family(
    worker: SignedInWorker | None, purpose: PurposeChoice | str | None, family_ref: str
) -> Iterator[FamilyAccess]:
    """Open one family's page for ``worker`` and ``purpose``, or raise ``AccessRefused``; either is logged."""
    family_ref = family_ref if _REF.fullmatch(family_ref) else NO_SUCH_REF
    with one_moment():
        begin(worker, purpose, scope=FAMILY, family_ref=family_ref)
        access = _decide_family(worker, purpose, family_ref)
        is_open = isinstance(access, FamilyAccess) and access.decision.level >= OPENING_LEVEL
        if is_open and isinstance(access, FamilyAccess):
            yield access
            # Written as the door closes, so that it says what was shown; if it cannot be, none of it is.
            record(worker, _line(worker, purpose, access, family_ref, is_open=True))
            return
        record(worker, _line(worker, purpose, access, family_ref, is_open=False))
    # The refusal's log line is committed by now; raising inside would have undone it.
    raise AccessRefused(access.decision.gate or Gate.RELATIONSHIP if isinstance(access, FamilyAccess) else access)


@contextmanager
def open_search(
    worker: SignedInWorker | None, purpose: PurposeChoice | str | None, *, asked: str | None = None
) -> Iterator[SearchAccess]:
    """Open a search of the worker's own families, or their list (no ``asked``); logged with what is found."""
    if worker is None or purpose is None:
        raise AccessRefused(Gate.IDENTITY if worker is None else Gate.PURPOSE)
    with one_moment():
        begin(worker, purpose, scope=SEARCHING)
        standing = Standing.of(worker, code_of(purpose))
        search = _search_access(standing)
        yield search
        granted = max((search.families[ref].decision.level for ref in search.found_family_refs), default=NOTHING)
        line = Line(
            action=LIST if asked is None else SEARCH,
            worker_id=worker.worker_id,
            role=" ".join(worker.roles)[:30],
            agency_id=worker.agency_id,
            purpose=standing.purpose,
            level_asked=CONTACT,
            level_granted=granted or (YES_NO if search.found_person_refs else NOTHING),
            gate="",
            policy_version=standing.policy_version,
            subject_refs=search.found_person_refs,
            found_family_refs=search.found_family_refs,
            categories=_told_by(search),
            query_fingerprint=_fingerprint(asked) if asked else "",
        )
        record(worker, line)


def _decide_family(
    worker: SignedInWorker | None, purpose: PurposeChoice | str | None, family_ref: str
) -> FamilyAccess | Gate:
    if worker is None:
        return Gate.IDENTITY
    if purpose is None:
        return Gate.PURPOSE
    standing, read = Standing.at_the_door(worker, code_of(purpose), family_ref)
    access = _family_access(standing, family_ref, read.ties, read.shielded, read.owners)
    is_by_word = bool(standing.lifted.glass_ref) or _is_claimed(read.ties)
    if is_by_word and (family_ref in queries.list_interests(worker) or not queries.is_opened_by_database(family_ref)):
        # Broken glass and one's own word need no tie through anybody. They open no family too close to the worker; and
        # whether there is a family at all, or only people in it who must not be found, is known to the database alone,
        # and not told to whoever asked.
        return Gate.RELATIONSHIP
    return access


def _family_access(
    standing: Standing, family_ref: str, ties: Sequence[TieRow], shielded: frozenset[str], owners: Mapping[str, str]
) -> FamilyAccess:
    """Decide on the family as a whole, which Kith compiled, through the ties that this worker may be known to have.

    A tie through a shielded person counts where the shield's gate lets that very tie through, which takes clearance
    and a close tie: to others it would tell where that person is. And the tie with another member of the family, who
    may be the one they hide from, opens nothing of the shielded.
    """
    hidden = tuple(row for row in ties if row.person_ref in shielded and _opens_shield(standing, row, owners))
    usable = tuple(row for row in ties if row.person_ref not in shielded or row in hidden)
    decision, role = _best(standing, usable, owners)
    hidden_ties = tuple(dict.fromkeys(row.tie for row in hidden))
    return FamilyAccess(family_ref, standing, usable, decision, role, hidden_ties, owners)


def _best(standing: Standing, usable: Sequence[TieRow], owners: Mapping[str, str]) -> tuple[Decision, str]:
    """Decide on the family through those the worker works with: where it rests on consent, one of theirs will do."""
    ties = tuple(dict.fromkeys(row.tie for row in usable))
    serving = set(ties_in_force(standing.context(ties)))
    about = dict.fromkeys(["", *(row.person_ref for row in usable if row.tie in serving)])
    answers = [standing.decide(replace(_COMPILED, owner=owners.get(ref), person_ref=ref), ties) for ref in about]
    return max(answers, key=lambda answer: answer[0].level)


def _opens_shield(standing: Standing, row: TieRow, owners: Mapping[str, str]) -> bool:
    owner = owners.get(row.person_ref)
    item = replace(_COMPILED, owner=owner, is_shielded=True, person_ref=row.person_ref)
    return standing.decide(item, (row.tie,))[0].level >= OPENING_LEVEL


def _search_access(standing: Standing) -> SearchAccess:
    by_family: dict[str, list[TieRow]] = {}
    ties = queries.list_ties(standing.worker, standing.on)
    for row in ties:
        by_family.setdefault(row.family_ref, []).append(row)
    alone = by_family.pop("", [])
    shielded = queries.list_shielded({row.person_ref for row in ties}, standing.on)
    owners = queries.list_owners()
    families = {
        ref: access
        for ref, rows in by_family.items()
        for access in (_family_access(standing, ref, rows, shielded, owners.get(ref, {})),)
        if access.decision.level >= OPENING_LEVEL and (not _is_claimed(rows) or queries.is_opened_by_database(ref))
    }
    own = {row.person_ref for row in alone if row.person_ref not in shielded and _reaches(standing, row)}
    return SearchAccess(standing, families, frozenset(own))


def _is_claimed(ties: Iterable[TieRow]) -> bool:
    """Answer whether there is a tie through nobody, which rests on the worker's own word."""
    return any(not row.person_ref for row in ties)


def _reaches(standing: Standing, row: TieRow) -> bool:
    return standing.decide(replace(_COMPILED, person_ref=row.person_ref), (row.tie,))[0].level >= OPENING_LEVEL


def _line(
    worker: SignedInWorker | None,
    purpose: PurposeChoice | str | None,
    access: FamilyAccess | Gate,
    family_ref: str,
    *,
    is_open: bool,
) -> Line:
    known = access if isinstance(access, FamilyAccess) else None
    gate = (known.decision.gate if known else access) or ""
    return Line(
        action=VIEW,
        worker_id=worker.worker_id if worker else None,
        role=known.role if known else "",
        agency_id=worker.agency_id if worker else "",
        purpose=code_of(purpose) if purpose else "",
        level_asked=DETAIL,
        level_granted=known.decision.level if known and is_open else NOTHING,
        gate=str(gate),
        policy_version=known.standing.policy_version if known else "",
        family_ref=family_ref,
        subject_refs=[*(row.person_ref for row in known.ties), *known.shown.person_refs] if known and is_open else (),
        shown=known.shown.codes() if known and is_open else (),
        tie_kind=known.strongest_tie if known and is_open else "",
        obligations=[str(each) for each in known.standing.obligations] if known else (),
        agreement_refs=known.standing.agreement_refs if known and is_open else (),
        basis=known.basis if known and is_open else "",
        break_glass_ref=known.standing.lifted.glass_ref if known else "",
        reason_given=known.standing.lifted.has_reason if known else False,
    )


def _default_sensitivity(category: str) -> int:
    return CATEGORIES[category].sensitivity if category in CATEGORIES else UNLISTED_SENSITIVITY


# Who is in a family, resolved from many agencies' records: what opening a page and finding a family is decided on.
_COMPILED = Item(owner=None, category=IDENTITY, sensitivity=_default_sensitivity(IDENTITY), is_shielded=False)


def _told_by(search: SearchAccess) -> tuple[str, ...]:
    """Return what finding somebody told of them: who they are; by a place, that they live there too."""
    if not search.found_person_refs:
        return ()
    return (IDENTITY, ADDRESS) if search.is_by_place else (IDENTITY,)


def _fingerprint(asked: str) -> str:
    """Return a keyed hash by which the same question can be recognised, and nothing read from it."""
    text = " ".join(asked.lower().split())
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
