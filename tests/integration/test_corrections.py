"""Who no longer lives here, and which record is somebody else's: at once on the page, in the export, undone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.builders.published_run import AS_AT, Rows, write_run
from tests.builders.review_world import review_world, reviewer
from tests.builders.small_world import MARLOWES, REFUGE
from tests.builders.workers import sign_in_as

SUPPORT = "EARLY_HELP_SUPPORT"
LEFT = date(2026, 11, 1)
OF_HOUSING, OF_SCHOOL = "housing:1", "school:1"


def _world() -> Rows:
    """Ella is made of two records: the one of housing brings a fact, work and a home of its own."""
    rows = review_world()
    facts = [row for row in rows["fact"] if row["person_ref"] == "P-ELLA"]
    facts[0]["record_id"] = OF_HOUSING
    rows["involvement"].append({
        "person_ref": "P-ELLA", "agency_id": "HOMES", "service": "Tenancy support canary", "is_lead": False,
        "valid_from": date(2025, 1, 1), "source": "test", "records": OF_HOUSING,
    })  # fmt: skip
    rows["dwelling"].append({
        "dwelling_id": "uprn:99", "address_text": "99 Wrong Girl Street", "postcode": "QX4 7TN", "is_communal": False,
        "is_protected": False,
    })  # fmt: skip
    rows["residence"].append({
        "person_ref": "P-ELLA", "dwelling_id": "uprn:99", "valid_from": date(2025, 1, 1), "valid_to": date(2025, 6, 1),
        "sources": "housing", "last_seen_on": AS_AT, "records": OF_HOUSING,
    })  # fmt: skip
    return rows


@pytest.fixture
def runs(database: None, tmp_path: Path) -> Path:
    from django.core.cache import cache

    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live

    cache.clear()
    run = load_run(write_run(tmp_path / "runs" / "00001-2026-11-20", _world()), by="test")
    make_live(run.run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)
    return tmp_path


@pytest.fixture
def priya(runs: Path) -> Any:
    return sign_in_as("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture
def housing(runs: Path) -> Any:
    return sign_in_as("HOMES", "L1", "LEAD_WORKER")


def _open(worker: Any, family: str = MARLOWES, purpose: str = SUPPORT) -> Any:
    from kith.apps.governance.access import open_family

    return open_family(worker, purpose, family)


def _homes(worker: Any, person: str) -> dict[str, date | None]:
    from kith.apps.people.queries import list_residences

    with _open(worker) as access:
        return {row.address: row.valid_to for row in list_residences(access) if row.person_ref == person}


def _home_of(worker: Any, person: str) -> str:
    from kith.apps.people.queries import list_homes_to_leave

    with _open(worker) as access:
        return next(row.dwelling_id or "" for row in list_homes_to_leave(access) if row.person_ref == person)


def _leave(worker: Any, person: str, dwelling: str, family: str = MARLOWES, on: date = LEFT) -> str:
    from kith.apps.people.actions.homes import say_left

    with _open(worker, family) as access:
        return say_left(access, person_ref=person, dwelling_id=dwelling, left_on=on, reason="I was there.")


def _told(root: Path, name: str) -> dict[str, Any]:
    return dict(json.loads((root / "runs" / f"{name}.json").read_text(encoding="utf-8")))


def _export(root: Path, **bears: str) -> None:
    """Hand over; ``bears`` are the references that records bear in the run."""
    from kith.handover.export import export_decisions

    folder = root / "runs" / "runs" / "00001-2026-11-20"
    (folder / "refs").mkdir(parents=True)
    members = [{"member": member.replace("__", ":"), "ref": ref} for member, ref in bears.items()]
    pq.write_table(pa.Table.from_pylist(members), folder / "refs" / "person.parquet")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    export_decisions(root / "runs")


def test_whoever_left_has_left_on_every_page_and_comes_back_when_it_is_taken_back(priya: Any, housing: Any) -> None:
    from kith.apps.people.actions.homes import take_back_left

    home = _home_of(priya, "P-LEE")
    before = _homes(priya, "P-LEE")
    assert None in before.values()
    ref = _leave(priya, "P-LEE", home)
    for worker in (priya, housing):
        assert LEFT in _homes(worker, "P-LEE").values()
        assert None not in _homes(worker, "P-LEE").values()
    with _open(housing) as access:
        take_back_left(access, ref=ref)
    assert _homes(priya, "P-LEE") == before


def test_who_said_so_and_who_took_it_back_stay_on_record_and_in_the_log(priya: Any) -> None:
    from kith.apps.audit.models import AccessEvent
    from kith.apps.people.actions.homes import take_back_left
    from kith.apps.people.models import HomeLeft

    ref = _leave(priya, "P-LEE", _home_of(priya, "P-LEE"))
    with _open(priya) as access:
        take_back_left(access, ref=ref)
    row = HomeLeft.objects.using("owner").get(ref=ref)
    assert (row.said_by, row.undone_by) == (priya.worker_id, priya.worker_id)
    assert [one.pgh_label for one in row.events.using("owner").order_by("pgh_id")] == ["insert", "update"]
    lines = list(AccessEvent.objects.using("audit").filter(action="WRITE").order_by("pk"))
    assert [line.subject_refs for line in lines] == [["P-LEE"], ["P-LEE"]]
    assert "I was there" not in str([vars(line) for line in lines])


def test_it_goes_to_the_next_run_by_records(priya: Any, runs: Path) -> None:
    from kith.engine.store import RunsFolder, SaidOfHome

    home = _home_of(priya, "P-LEE")
    _leave(priya, "P-LEE", home)
    _export(runs, police__7="P-LEE")
    assert RunsFolder(runs / "runs").decided().homes == (SaidOfHome(("police:7",), home, LEFT, AS_AT),)


def test_an_agency_that_tells_something_newer_questions_it(priya: Any) -> None:
    from kith.apps.people.models import Residence
    from tests.builders.crawl_world import browser_of

    home = _home_of(priya, "P-LEE")
    _leave(priya, "P-LEE", home)
    page = browser_of(priya, SUPPORT).get(f"/families/{MARLOWES}/").content.decode()
    assert "a worker says" in page
    newer = AS_AT + timedelta(days=7)
    Residence.objects.using("owner").filter(person_ref="P-LEE", dwelling_id=home).update(valid_from=newer)
    assert None in _homes(priya, "P-LEE").values()
    page = browser_of(priya, SUPPORT).get(f"/families/{MARLOWES}/").content.decode()
    assert "A worker said that Lee had left" in page


@pytest.mark.parametrize(
    ("person", "dwelling"),
    [("P-RUTH", "uprn:9"), ("P-NOBODY", "uprn:1"), ("P-LEE", "elsewhere:0"), ("P-ZOE", "uprn:1")],
)
def test_a_home_that_the_page_does_not_show_cannot_be_named_and_the_answer_is_the_same(
    priya: Any, person: str, dwelling: str
) -> None:
    from kith.apps.people.actions.homes import NoSuchHome

    with pytest.raises(NoSuchHome) as refused:
        _leave(priya, person, dwelling)
    assert person not in str(refused.value)


def test_of_somebody_who_must_not_be_found_even_the_cleared_say_nothing(runs: Path) -> None:
    from django.db import DatabaseError
    from django.utils import timezone

    from kith.apps.people.actions.homes import NoSuchHome
    from kith.apps.people.models import HomeLeft, Residence

    worker = sign_in_as("SCH_1", "S2", "LEAD_WORKER", is_shield_cleared=True)
    hidden = Residence.objects.using("owner").filter(person_ref="P-RUTH", valid_to=None).get()
    with pytest.raises(NoSuchHome):
        _leave(worker, "P-RUTH", hidden.dwelling_id, REFUGE)
    with pytest.raises(DatabaseError), _open(worker, REFUGE):
        HomeLeft.objects.create(
            ref="HL-1", family_ref=REFUGE, person_ref="P-RUTH", dwelling_id=hidden.dwelling_id, left_on=LEFT,
            said_on=AS_AT, reason="x", said_by=worker.worker_id, said_at=timezone.now(),
        )  # fmt: skip
    assert not HomeLeft.objects.using("owner").exists()


def test_the_page_asks_nothing_of_where_they_live_now(priya: Any) -> None:
    from tests.builders.crawl_world import browser_of

    browser = browser_of(priya, SUPPORT)
    address = f"/families/{MARLOWES}/no-longer-here/"
    page = browser.get(address).content.decode()
    assert page.count("<select") == 1
    key = f"P-LEE|{_home_of(priya, 'P-LEE')}"
    assert browser.post(address, {"home": key, "left_on": "2026-11-30", "reason": "x"}).status_code == 200
    assert browser.post(address, {"home": key, "left_on": "2026-11-01", "reason": "I was there."}).status_code == 302
    page = browser.get(address).content.decode()
    assert "I was there." in page
    assert key not in page
    ref = page.split('name="take_back" value="')[1].split('"')[0]
    assert browser.post(address, {"take_back": ref}).status_code == 302
    assert key in browser.get(address).content.decode()


def _doubt(worker: Any, records: list[str], how: str = "DOUBT") -> None:
    from kith.apps.matching.actions.separate import ask_to_take_apart, doubt

    with _open(worker) as access:
        act = ask_to_take_apart if how == "TWO" else doubt
        act(access, person_ref="P-ELLA", records=records, reason="Two girls in one class")


def _seen(worker: Any) -> set[str]:
    """Return what of the record of housing stands on the worker's page."""
    from tests.builders.crawl_world import browser_of

    page = browser_of(worker, SUPPORT).get(f"/families/{MARLOWES}/").content.decode()
    marks = ("Tenancy support canary", "99 Wrong Girl Street")
    found = {mark for mark in marks if mark in page}
    return found | ({"note"} if "may be somebody else" in page else set())


@pytest.mark.parametrize("how", ["DOUBT", "TWO"])
def test_what_a_doubted_record_says_is_left_out_at_once_for_everybody(priya: Any, housing: Any, how: str) -> None:
    from kith.apps.people.queries import list_facts, list_levels

    def facts(worker: Any) -> set[str]:
        with _open(worker) as access:
            list_levels(access)
            return {row.fact_id for row in list_facts(access) if row.person_ref == "P-ELLA"}

    before = facts(priya)
    assert {"Tenancy support canary", "99 Wrong Girl Street"} <= _seen(priya)
    _doubt(priya, [OF_HOUSING], how)
    for worker in (priya, housing):
        assert _seen(worker) == {"note"}, "and whoever reads the page is told that something is left out"
    assert len(before - facts(priya)) == 1
    assert facts(priya) < before


def test_a_doubt_that_is_taken_back_shows_everything_again(priya: Any, housing: Any) -> None:
    from kith.apps.matching.actions.separate import stop_doubting
    from kith.apps.matching.models import ReviewPair

    before = _seen(priya)
    _doubt(priya, [OF_HOUSING])
    with _open(housing) as access:
        stop_doubting(access, person_ref="P-ELLA", record=OF_HOUSING)
    assert _seen(priya) == before
    assert not ReviewPair.objects.using("owner").filter(why="DOUBT").exists(), "nobody is asked any more"


def test_a_separation_that_is_declined_shows_everything_again(priya: Any, housing: Any) -> None:
    from kith.apps.matching.actions.separate import settle_separation
    from kith.apps.matching.models import Separation

    before = _seen(priya)
    _doubt(priya, [OF_HOUSING], "TWO")
    with _open(housing) as access:
        settle_separation(access, ref=Separation.objects.using("owner").get().ref, is_agreed=False)
    assert _seen(priya) == before


def test_a_doubt_makes_a_question_for_reviewers_whose_answer_ends_it(priya: Any) -> None:
    from kith.apps.matching.actions.review import decide
    from kith.apps.matching.models import ReviewCase, ReviewPair
    from kith.apps.matching.queries.review import get_queue
    from kith.apps.people.models import DoubtedRecord

    before = _seen(priya)
    _doubt(priya, [OF_HOUSING])
    pair = ReviewPair.objects.using("owner").get(why="DOUBT")
    case = ReviewCase.objects.using("owner").get(pair_ref=pair.pair_ref)
    assert {case.record_l, case.record_r} == {OF_HOUSING, OF_SCHOOL}
    ReviewCase.objects.using("owner").update(asks_twice=False)
    worker = reviewer("COUNCIL_EH", "E1")
    assert get_queue(worker).next_ref == pair.pair_ref, "somebody waits for it"
    decide(pair_ref=pair.pair_ref, answer="SAME", reason="The birth dates agree.", by=worker)
    assert _seen(priya) == before
    row = DoubtedRecord.objects.using("owner").get()
    assert row.undone_at is not None
    assert row.undone_by is None, "no one worker ended it: it was settled"


def test_two_people_as_reviewers_say_leaves_it_out_until_a_run_has_taken_them_apart(priya: Any, runs: Path) -> None:
    from kith.apps.matching.actions.review import decide
    from kith.apps.matching.models import ReviewCase, ReviewPair
    from kith.handover.load import load_run, make_live

    _doubt(priya, [OF_HOUSING])
    pair = ReviewPair.objects.using("owner").get(why="DOUBT")
    ReviewCase.objects.using("owner").update(asks_twice=False)
    decide(pair_ref=pair.pair_ref, answer="NOT_SAME", reason="Two girls.", by=reviewer("COUNCIL_EH", "E1"))
    assert _seen(priya) == {"note"}
    rows = _world()
    for table in ("record", "fact", "involvement", "residence"):
        for row in rows[table]:
            if OF_HOUSING in (row.get("record_id"), row.get("records")):
                row["person_ref"] = "P-JAY"
    make_live(load_run(write_run(runs / "runs" / "00002-2026-11-20", rows), by="test").run_id, by="test")
    assert "Tenancy support canary" in _seen(priya), "of whom it is now, it is told"


def test_a_question_goes_on_with_the_next_run(priya: Any, runs: Path) -> None:
    from kith.apps.matching.models import ReviewPair
    from kith.handover.load import load_run, make_live

    _doubt(priya, [OF_HOUSING])
    run = load_run(write_run(runs / "runs" / "00002-2026-11-20", _world()), by="test")
    make_live(run.run_id, by="test")
    assert ReviewPair.objects.using("owner").filter(why="DOUBT", run_id=run.key).count() == 1
    assert _seen(priya) == {"note"}


def test_what_was_doubted_after_a_run_was_loaded_is_asked_when_it_goes_live(priya: Any, runs: Path) -> None:
    from kith.apps.matching.models import ReviewPair
    from kith.handover.load import load_run, make_live

    run = load_run(write_run(runs / "runs" / "00002-2026-11-20", _world()), by="test")
    _doubt(priya, [OF_HOUSING])
    make_live(run.run_id, by="test")
    assert ReviewPair.objects.using("owner").filter(why="DOUBT", run_id=run.key).count() == 1


def test_one_record_at_least_is_left(priya: Any) -> None:
    from kith.apps.matching.actions.separate import NotTwoPeople

    for records in ([], [OF_HOUSING, OF_SCHOOL], ["unheard:1"], ["school:1", "housing:1", "unheard:1"]):
        with pytest.raises(NotTwoPeople):
            _doubt(priya, records)


@pytest.mark.parametrize(
    "forged", [{"record": "unheard:1"}, {"person_ref": "P-RUTH"}, {"said_by": 999_999}], ids=lambda one: next(iter(one))
)
def test_the_database_takes_a_doubt_only_of_a_record_that_is_told(priya: Any, forged: dict[str, Any]) -> None:
    from django.db import DatabaseError
    from django.utils import timezone

    from kith.apps.people.models import DoubtedRecord

    row = {
        "ref": "DR-1", "family_ref": MARLOWES, "person_ref": "P-ELLA", "record": OF_HOUSING, "reason": "x",
        "said_by": priya.worker_id, "said_at": timezone.now(),
    }  # fmt: skip
    with pytest.raises(DatabaseError), _open(priya):
        DoubtedRecord.objects.create(**{**row, **forged})
    with _open(priya):
        DoubtedRecord.objects.create(**row)


def test_the_page_tells_records_apart_and_names_only_agencies_that_it_names_anyway(priya: Any) -> None:
    from kith.apps.people.models import Fact, Involvement
    from tests.builders.crawl_world import browser_of

    address = f"/families/{MARLOWES}/two-people/P-ELLA/"
    page = browser_of(priya, SUPPORT).get(address).content.decode()
    assert "From Wexmoor Homes. With it comes:" in page
    assert "Tenancy support canary" in page
    assert "1 January 2025" in page
    Involvement.objects.using("owner").filter(person_ref="P-ELLA", agency_id="HOMES").delete()
    Fact.objects.using("owner").filter(person_ref="P-ELLA", agency_id="HOMES").delete()
    page = browser_of(priya, SUPPORT).get(address).content.decode()
    assert "Wexmoor Homes" not in page.split("<main")[1]


def test_the_pages_doubt_a_record_and_take_it_back(priya: Any) -> None:
    from kith.apps.matching.models import PersonRecord
    from tests.builders.crawl_world import browser_of

    browser = browser_of(priya, SUPPORT)
    key = PersonRecord.objects.using("owner").get(record=OF_HOUSING).pk
    said = {"records": [key], "how": "DOUBT", "reason": "Two girls in one class"}
    assert browser.post(f"/families/{MARLOWES}/two-people/P-ELLA/", said).status_code == 302
    page = browser.get(f"/families/{MARLOWES}/two-people/").content.decode()
    assert "Two girls in one class" in page
    assert browser.post(f"/families/{MARLOWES}/two-people/", {"how": "stop_doubting", "record": key}).status_code == 302
    assert "Two girls" not in browser.get(f"/families/{MARLOWES}/two-people/").content.decode()


def test_whom_somebody_hid_on_a_page_the_next_run_hides(priya: Any, runs: Path) -> None:
    from kith.apps.governance.models import Shield
    from kith.engine.store import RunsFolder

    Shield.objects.using("owner").create(person_ref="P-LEE", reason="COURT_ORDER", how_made="ASSIGNED")
    Shield.objects.using("owner").create(
        person_ref="P-DAWN", reason="COURT_ORDER", how_made="RUN", made_by="the run says so itself"
    )
    _export(runs, police__7="P-LEE", school__9="P-DAWN")
    assert RunsFolder(runs / "runs").decided().shielded == frozenset({"police:7"})


def test_what_was_said_of_homes_and_records_is_told_and_goes_with_the_person(priya: Any) -> None:
    from kith.apps.people.hooks import erase, tell
    from kith.apps.people.models import DoubtedRecord, HomeLeft

    _leave(priya, "P-ELLA", _home_of(priya, "P-ELLA"))
    _doubt(priya, [OF_HOUSING])
    told = [one.text for one in tell("P-ELLA", "owner")]
    assert any("no longer lives at" in text and "I was there." in text for text in told)
    assert any("Two girls in one class" in text for text in told)
    erase("P-ELLA", "owner")
    for model in (HomeLeft, DoubtedRecord):
        assert not model.objects.using("owner").exists()
        assert not model.events.rel.related_model.objects.using("owner").exists()
