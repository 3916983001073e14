"""People joined and taken apart: by a run, by hand; and that all that people wrote follows them there and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.builders.published_run import AS_AT, Rows, write_run
from tests.builders.review_world import review_world
from tests.builders.small_world import MARLOWES, small_world

# What a merge itself writes, and history, which only grows.
OF_THE_MERGE = ("base_movedref", "matching_followedmerge", "matching_followedrun", "pghistory_context")


def _dump() -> dict[str, list[str]]:
    """Return every row of every table of ours that stays when runs go, but the history of rows."""
    from django.db import connections

    from tests.integration.conftest import OURS

    with connections["owner"].cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
        tables = sorted(name for (name,) in cursor.fetchall() if name.startswith(OURS) and not name.endswith("event"))
        found = {}
        for table in tables:
            if table not in OF_THE_MERGE:
                cursor.execute(f"select to_jsonb(t)::text from {table} t order by 1")
                found[table] = [row for (row,) in cursor.fetchall()]
    return found


@pytest.fixture
def everything(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A world in which everybody has done all that can be done about people."""
    from kith.apps.portal import cards
    from tests.builders.crawl_world import make_crawl_world

    monkeypatch.setitem(cards._COST, "n", 2)
    monkeypatch.setitem(cards._COST, "p", 1)
    make_crawl_world(tmp_path)


def test_merge_then_unmerge_restores_every_table(everything: None) -> None:
    from kith.apps.base.moving import merge_people, unmerge_people
    from kith.apps.people.models import Person

    before = _dump()
    # Everybody into one, one after the other: whatever can clash, clashes.
    everybody = [ref for ref in sorted(Person.objects.using("owner").values_list("ref", flat=True)) if ref != "P-LEE"]
    merges = [merge_people(ref, "P-LEE", alias="owner") for ref in everybody]
    merged = _dump()
    changed = {table for table in before if before[table] != merged[table]}
    assert {
        "enquiries_cause", "governance_familyagreement", "governance_relationship", "governance_sharingpreference",
        "governance_shield", "governance_hiddenrelation", "matching_reviewcase", "portal_portalquestion",
        "rights_rightsrequest",
    } <= changed, "a merge that moves next to nothing proves nothing"  # fmt: skip
    for merge in reversed(merges):
        unmerge_people(merge, alias="owner")
    assert _dump() == before


def test_what_hangs_on_somebody_is_listed_without_moving_it(everything: None) -> None:
    from kith.apps.base.moving import list_hanging, merge_people, move_chosen, unmerge_people

    before = _dump()
    hanging = list_hanging("P-DAWN", alias="owner")
    assert _dump() == before
    moved = move_chosen(hanging[:1], "P-DAWN", "P-NEW", alias="owner")
    assert sum(before[table] != rows for table, rows in _dump().items()) == 1
    unmerge_people(moved, alias="owner")
    assert _dump() == before
    merge = merge_people("P-DAWN", "P-NEW", alias="owner")
    assert not list_hanging("P-DAWN", alias="owner")
    unmerge_people(merge, alias="owner")


class Runs:
    """A runs folder whose runs are made by hand: who bears which reference, and what changed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def make(self, number: int, bears: dict[str, str], changes: list[tuple[str, str, str]] | None = None) -> str:
        """Write and load run ``number``: ``bears`` is the reference of each record, ``changes`` old, new, cause."""
        run_id = f"{number:05d}-{AS_AT.isoformat()}"
        folder = write_run(self.root / "runs" / run_id, _rows(), run_id=run_id)
        (folder / "refs").mkdir()
        members = pa.Table.from_pylist([{"member": one, "ref": ref} for one, ref in bears.items()])
        pq.write_table(members, folder / "refs" / "person.parquet")
        schema = pa.schema(
            [("old_ref", pa.string()), ("new_ref", pa.string()), ("members", pa.int64()), ("cause", pa.string())]
        )
        told = [{"old_ref": old, "new_ref": new, "members": 2, "cause": cause} for old, new, cause in changes or []]
        pq.write_table(pa.Table.from_pylist(told, schema=schema), folder / "refs" / "person_changes.parquet")
        from kith.handover.load import load_run

        return load_run(folder, by="test").run_id


def _rows() -> Rows:
    return small_world()


@pytest.fixture
def runs(database: None, tmp_path: Path) -> Runs:
    from kith.handover.load import make_live

    made = Runs(tmp_path)
    make_live(made.make(1, {"a:1": "P-OLD", "a:2": "P-OLD", "b:1": "P-DAWN"}), by="test")
    return made


@pytest.fixture
def written(runs: Runs) -> Callable[[], str]:
    """Something that somebody wrote about the one who bears P-OLD: whom it hangs on now."""
    from django.utils import timezone

    from kith.apps.people.models import BroughtIntoView

    BroughtIntoView.objects.using("owner").create(
        person_ref="P-OLD", reason="HELP", brought_at=timezone.now(), brought_by="test", until=AS_AT
    )
    return lambda: BroughtIntoView.objects.using("owner").get().person_ref


def test_what_was_written_follows_a_merge_and_comes_back_with_the_run_before(runs: Runs, written: Any) -> None:
    from kith.handover.load import back, make_live

    before = _dump()["people_broughtintoview"]
    joined = {"a:1": "P-DAWN", "a:2": "P-DAWN", "b:1": "P-DAWN"}
    make_live(runs.make(2, joined, [("P-OLD", "P-DAWN", "MERGED")]), by="test")
    assert written() == "P-DAWN"
    back(by="test")
    assert _dump()["people_broughtintoview"] == before


def test_a_later_split_takes_along_what_its_records_had_brought(runs: Runs, written: Any) -> None:
    from kith.handover.load import back, make_live

    joined = {"a:1": "P-DAWN", "a:2": "P-DAWN", "b:1": "P-DAWN"}
    make_live(runs.make(2, joined, [("P-OLD", "P-DAWN", "MERGED")]), by="test")
    split = {"a:1": "P-NEW", "a:2": "P-NEW", "b:1": "P-DAWN"}
    make_live(runs.make(3, split, [("P-DAWN", "P-NEW", "SPLIT")]), by="test")
    assert written() == "P-NEW"
    back(by="test")
    assert written() == "P-DAWN"


def test_a_split_of_others_leaves_what_was_merged_where_it_is(runs: Runs, written: Any) -> None:
    from kith.handover.load import make_live

    joined = {"a:1": "P-DAWN", "a:2": "P-DAWN", "b:1": "P-DAWN", "c:1": "P-DAWN"}
    make_live(runs.make(2, joined, [("P-OLD", "P-DAWN", "MERGED")]), by="test")
    make_live(runs.make(3, joined | {"c:1": "P-NEW"}, [("P-DAWN", "P-NEW", "SPLIT")]), by="test")
    assert written() == "P-DAWN"


def test_runs_that_never_went_live_are_followed_too(runs: Runs, written: Any) -> None:
    from kith.handover.load import make_live

    joined = {"a:1": "P-DAWN", "a:2": "P-DAWN", "b:1": "P-DAWN"}
    runs.make(2, joined, [("P-OLD", "P-DAWN", "MERGED")])
    last = runs.make(3, joined)
    make_live(last, by="test")
    assert written() == "P-DAWN"
    make_live(last, by="test")
    assert written() == "P-DAWN"


@pytest.fixture
def family(database: None, tmp_path: Path) -> None:
    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live

    rows = review_world()
    make_live(load_run(write_run(tmp_path / "run-1", rows), by="test").run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)


def _lead(**changes: Any) -> Any:
    from tests.builders.workers import sign_in_as

    return sign_in_as("SCH_1", "S1", "LEAD_WORKER", **changes)


def _ask(worker: Any, records: list[str], person: str = "P-ELLA") -> str:
    from kith.apps.governance.access import open_family
    from kith.apps.matching.actions.separate import ask_to_take_apart

    with open_family(worker, "EARLY_HELP_SUPPORT", MARLOWES) as access:
        return ask_to_take_apart(access, person_ref=person, records=records, reason="Two girls in one class")


def _agree(ref: str) -> None:
    """Another who works with the family says the second word."""
    from kith.apps.governance.access import open_family
    from kith.apps.matching.actions.separate import settle_separation
    from tests.builders.workers import sign_in_as

    with open_family(sign_in_as("HOMES", "L1", "LEAD_WORKER"), "EARLY_HELP_SUPPORT", MARLOWES) as access:
        settle_separation(access, ref=ref, is_agreed=True)


def test_the_records_of_a_member_are_told_where_agreements_give_them(family: None) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.matching.queries.separate import list_records

    with open_family(_lead(), "EARLY_HELP_SUPPORT", MARLOWES) as access:
        assert [row.name for row in list_records(access, "P-ELLA")] == ["Ella Marlowe", "Ela Marlowe"]
        assert not list_records(access, "P-ZOE")


def test_taken_apart_somebody_has_a_new_reference_and_the_next_run_is_told(family: None, tmp_path: Path) -> None:
    from kith.apps.matching.actions.carry_out import carry_out_separations
    from kith.apps.matching.models import Separation
    from kith.apps.people.models import Person
    from kith.engine.store import RunsFolder
    from kith.handover.export import export_decisions
    from kith.vocabulary.identifiers import is_ref

    ref = _ask(_lead(), ["housing:1"])
    _agree(ref)
    assert carry_out_separations(by="test") == 1
    made = Separation.objects.using("owner").get(ref=ref)
    assert made.state == "MADE"
    assert is_ref(made.other_ref)
    assert Person.objects.using("owner").filter(ref=made.other_ref).exists()
    export_decisions(tmp_path / "runs")
    (apart,) = RunsFolder(tmp_path / "runs").decided().apart
    assert (apart.one, apart.other, apart.other_ref) == (("school:1",), ("housing:1",), made.other_ref)
    assert carry_out_separations(by="test") == 0


def test_what_hangs_on_the_person_goes_to_whom_somebody_says(family: None) -> None:
    from django.utils import timezone

    from kith.apps.governance.access import open_family
    from kith.apps.matching.actions.carry_out import carry_out_separations
    from kith.apps.matching.actions.separate import choose_items
    from kith.apps.matching.models import Separation
    from kith.apps.matching.queries.separate import list_separations
    from kith.apps.people.models import BroughtIntoView

    for reason in ("HELP", "QUESTION"):
        BroughtIntoView.objects.using("owner").create(
            person_ref="P-ELLA", reason=reason, brought_at=timezone.now(), brought_by="test", until=AS_AT
        )
    worker = _lead()
    ref = _ask(worker, ["housing:1"])
    _agree(ref)
    carry_out_separations(by="test")
    with open_family(worker, "EARLY_HELP_SUPPORT", MARLOWES) as access:
        (row,) = list_separations(access)
        assert row.needs_choice
        first = next(item for item in row.items if item.words.startswith("Brought into view"))
        choose_items(access, ref=ref, going=[first.key])
    carry_out_separations(by="test")
    other = Separation.objects.using("owner").get(ref=ref).other_ref
    held = sorted(BroughtIntoView.objects.using("owner").values_list("person_ref", flat=True))
    assert held == sorted([other, "P-ELLA"])


def test_what_hides_somebody_is_told_to_nobody_and_hides_both(family: None) -> None:
    from django.utils import timezone

    from kith.apps.governance.models import HiddenRelation, Shield
    from kith.apps.matching.actions.carry_out import carry_out_separations
    from kith.apps.matching.models import Separation, SeparationItem

    ref = _ask(_lead(), ["housing:1"])
    _agree(ref)
    Shield.objects.using("owner").create(person_ref="P-ELLA", reason="COURT_ORDER", how_made="ASSIGNED")
    HiddenRelation.objects.using("owner").create(
        one_ref="P-LEE", other_ref="P-ELLA", reason="UNDISCLOSED", how_made="ASSIGNED", set_at=timezone.now()
    )
    carry_out_separations(by="test")
    other = Separation.objects.using("owner").get(ref=ref).other_ref
    offered = set(SeparationItem.objects.using("owner").values_list("model", flat=True))
    assert not offered & {"governance.Shield", "governance.HiddenRelation"}
    hidden = Shield.objects.using("owner").filter(how_made="ASSIGNED").values_list("person_ref", flat=True)
    assert {"P-ELLA", other} <= set(hidden)
    untold = HiddenRelation.objects.using("owner").filter(one_ref="P-LEE").values_list("other_ref", flat=True)
    assert {"P-ELLA", other} <= set(untold)


def test_of_somebody_with_two_identities_the_other_is_not_among_the_records(family: None) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.governance.actions.kept_apart import keep_apart
    from kith.apps.matching.queries.separate import list_records

    def told() -> list[str]:
        with open_family(_lead(), "EARLY_HELP_SUPPORT", MARLOWES) as access:
            return [row.record for row in list_records(access, "P-ELLA")]

    assert told() == ["school:1", "housing:1"]
    keep_apart(reason="MISTAKEN", one_records=["school:1"], other_records=["housing:1"], by="test")
    keep_apart(reason="WITNESS", one_ref="P-ELLA", one_records=["school:1"], other_ref="P-WREN", by="test")
    assert told() == ["school:1", "housing:1"], "her own are told as anybody's, or their absence would tell"
    keep_apart(reason="ADOPTION", one_ref="P-ELLA", other_ref="P-WREN", other_records=["housing:1"], by="test")
    assert told() == ["school:1"]
    keep_apart(reason="WITNESS", one_records=["school:1"], other_records=["housing:1"], by="test")
    assert told() == []


@pytest.mark.parametrize("is_planned", [True, False])
def test_whether_somebody_has_a_plan_is_not_told_by_how_many_must_agree(family: None, is_planned: bool) -> None:
    from tests.builders.crawl_world import browser_of

    if is_planned:
        _with_a_plan()
    _ask(_lead(), ["housing:1"])
    browser = browser_of(_lead(), "EARLY_HELP_SUPPORT")
    for page in (f"/families/{MARLOWES}/two-people/", f"/families/{MARLOWES}/two-people/P-ELLA/"):
        assert b"plan" not in browser.get(page).content.lower().replace(b"explan", b"")
    assert b"A colleague must agree" in browser.get(f"/families/{MARLOWES}/two-people/").content


def _with_a_plan() -> None:
    from kith.apps.intake.models import Run
    from kith.apps.people.models import Fact

    Fact.objects.using("owner").create(
        run=Run.objects.using("owner").get(), fact_id="test:plan", person_ref="P-JAY", agency_id="COUNCIL_EH",
        kind="CP_PLAN", category="SOCIAL_CARE", sensitivity=2, happened_on=AS_AT, is_spell=True, source="test",
    )  # fmt: skip


def test_another_must_agree(family: None) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.matching.actions.carry_out import carry_out_separations
    from kith.apps.matching.actions.separate import NeedsAnother, settle_separation
    from tests.builders.workers import sign_in_as

    worker = _lead()
    ref = _ask(worker, ["housing:1"])
    assert carry_out_separations(by="test") == 0
    with pytest.raises(NeedsAnother), open_family(worker, "EARLY_HELP_SUPPORT", MARLOWES) as access:
        settle_separation(access, ref=ref, is_agreed=True)
    other = sign_in_as("HOMES", "L1", "LEAD_WORKER")
    with open_family(other, "EARLY_HELP_SUPPORT", MARLOWES) as access:
        settle_separation(access, ref=ref, is_agreed=True)
    assert carry_out_separations(by="test") == 1


def test_a_page_cannot_leave_out_the_second_word(family: None) -> None:
    from django.db import DatabaseError
    from django.utils import timezone

    from kith.apps.governance.access import open_family
    from kith.apps.matching.models import Separation

    worker = _lead()
    with pytest.raises(DatabaseError), open_family(worker, "EARLY_HELP_SUPPORT", MARLOWES):
        Separation.objects.create(
            ref="TA-1", family_ref=MARLOWES, person_ref="P-ELLA", other_records=["housing:1"],
            kept_records=["school:1"], reason="x", needs_second=False, state="AGREED", asked_by=worker.worker_id,
            asked_at=timezone.now(),
        )  # fmt: skip


def test_whoever_only_asks_or_is_of_another_family_takes_nobody_apart(family: None) -> None:
    from django.core.exceptions import PermissionDenied

    from kith.apps.governance.access import AccessRefused
    from tests.builders.workers import sign_in_as

    with pytest.raises((PermissionDenied, AccessRefused)):
        _ask(sign_in_as("COUNCIL_EH", "E1", "FRONT_DOOR"), ["housing:1"])
    with pytest.raises((PermissionDenied, AccessRefused)):
        _ask(replace(_lead(), agency_id="PROBATION", staff_id="R1"), ["housing:1"])


def test_the_pages_take_somebody_apart(family: None) -> None:
    from kith.apps.matching.actions.carry_out import carry_out_separations
    from tests.builders.crawl_world import browser_of

    browser = browser_of(_lead(), "EARLY_HELP_SUPPORT")
    assert b"This is not the same person" in browser.get(f"/families/{MARLOWES}/").content
    page = browser.get(f"/families/{MARLOWES}/two-people/").content.decode()
    assert f"/families/{MARLOWES}/two-people/P-ELLA/" in page
    page = browser.get(f"/families/{MARLOWES}/two-people/P-ELLA/").content.decode()
    assert "Ela Marlowe, born" in page
    assert "housing:1" not in page
    from kith.apps.matching.models import PersonRecord

    key = PersonRecord.objects.using("owner").get(record="housing:1").pk
    sent = browser.post(
        f"/families/{MARLOWES}/two-people/P-ELLA/", {"records": [key], "how": "TWO", "reason": "Two girls"}
    )
    assert sent.status_code == 302, sent.content.decode()
    assert b"A colleague must agree" in browser.get(f"/families/{MARLOWES}/two-people/").content
    from kith.apps.matching.models import Separation

    _agree(Separation.objects.using("owner").get().ref)
    assert b"Being taken apart" in browser.get(f"/families/{MARLOWES}/two-people/").content
    assert b"is being taken apart" in browser.get(f"/families/{MARLOWES}/").content
    carry_out_separations(by="test")
    assert (
        b"Taken apart: the other person has the reference" in browser.get(f"/families/{MARLOWES}/two-people/").content
    )
