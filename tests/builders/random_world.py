"""A random small world, written straight into the tables, and what the pure rule says of every row of it.

The oracle reads the world's own rows and asks ``rules.access.decide`` about one item at a time: it knows nothing of
sets, of the database's functions or of the door.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import connections
from django.utils import timezone

from kith.apps.agencies.models import Agency, User, Worker, WorkerRole
from kith.apps.governance import models as governance
from kith.apps.intake.models import Run
from kith.apps.people import models as people
from kith.apps.register import models as register
from kith.rules.access import (
    CLOSE_TIES,
    CONTACT,
    SUMMARY,
    TIE_PURPOSES,
    Actor,
    Context,
    Item,
    Purpose,
    SharingAgreement,
    Tie,
    TieKind,
    decide,
)
from kith.rules.sharing import has_agreed
from kith.vocabulary.codes.agency_kinds import telling_category
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.periods import Period

TODAY = date(2026, 11, 20)
AGENCIES = {"SCHOOL": "S", "POLICE": "P", "MIND": "M"}
FAMILIES = ("F-ONE", "F-TWO")
DWELLINGS = ("uprn:1", "uprn:2", "uprn:3", "uprn:4")
HELD = ("SCHOOL", "POLICE", "MENTAL_HEALTH", "HOUSING", "PROTECTED_ADDRESS")
COMPILED = ("IDENTITY", "RELATIONS", "ADDRESS", "PROTECTED_ADDRESS")
TABLES = (
    "people_persondetails", "people_familydetails", "people_familymember", "people_relation", "people_residence",
    "people_dwelling", "people_involvement", "people_fact",
)  # fmt: skip
EMPTIED = (  # quicker than to truncate, of so few rows
    "governance_breakglassreview", *TABLES, "people_person", "people_family", "intake_run", "agencies_workerrole",
    "agencies_worker", "agencies_user", "agencies_agency", "governance_agreement", "governance_relationship",
    "governance_shield", "governance_breakglass", "governance_hiddenrelation", "governance_sharingpreference",
    "governance_policyversion", "governance_safeguardingreason", "governance_declaredinterest",
    "register_registeredmember", "register_registeredperson",
)  # fmt: skip
Rows = dict[str, set[Any]]


@dataclass
class Asker:
    """A worker as the oracle needs to know them."""

    row: Worker
    roles: tuple[str, ...]
    is_active: bool
    is_trained: bool
    session_ref: str

    @property
    def key(self) -> int:
        """The worker's number."""
        return int(self.row.pk)


@dataclass
class World:
    """Everything that was written, by table; every list is of saved rows."""

    run: Run
    caps: dict[tuple[str, str], int]
    clearances: dict[str, int]
    askers: list[Asker] = field(default_factory=list)
    rows: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, name: str, made: list[Any]) -> None:
        """Write rows of one model and keep them."""
        self.rows[name] = type(made[0]).objects.using("owner").bulk_create(made) if made else []


def make_world(seed: int, shipped: tuple[dict[tuple[str, str], int], dict[str, int]]) -> World:
    """Write a world that ``seed`` decides, in place of the one before."""
    draw = Random(seed)
    with connections["owner"].cursor() as cursor:
        cursor.execute(";".join(f"delete from {table}" for table in EMPTIED))
    now = timezone.now()
    run = Run.objects.using("owner").create(
        ref=f"run-{seed}", state="LIVE", folder="", manifest_sha256="0" * 64, as_at=TODAY, has_rows=True,
        loaded_at=now, loaded_by="test",
    )  # fmt: skip
    caps, clearances = shipped
    world = World(run, caps, clearances)
    Agency.objects.using("owner").bulk_create(
        [Agency(agency_id=ref, kind=kind, name=ref) for ref, kind in AGENCIES.items()]
    )
    _workers(world, draw)
    _people(world, draw)
    _governance(world, draw, now)
    _written(world, Random(f"written {seed}"), now)
    return world


def _workers(world: World, draw: Random) -> None:
    for number in range(5):
        is_active, is_trained = draw.random() < 0.95, draw.random() < 0.95
        user = User.objects.using("owner").create(username=f"u{number}", is_active=is_active)
        row = Worker.objects.using("owner").create(
            agency_id=draw.choice(list(AGENCIES)),
            staff_id=draw.choice(["S1", "S2"]) + str(number),
            user=user,
            clearance=draw.choice([None, None, 1, 3]),
            is_shield_cleared=draw.random() < 0.5,
            trained_until=None if is_trained else TODAY,
        )
        roles = draw.sample(
            ["PRACTITIONER", "LEAD_WORKER", "MANAGER", "FRONT_DOOR", "INFORMATION_GOVERNANCE", "AUDITOR"],
            draw.choice([1, 1, 2]),
        )
        ended = draw.random() < 0.1
        for role in roles:
            WorkerRole.objects.using("owner").create(
                worker=row, role=role, valid_from=date(2020, 1, 1), valid_to=TODAY if ended else None
            )
        held = () if ended else tuple(sorted(roles))
        world.askers.append(Asker(row, held, is_active, is_trained, f"session-{number}"))


def _people(world: World, draw: Random) -> None:
    run = {"run": world.run}
    refs = [f"P-{number}" for number in range(8)]
    members = {(family, ref) for family in FAMILIES for ref in draw.sample(refs, 5)}
    world.add("person", [people.PersonDetails(**run, person_ref=ref, is_shielded=False) for ref in refs])
    world.add("family", [people.FamilyDetails(**run, family_ref=ref, name=ref) for ref in FAMILIES])
    world.add(
        "member",
        [
            people.FamilyMember(**run, family_ref=family, person_ref=ref, role=draw.choice(["CHILD", "PARENT"]))
            for family, ref in sorted(members)
        ],
    )
    world.add(
        "relation",
        [
            people.Relation(**run, from_person_ref=one, kind="PARENT", to_person_ref=other, sources="test")
            for one, other in (_pair(draw, members) for _ in range(9))
        ],
    )
    world.add(
        "dwelling",
        [
            people.Dwelling(**run, dwelling_id=ref, is_communal=draw.random() < 0.2, is_protected=draw.random() < 0.3)
            for ref in DWELLINGS
        ],
    )
    world.add(
        "residence",
        [people.Residence(**run, person_ref=draw.choice(refs), dwelling_id=draw.choice(DWELLINGS)) for _ in range(14)],
    )
    world.add("involvement", [_involvement(world, draw, refs) for _ in range(16)])
    world.add("fact", [_fact(world, draw, refs, number) for number in range(40)])


def _pair(draw: Random, members: set[tuple[str, str]]) -> list[str]:
    family = draw.choice(FAMILIES)
    return draw.sample(sorted(ref for of, ref in members if of == family), 2)


def _involvement(world: World, draw: Random, refs: list[str]) -> Any:
    agency = draw.choice(list(AGENCIES))
    category = telling_category(AGENCIES[agency])
    return people.Involvement(
        run=world.run, person_ref=draw.choice(refs), agency_id=agency, is_lead=False, source="test", category=category,
        sensitivity=draw.choice([CATEGORIES[category].sensitivity] * 4 + [3]),
    )  # fmt: skip


def _fact(world: World, draw: Random, refs: list[str], number: int) -> Any:
    is_of_place = draw.random() < 0.25
    return people.Fact(
        run=world.run,
        fact_id=f"f:{number}",
        person_ref="" if is_of_place else draw.choice(refs),
        dwelling_id=draw.choice(DWELLINGS) if is_of_place else "",
        agency_id=draw.choice(list(AGENCIES)),
        kind="CONTACT",
        category=draw.choice(HELD),
        sensitivity=draw.choice([0, 1, 1, 2, 2, 3]),
        happened_on=TODAY,
        is_spell=False,
        source="test",
    )


def _governance(world: World, draw: Random, now: datetime) -> None:
    refs = [row.person_ref for row in world.rows["person"]]
    if draw.random() < 0.5:
        world.caps = {key: draw.choice([0, 1, 2, 3, 4, 4]) for key in world.caps}
        governance.PolicyVersion.objects.using("owner").create(
            version="changed", caps={f"{role} {purpose}": cap for (role, purpose), cap in world.caps.items()},
            reason="test", proposed_by=1, proposed_at=now, approved_by=2, approved_at=now,
        )  # fmt: skip
    world.add("agreement", [_agreement(draw, number) for number in range(6)])
    world.add("tie", [_tie(world, draw, refs) for _ in range(14)])
    world.add(
        "shield",
        [
            governance.Shield(
                person_ref=ref, reason="REFUGE", how_made="RUN", valid_to=draw.choice([None, None, TODAY])
            )
            for ref in draw.sample(refs, 2)
        ],
    )
    # Somebody whose only way to a family is through one who must not be found.
    behind = draw.choice([row for row in world.rows["member"] if row.person_ref in _refs(world, "shield")] or [None])
    if behind:
        asker = draw.choice(world.askers).row
        world.rows["tie"] += governance.Relationship.objects.using("owner").bulk_create(
            [
                governance.Relationship(
                    kind="LEAD", agency_id=asker.agency_id, staff_id=asker.staff_id, person_ref=behind.person_ref,
                    family_ref=behind.family_ref, how_made="ASSIGNED",
                )
            ]
        )  # fmt: skip
    world.add(
        "hidden",
        [
            governance.HiddenRelation(
                one_ref=row.from_person_ref, other_ref=row.to_person_ref, reason="UNDISCLOSED", how_made="RUN",
                set_at=now, ended_at=draw.choice([None, None, None, now]),
            )
            for row in draw.sample(world.rows["relation"], 3)
        ],
    )  # fmt: skip
    said = {
        (draw.choice(refs), f"A{draw.randrange(6)}", draw.choice(["SELF", "PARENT", "DECISION"])) for _ in range(40)
    }
    world.add(
        "preference",
        [
            governance.SharingPreference(
                ref=f"SP-{number}", person_ref=person, agreement_ref=agreement, voice=voice, said_at=now,
                answer=draw.choice(["GIVEN", "GIVEN", "GIVEN", "REFUSED"]),
                ended_at=draw.choice([None, None, None, now]),
            )
            for number, (person, agreement, voice) in enumerate(sorted(said))
        ],
    )  # fmt: skip
    # Two voices that differ about one person and agreement: what tells "all said yes" from "somebody did".
    differing = [(ref, f"A{n}") for ref in sorted(refs)[::3] for n in range(6)]
    world.rows["preference"] += governance.SharingPreference.objects.using("owner").bulk_create(
        [
            governance.SharingPreference(
                ref=f"SD-{number}-{voice}", person_ref=ref, agreement_ref=agreement, voice=voice, said_by_ref="P-OTHER",
                answer=answer, said_at=now,
            )
            for number, (ref, agreement) in enumerate(differing)
            for voice, answer in (("SELF", "GIVEN"), ("PARENT", "REFUSED"))
        ],
    )  # fmt: skip
    world.add("opening", [_opening(world, draw, now, number) for number in range(16)])
    world.add("reason", [_reason(world, draw, now, number) for number in range(8)])
    world.add(
        "interest",
        [
            governance.DeclaredInterest(
                worker_id=asker.key, agency_id="SCHOOL", family_ref=draw.choice(FAMILIES),
                declared_by=1, declared_at=now, ended_at=draw.choice([None, None, now]),
            )
            for asker in draw.sample(world.askers, 2)
        ],
    )  # fmt: skip


def _written(world: World, draw: Random, now: datetime) -> None:
    """Write down people of whom some count in their families, with ties, shields and yeses of their own."""
    owners = {f"R-{number}": draw.choice(list(AGENCIES)) for number in range(draw.choice([0, 3, 4]))}
    by = {"registered_by": 1, "registered_at": now}
    register.RegisteredPerson.objects.using("owner").bulk_create(
        [
            register.RegisteredPerson(record=ref, person_ref=ref, surname=ref, agency_id=agency, **by)
            for ref, agency in owners.items()
        ]
    )
    said = [
        register.RegisteredMember(
            family_ref=draw.choice(FAMILIES), person_ref=ref, role=draw.choice(["CHILD", "ADULT", ""]), added_by=1,
            added_at=now, agency_id=draw.choice([agency, agency, agency, draw.choice(list(AGENCIES))]),
        )
        for ref, agency in owners.items()
    ]  # fmt: skip
    # Somebody of a run is in no other family by a worker's word.
    of_run = register.RegisteredMember(
        family_ref=draw.choice(FAMILIES), person_ref="P-0", role="CHILD", added_by=1, added_at=now, agency_id="SCHOOL"
    )
    world.add("said", [*said, of_run] if owners else [])
    world.rows["written"] = [row for row in said if owners[row.person_ref] == row.agency_id]
    near = [asker.row for asker in world.askers if asker.roles]
    for row in said if near else ():
        asker, kind = draw.choice(near), draw.choice(["LEAD", "TEAM", "MANAGES", "DUTY"])
        world.rows["tie"] += governance.Relationship.objects.using("owner").bulk_create(
            [
                governance.Relationship(
                    kind=kind, agency_id=asker.agency_id, family_ref=row.family_ref, person_ref=row.person_ref,
                    staff_id="" if kind in ("MANAGES", "DUTY") else asker.staff_id, how_made="ASSIGNED",
                )
            ]
        )  # fmt: skip
    hiding = [governance.Shield(person_ref=ref, reason="REFUGE", how_made="RUN") for ref in owners if ref == "R-2"]
    world.rows["shield"] += governance.Shield.objects.using("owner").bulk_create(hiding)
    world.rows["preference"] += governance.SharingPreference.objects.using("owner").bulk_create(
        [
            governance.SharingPreference(
                ref=f"SW-{ref}-{number}", person_ref=ref, agreement_ref=f"A{number}", voice="SELF", answer="GIVEN",
                said_at=now,
            )
            for ref in owners for number in (3, 5)
        ]
    )  # fmt: skip


def _refs(world: World, name: str) -> set[str]:
    return {row.person_ref for row in world.rows[name]}


def _agreement(draw: Random, number: int) -> Any:
    begins, ends = draw.choice([(date(2026, 1, 1), None)] * 6 + [(date(2026, 1, 1), TODAY), (date(2026, 11, 21), None)])
    needs = number > 2
    return governance.Agreement(
        ref=f"A{number}", title="test", kind="ISP", basis="test", valid_from=begins, valid_to=ends,
        givers=draw.sample(list(AGENCIES), draw.choice([2, 3])),
        receivers=draw.sample(list(AGENCIES), draw.choice([2, 3])),
        categories=[*draw.sample(HELD, 3), *draw.sample(COMPILED, draw.choice([2, 3, 4])), "INVOLVEMENT", "POLICE"],
        purposes=draw.sample([purpose.value for purpose in Purpose], 5),
        max_level=draw.choice([1, 2, 3, 3, 3, 4]),
        needs_family_agreement=needs,
        state=draw.choice(["SIGNED"] * 8 + ["DRAFT", "ENDED"]),
    )  # fmt: skip


def _tie(world: World, draw: Random, refs: list[str]) -> Any:
    asker = draw.choice(world.askers).row
    kind = draw.choice([*TieKind, TieKind.LEAD, TieKind.TEAM, TieKind.TEAM])
    member = draw.choice(world.rows["member"])
    return governance.Relationship(
        kind=kind,
        agency_id=asker.agency_id,
        staff_id="" if kind in (TieKind.MANAGES, TieKind.DUTY) else asker.staff_id,
        person_ref=member.person_ref,
        family_ref=draw.choice([member.family_ref] * 4 + [""]),
        valid_from=None,
        valid_to=draw.choice([None] * 6 + [TODAY]),
        how_made="ASSIGNED",
    )


def _opening(world: World, draw: Random, now: datetime, number: int) -> Any:
    asker = draw.choice(world.askers)
    ends = now + timedelta(minutes=draw.choice([30, 30, -5]))
    return governance.BreakGlass(
        ref=f"BG-{number}", kind=draw.choice(["GLASS", "SELF_CLAIM"]), worker_id=asker.key,
        agency_id=asker.row.agency_id, session_ref=draw.choice([asker.session_ref] * 3 + ["another"]),
        family_ref=draw.choice(FAMILIES), reason="test", began_at=now - timedelta(minutes=30), ends_at=ends,
        stopped_at=draw.choice([None, None, None, now - timedelta(minutes=2)]),
    )  # fmt: skip


def _reason(world: World, draw: Random, now: datetime, number: int) -> Any:
    asker = draw.choice(world.askers)
    return governance.SafeguardingReason(
        ref=f"SR-{number}", worker_id=asker.key, agency_id=asker.row.agency_id,
        session_ref=draw.choice([asker.session_ref] * 3 + ["another"]), family_ref=draw.choice(FAMILIES), reason="test",
        at=now - timedelta(minutes=30), ends_at=now + timedelta(minutes=draw.choice([30, 30, -5])),
    )  # fmt: skip


@dataclass
class Oracle:
    """What the pure rule says of every row, for one worker, purpose and day."""

    world: World
    asker: Asker
    purpose: str
    on: date = TODAY
    now: datetime = field(default_factory=timezone.now)

    def rows_of_family(self, family_ref: str) -> Rows:
        """Return the rows of each table, by number, and what is held at level 1 or above."""
        rows = _nothing()
        held = rows["kith_held"]
        view = _View(self, family_ref, may_lift=True)
        if not view.known:
            return rows
        self._add_identity(rows, view)
        every = self.world.rows
        told = {ref for ref in view.known if view.level(ref, None, "RELATIONS") >= SUMMARY}
        rows["people_relation"] = {
            row.pk for row in every["relation"]
            if {row.from_person_ref, row.to_person_ref} <= told
            and frozenset((row.from_person_ref, row.to_person_ref)) not in view.hidden_pairs
        }  # fmt: skip
        homes = [
            row for row in every["residence"]
            if row.person_ref in view.known and view.level(row.person_ref, None, "ADDRESS") >= SUMMARY
        ]  # fmt: skip
        rows["people_residence"] = {row.pk for row in homes}
        places = {row.dwelling_id: row for row in every["dwelling"]}
        shown = {row.dwelling_id for row in homes if not view.is_withheld(row.person_ref, places[row.dwelling_id])}
        rows["people_dwelling"] = {places[ref].pk for ref in shown}
        own = {ref for ref in shown if not places[ref].is_communal}
        for row in every["involvement"]:
            if row.person_ref in view.known:
                self._sort(row, rows["people_involvement"], held, view, CONTACT)
        for row in every["fact"]:
            if row.person_ref in view.known or (not row.person_ref and row.dwelling_id in own):
                self._sort(row, rows["people_fact"], held, view, SUMMARY)
        return rows

    def rows_of_search(self) -> Rows:
        """Return the rows by which the worker's own families are found."""
        rows = _nothing()
        refs = {row.family_ref for row, _ in self.ties()} - {""}
        for family_ref in refs:
            self._add_identity(rows, _View(self, family_ref, may_lift=False))
        alone = _View(self, "", may_lift=False).reached_alone()
        rows["people_persondetails"] |= {row.pk for row in self.world.rows["person"] if row.person_ref in alone}
        return rows

    def _add_identity(self, rows: Rows, view: _View) -> None:
        every = self.world.rows
        rows["people_persondetails"] |= {row.pk for row in every["person"] if row.person_ref in view.known}
        rows["kith_written_members"] |= {(view.family_ref, ref) for ref in view.known & view.owners.keys()}
        rows["people_familymember"] |= {
            row.pk for row in every["member"] if row.family_ref == view.family_ref and row.person_ref in view.known
        }
        if view.known and view.known == view.members.keys():
            rows["people_familydetails"] |= {row.pk for row in every["family"] if row.family_ref == view.family_ref}

    @staticmethod
    def _sort(row: Any, into: set[int], held: set[tuple[str, str, str, int]], view: _View, threshold: int) -> None:
        level = view.level(row.person_ref, row.agency_id, row.category, row.sensitivity)
        if level >= threshold:
            into.add(row.pk)
        if level:
            held.add((row.person_ref, row.agency_id, row.category, row.sensitivity))

    def ties(self) -> list[tuple[Any, Tie]]:
        """Return the worker's ties that hold and serve the purpose, each with its row."""
        worker, roles = self.asker.row, self.asker.roles if self.asker.is_active and self.asker.is_trained else ()
        found: list[tuple[Any, Tie]] = []
        for row in self.world.rows["tie"]:
            is_own = bool(row.staff_id) and (row.agency_id, row.staff_id) == (worker.agency_id, worker.staff_id)
            is_managed = row.kind == "MANAGES" and "MANAGER" in roles and row.agency_id == worker.agency_id
            if is_own or is_managed or (row.kind == "DUTY" and "FRONT_DOOR" in roles):
                found.append((row, Tie(TieKind(row.kind), Period(row.valid_from, row.valid_to))))
        for row in self.world.rows["opening"]:
            if (
                row.kind == "SELF_CLAIM"
                and row.worker_id == self.asker.key
                and self._holds(row.began_at, row.ends_at, row)
            ):
                found.append((_Claimed(row.family_ref), Tie(TieKind.SELF_CLAIMED, Period(None, None))))
        closed = self.interests()
        return [
            (row, tie) for row, tie in found
            if row.family_ref not in closed and tie.period.contains(self.on)
            and self.purpose in TIE_PURPOSES.get(tie.kind, frozenset(Purpose))
        ]  # fmt: skip

    def interests(self) -> set[str]:
        """Return the families that are too close to the worker."""
        rows = self.world.rows["interest"]
        return {row.family_ref for row in rows if row.worker_id == self.asker.key and row.ended_at is None}

    def is_glass_broken(self, family_ref: str) -> bool:
        """Answer whether the worker broke glass for this family in this sitting, and it holds."""
        return family_ref not in self.interests() and any(
            row.kind == "GLASS" and row.worker_id == self.asker.key and row.session_ref == self.asker.session_ref
            and row.family_ref == family_ref and self._holds(row.began_at, row.ends_at, row)
            for row in self.world.rows["opening"]
        )  # fmt: skip

    def has_reason(self, family_ref: str) -> bool:
        """Answer whether the worker typed a reason for this family in this sitting, and it holds."""
        return any(
            row.worker_id == self.asker.key and row.session_ref == self.asker.session_ref
            and row.family_ref == family_ref and row.at <= self.now < row.ends_at
            for row in self.world.rows["reason"]
        )  # fmt: skip

    def _holds(self, begins: datetime, ends: datetime, row: Any) -> bool:
        return begins <= self.now < min(ends, row.stopped_at or ends)

    def best(self, item: Item, context: Context) -> int:
        """Return the level that the best of the worker's roles comes to."""
        worker = self.asker.row
        return max(
            decide(
                Actor(
                    agency_id=worker.agency_id,
                    role=role,
                    clearance=self.world.clearances.get(role, 0) if worker.clearance is None else worker.clearance,
                    is_active=self.asker.is_active,
                    has_second_factor=True,
                    is_trained=self.asker.is_trained,
                    is_shield_cleared=worker.is_shield_cleared,
                ),
                item,
                context,
            ).level
            for role in self.asker.roles or ("",)
        )


@dataclass
class _Claimed:
    family_ref: str
    person_ref: str = ""


class _View:
    """One family as the rule lets one worker see it."""

    def __init__(self, oracle: Oracle, family_ref: str, *, may_lift: bool) -> None:
        self.oracle, self.family_ref = oracle, family_ref
        every = oracle.world.rows
        self.shielded = {
            row.person_ref for row in every["shield"] if Period(row.valid_from, row.valid_to).contains(oracle.on)
        }
        self.agreements = tuple(_rule_of(row) for row in every["agreement"] if row.state == "SIGNED")
        self.context = Context(
            purpose=oracle.purpose,
            on=oracle.on,
            caps=oracle.world.caps,
            agreements=self.agreements,
            agreed=_agreed(every["preference"]),
            has_safeguarding_reason=may_lift and oracle.has_reason(family_ref),
            is_glass_broken=may_lift and oracle.is_glass_broken(family_ref),
        )
        written = [row for row in every["written"] if row.family_ref == family_ref]
        self.owners = {row.person_ref: row.agency_id for row in written}
        rows = [(row, tie) for row, tie in oracle.ties() if row.family_ref == family_ref]
        hidden = [(row, tie) for row, tie in rows if row.person_ref in self.shielded and self._opens(row, tie)]
        usable = [(row, tie) for row, tie in rows if row.person_ref not in self.shielded] + hidden
        self.hidden_ties = tuple(tie for _, tie in hidden)
        self.plain_ties = tuple(tie for _, tie in usable)
        self.members = {row.person_ref: row.role for row in every["member"] if row.family_ref == family_ref}
        self.members |= {row.person_ref: "CHILD" if row.role == "CHILD" else "OTHER_ADULT" for row in written}
        about = ["", *(row.person_ref for row, _ in usable)]  # whose record it is counts for each of them
        self.is_open = any(self._identity(ref, False, self.plain_ties) >= CONTACT for ref in about)
        is_told = oracle.asker.row.is_shield_cleared and any(tie.kind in CLOSE_TIES for tie in self.plain_ties)
        self.hidden_pairs = set() if is_told else {
            frozenset((row.one_ref, row.other_ref)) for row in every["hidden"] if row.ended_at is None
        }  # fmt: skip
        self.known = {ref for ref in self.members if self.is_open and self._is_known(ref)}

    def level(self, ref: str, owner: str | None, category: str, sensitivity: int | None = None) -> int:
        """Return how much of an item about a member, or about nobody by name, the rule lets through."""
        label = CATEGORIES[category].sensitivity if sensitivity is None else sensitivity
        is_shielded = ref in self.shielded
        ties = self.hidden_ties if is_shielded else self.plain_ties
        owner = self.owners.get(ref) if owner is None else owner
        return self.oracle.best(Item(owner, category, label, is_shielded, ref), replace(self.context, ties=ties))

    def is_withheld(self, ref: str, dwelling: Any) -> bool:
        """Answer whether the place is kept back from a worker who may know where this person lives."""
        if not dwelling.is_protected and ref not in self.shielded:
            return False
        item = Item(None, "PROTECTED_ADDRESS", CATEGORIES["PROTECTED_ADDRESS"].sensitivity, True, ref)
        return self.oracle.best(item, replace(self.context, ties=self.hidden_ties)) < SUMMARY

    def reached_alone(self) -> set[str]:
        """Return those whom the worker has to do with apart from any family."""
        rows = [(row, tie) for row, tie in self.oracle.ties() if row.family_ref == "" and row.person_ref]
        return {
            row.person_ref for row, tie in rows
            if row.person_ref not in self.shielded and self._identity(row.person_ref, False, (tie,)) >= CONTACT
        }  # fmt: skip

    def _is_known(self, ref: str) -> bool:
        if self._is_untold(ref):
            return False
        ties = self.hidden_ties if ref in self.shielded else self.plain_ties
        return self._identity(ref, ref in self.shielded, ties) >= CONTACT

    def _is_untold(self, ref: str) -> bool:
        others = self.members.keys() - {ref}
        if self.members[ref] == "CHILD" or not any(frozenset((ref, other)) in self.hidden_pairs for other in others):
            return False
        bonds = (frozenset((row.from_person_ref, row.to_person_ref)) for row in self.oracle.world.rows["relation"])
        return not any(ref in bond and bond - {ref} <= others and bond not in self.hidden_pairs for bond in bonds)

    def _identity(self, ref: str, is_shielded: bool, ties: tuple[Tie, ...]) -> int:
        owner = self.owners.get(ref)
        return self.oracle.best(Item(owner, "IDENTITY", 0, is_shielded, ref), replace(self.context, ties=ties))

    def _opens(self, row: Any, tie: Tie) -> bool:
        return self._identity(row.person_ref, True, (tie,)) >= CONTACT


def _nothing() -> Rows:
    return {name: set() for name in (*TABLES, "kith_held", "kith_written_members")}


def _rule_of(row: Any) -> SharingAgreement:
    return SharingAgreement(
        ref=row.ref,
        givers=frozenset(row.givers),
        receivers=frozenset(row.receivers),
        categories=frozenset(row.categories),
        purposes=frozenset(row.purposes),
        max_level=row.max_level,
        needs_family_agreement=row.needs_family_agreement,
        period=Period(row.valid_from, row.valid_to),
    )


def _agreed(preferences: list[Any]) -> frozenset[tuple[str, str]]:
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in preferences:
        if row.ended_at is None:
            said.setdefault((row.person_ref, row.agreement_ref), []).append((row.voice, row.answer))
    return frozenset(pair for pair, voices in said.items() if has_agreed(voices))
