"""Who is whose, corrected by workers: at once on the page, in the export, undone; and nobody hidden is found by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.builders.published_run import AS_AT, write_run
from tests.builders.small_world import MARLOWES, UNTOLD, hide_what_is_not_told, untold_world
from tests.builders.workers import sign_in_as

SUPPORT = "EARLY_HELP_SUPPORT"
SINCE = date(2026, 3, 1)


@pytest.fixture
def world(database: None, tmp_path: Path) -> Path:
    """The small world and the Vales, live; Hugh is also the father of Wren, which is no secret."""
    from django.core.cache import cache

    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live

    cache.clear()
    rows = untold_world()
    rows["relation"].append({**rows["relation"][-1], "from_person_ref": "P-HUGH", "kind": "STEP_PARENT",
                             "to_person_ref": "P-WREN", "sources": "test"})  # fmt: skip
    run = load_run(write_run(tmp_path / "runs" / "00001-2026-11-20", rows), by="test")
    make_live(run.run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)
    return tmp_path / "runs"


def say(worker: Any, family: str, one: str, kind: str, other: str, decision: str) -> str:
    from kith.apps.governance.access import open_family
    from kith.apps.people.actions import say_of_bond

    with open_family(worker, SUPPORT, family) as access:
        return say_of_bond(
            access, from_ref=one, kind=kind, to_ref=other, decision=decision, said_on=SINCE, reason="They told me."
        )


def bonds(worker: Any, family: str) -> set[tuple[str, str, str, date | None]]:
    from kith.apps.governance.access import open_family
    from kith.apps.people.queries import list_relations

    with open_family(worker, SUPPORT, family) as access:
        return {(row.from_ref, row.kind, row.to_ref, row.valid_to) for row in list_relations(access)}


def agree(ref: str, worker: Any = None) -> None:
    """Say the second word, as a colleague from housing."""
    from kith.apps.governance.access import open_family
    from kith.apps.people.actions import agree_to_said

    with open_family(worker or sign_in_as("HOMES", "L1", "LEAD_WORKER"), SUPPORT, MARLOWES) as access:
        agree_to_said(access, ref=ref)


@pytest.fixture
def priya(world: Path) -> Any:
    return sign_in_as("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture
def lou(world: Path) -> Any:
    return sign_in_as("SCH_1", "S3", "LEAD_WORKER")


def test_a_correction_is_on_the_page_at_once_and_can_be_taken_back(priya: Any) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.people.actions import take_back_said

    before = bonds(priya, MARLOWES)
    agree(say(priya, MARLOWES, "P-CARL", "PARENT", "P-RYAN", "WRONG"))
    say(priya, MARLOWES, "P-LEE", "PARTNER", "P-DAWN", "ENDED")  # told the other way round
    ref = say(priya, MARLOWES, "P-LEE", "STEP_PARENT", "P-RYAN", "MISSING")
    assert before ^ bonds(priya, MARLOWES) == {
        ("P-CARL", "PARENT", "P-RYAN", None), ("P-DAWN", "PARTNER", "P-LEE", None),
        ("P-DAWN", "PARTNER", "P-LEE", SINCE), ("P-LEE", "STEP_PARENT", "P-RYAN", None),
    }  # fmt: skip
    with open_family(priya, SUPPORT, MARLOWES) as access:
        take_back_said(access, ref=ref)
    assert ("P-LEE", "STEP_PARENT", "P-RYAN", None) not in bonds(priya, MARLOWES)


def test_every_correction_and_its_end_stay_in_the_history_with_who_made_them(priya: Any) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.people.actions import take_back_said
    from kith.apps.people.models import BondSaid

    ref = say(priya, MARLOWES, "P-CARL", "PARENT", "P-RYAN", "WRONG")
    with open_family(priya, SUPPORT, MARLOWES) as access:
        take_back_said(access, ref=ref)
    row = BondSaid.objects.using("owner").get(ref=ref)
    assert (row.said_by, row.undone_by) == (priya.worker_id, priya.worker_id)
    assert [one.pgh_label for one in row.events.using("owner").order_by("pgh_id")] == ["insert", "update"]


def test_every_correction_and_its_end_leave_a_line_in_the_log(priya: Any) -> None:
    from kith.apps.audit.models import AccessEvent
    from kith.apps.governance.access import open_family
    from kith.apps.people.actions import take_back_said

    ref = say(priya, MARLOWES, "P-CARL", "PARENT", "P-RYAN", "WRONG")
    with open_family(priya, SUPPORT, MARLOWES) as access:
        take_back_said(access, ref="BS-OTHER")  # nothing to take back, nothing to tell
        take_back_said(access, ref=ref)
    lines = list(AccessEvent.objects.using("audit").filter(action="WRITE").order_by("pk"))
    assert [(line.worker_id, line.family_ref, line.subject_refs) for line in lines] == [
        (priya.worker_id, MARLOWES, ["P-CARL", "P-RYAN"])
    ] * 2
    assert [line.reason_given for line in lines] == [True, False]
    assert {(line.purpose, line.agency_id, line.tie_kind, line.outcome) for line in lines} == {
        (SUPPORT, "SCH_1", "LEAD", "ALLOWED")
    }
    assert "They told me" not in str([vars(line) for line in lines])


def test_what_was_refused_is_not_logged_as_written(lou: Any) -> None:
    from kith.apps.audit.models import AccessEvent
    from kith.apps.people.actions import NoSuchBond

    with pytest.raises(NoSuchBond):
        say(lou, UNTOLD, "P-RUTH", "PARENT", "P-MIA", "MISSING")
    assert not AccessEvent.objects.using("audit").filter(action="WRITE").exists()


def test_the_line_of_a_bond_that_is_hidden_is_like_any_other(lou: Any) -> None:
    """Whoever watches the log must not read there that there was something to hide."""
    from kith.apps.audit.models import AccessEvent

    hide_what_is_not_told()
    say(lou, UNTOLD, "P-HUGH", "PARENT", "P-MIA", "MISSING")
    say(lou, UNTOLD, "P-NORA", "STEP_PARENT", "P-WREN", "MISSING")
    alike = ("level_granted", "gate", "withheld_code", "is_family_visible", "categories", "reason_given", "outcome")
    lines = AccessEvent.objects.using("audit").filter(action="WRITE").values_list(*alike)
    assert len(lines) == 2
    assert lines[0] == lines[1]


def test_the_export_tells_the_engine_by_records(priya: Any, world: Path) -> None:
    from kith.engine.store import RunsFolder, SaidOfBond
    from kith.handover.export import export_decisions

    agree(say(priya, MARLOWES, "P-CARL", "PARENT", "P-RYAN", "WRONG"))
    members = [{"member": "school:1", "ref": "P-RYAN"}, {"member": "police:2", "ref": "P-CARL"}]
    folder = world / "runs" / "00001-2026-11-20"
    (folder / "refs").mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(members), folder / "refs" / "person.parquet")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    export_decisions(world)
    assert json.loads((world / "bonds.json").read_text(encoding="utf-8"))["bonds"][0]["from"] == ["police:2"]
    assert RunsFolder(world).decided().bonds == (SaidOfBond(("police:2",), "PARENT", ("school:1",), "WRONG", SINCE),)


def test_that_somebody_is_no_parent_takes_two_and_is_questioned_until_then(priya: Any, world: Path) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.people.actions.bonds import NotYoursToAgree
    from kith.apps.people.queries import list_relations
    from kith.apps.people.queries.bonds import list_said_for_export

    bond = ("P-CARL", "PARENT", "P-RYAN", None)
    ref = say(priya, MARLOWES, "P-CARL", "PARENT", "P-RYAN", "WRONG")
    with pytest.raises(NotYoursToAgree):
        agree(ref, priya)
    assert bond in bonds(priya, MARLOWES)
    assert not list_said_for_export(), "one alone takes no parent out of the next run"
    with open_family(priya, SUPPORT, MARLOWES) as access:
        assert [row.from_ref for row in list_relations(access) if row.is_questioned] == ["P-CARL"]
    agree(ref)
    assert bond not in bonds(priya, MARLOWES)
    assert [one.ref for one in list_said_for_export()] == [ref]


def test_the_database_takes_no_parent_away_on_one_word(priya: Any) -> None:
    from django.db import DatabaseError
    from django.utils import timezone

    from kith.apps.governance.access import open_family
    from kith.apps.people.models import BondSaid

    ref = say(priya, MARLOWES, "P-CARL", "PARENT", "P-RYAN", "WRONG")
    for forged in ({"needs_second": False}, {"agreed_by": priya.worker_id, "agreed_at": timezone.now()}):
        with suppress(DatabaseError), open_family(priya, SUPPORT, MARLOWES):
            BondSaid.objects.filter(ref=ref).update(**forged)
    row = BondSaid.objects.using("owner").get(ref=ref)
    assert row.needs_second
    assert row.agreed_at is None


def test_only_those_who_work_with_the_family_correct_it(world: Path) -> None:
    from django.core.exceptions import PermissionDenied

    from kith.apps.governance.access import AccessRefused

    stranger = sign_in_as("PROBATION", "R1", "PRACTITIONER")
    with pytest.raises((PermissionDenied, AccessRefused)):
        say(stranger, UNTOLD, "P-NORA", "PARENT", "P-MIA", "WRONG")


@pytest.mark.parametrize("other", ["P-HUGH", "P-RUTH", "P-ZOE", "P-NOBODY", "P-MIA"])
def test_whoever_is_not_on_the_page_cannot_be_named_and_the_answer_is_the_same(lou: Any, other: str) -> None:
    """An attacker types references: of an untold father, of somebody in a refuge, of a stranger, of nobody."""
    from kith.apps.people.actions import NoSuchBond
    from kith.apps.people.models import Relation

    Relation.objects.using("owner").filter(from_person_ref="P-HUGH", to_person_ref="P-WREN").delete()
    hide_what_is_not_told()
    with pytest.raises(NoSuchBond) as refused:
        say(lou, UNTOLD, other, "PARENT", "P-MIA", "MISSING")
    assert other not in str(refused.value)
    assert "P-MIA" not in str(refused.value)


def test_nobody_learns_of_a_hidden_bond_by_adding_it(lou: Any) -> None:
    """Hugh is seen as a step-father; that he is Mia's father is not told. Adding it is like adding any other bond."""
    hide_what_is_not_told()
    assert "P-HUGH" in {one for one, *_ in bonds(lou, UNTOLD)}, "he must be seen, or this proves nothing"
    say(lou, UNTOLD, "P-HUGH", "PARENT", "P-MIA", "MISSING")
    say(lou, UNTOLD, "P-NORA", "STEP_PARENT", "P-WREN", "MISSING")
    seen = bonds(lou, UNTOLD)
    assert {("P-HUGH", "PARENT", "P-MIA", None), ("P-NORA", "STEP_PARENT", "P-WREN", None)} <= seen
    colleague = sign_in_as("COUNCIL_EH", "E4", "LEAD_WORKER")
    told = bonds(colleague, UNTOLD)
    assert ("P-NORA", "STEP_PARENT", "P-WREN", None) in told
    assert ("P-HUGH", "PARENT", "P-MIA", None) not in told


def test_a_bond_that_is_not_told_can_be_neither_wrong_nor_ended(lou: Any) -> None:
    from kith.apps.people.actions import NoSuchBond

    hide_what_is_not_told()
    for decision in ("WRONG", "ENDED"):
        with pytest.raises(NoSuchBond):
            say(lou, UNTOLD, "P-HUGH", "PARENT", "P-MIA", decision)


@pytest.mark.parametrize(
    "forged",
    [
        {"from_person_ref": "P-RUTH"},
        {"said_by": 999_999},
        {"family_ref": UNTOLD},
        {"undone_at": "2026-11-20T00:00Z"},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_the_database_refuses_what_the_page_would_not_offer(priya: Any, forged: dict[str, Any]) -> None:
    from django.db import DatabaseError
    from django.utils import timezone

    from kith.apps.governance.access import open_family
    from kith.apps.people.models import BondSaid

    row = {
        "ref": "BS-1", "family_ref": MARLOWES, "from_person_ref": "P-LEE", "kind": "STEP_PARENT",
        "to_person_ref": "P-RYAN", "decision": "MISSING", "said_on": SINCE, "reason": "forged",
        "said_by": priya.worker_id, "said_at": timezone.now(),
    }  # fmt: skip
    with pytest.raises(DatabaseError), open_family(priya, SUPPORT, MARLOWES):
        BondSaid.objects.create(**{**row, **forged})
    with open_family(priya, SUPPORT, MARLOWES):
        BondSaid.objects.create(**row)  # the same, not forged, is taken


def test_what_was_said_is_not_rewritten(priya: Any) -> None:
    from django.db import DatabaseError

    from kith.apps.governance.access import open_family
    from kith.apps.people.models import BondSaid

    ref = say(priya, MARLOWES, "P-CARL", "PARENT", "P-RYAN", "WRONG")
    with pytest.raises(DatabaseError), open_family(priya, SUPPORT, MARLOWES):
        BondSaid.objects.filter(ref=ref).update(reason="Another reason.")


def test_the_page_corrects_adds_and_takes_back(world: Path) -> None:
    from tests.integration.test_hidden import client_of

    page = f"/families/{MARLOWES}/who-is-whose/"
    client = client_of("SCH_1", "S1", "LEAD_WORKER")
    assert "Correct it</a>" in client.get(f"/families/{MARLOWES}/").content.decode()
    offered = client.get(page).content.decode()
    assert "Carl, parent of Ryan (told by another agency)" in offered
    assert "a bond" in client.get(f"/families/{MARLOWES}/").content.decode()
    wrong = {"what": "wrong", "wrong-bond": "P-CARL|PARENT|P-RYAN", "wrong-decision": "WRONG",
             "wrong-said_on": "2026-03-01", "wrong-reason": "He is an uncle."}  # fmt: skip
    assert client.post(page, wrong).status_code == 302
    assert "He is an uncle." in client.get(page).content.decode()
    forged = {"what": "missing", "missing-one": "P-RUTH", "missing-kind": "PARENT", "missing-other": "P-RYAN",
              "missing-said_on": "2026-03-01", "missing-reason": "Guessing."}  # fmt: skip
    nobody = {**forged, "missing-one": "P-NOBODY"}
    answers: list[str] = [
        client.post(page, asked).content.decode().replace(asked["missing-one"], "") for asked in (forged, nobody)
    ]
    strip: Callable[[str], str] = lambda text: "".join(line for line in text.splitlines() if "csrf" not in line)  # noqa: E731
    assert strip(answers[0]) == strip(answers[1])
    (ref,) = _said_refs()
    assert client.post(page, {"take_back": ref}).status_code == 302
    assert "He is an uncle." not in client.get(page).content.decode()


def _said_refs() -> list[str]:
    from kith.apps.people.models import BondSaid

    return list(BondSaid.objects.using("owner").filter(undone_at=None).values_list("ref", flat=True))
