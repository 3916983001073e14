"""Rights over what is held: told whole, kept hidden where it must be, erased for good, let go in time, held by law."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders.published_run import write_run
from tests.builders.small_world import CANARY_ADDRESS, small_world

Make = Callable[..., Any]
PERSONAL = {"IDENTIFIER", "ADDRESS", "REF", "ABOUT_A_PERSON", "FREE_TEXT"}


@pytest.fixture
def officer(worker_of: Any) -> Any:
    return worker_of("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")


@pytest.fixture
def second(worker_of: Any) -> Any:
    return worker_of("COUNCIL_EH", "E1", "INFORMATION_GOVERNANCE")


def _asked(kind: str, person: str, by: Any = None) -> str:
    from kith.apps.rights.actions import receive_request

    return receive_request(kind=kind, person_ref=person, words="Please.", channel="LETTER", by=by or _clerk())


def _clerk() -> Any:
    """Whoever opened the letter: somebody else checks who asks."""
    from tests.builders.workers import sign_in_as

    return sign_in_as("COUNCIL_EH", "E1", "INFORMATION_GOVERNANCE")


def _collected(
    by: Any, person: str, *, asked_as: str = "SELF", asked_by: str = "", kind: str = "ACCESS", entered_by: Any = None
) -> str:
    """Take a request as far as its review."""
    from kith.apps.rights import actions

    ref = _asked(kind, person, entered_by)
    actions.check_request(
        ref=ref, asked_as=asked_as, asked_by_ref=asked_by, how_checked="Seen with a passport.", authority="A paper.",
        competence="Understands and agrees.", by=by,
    )  # fmt: skip
    actions.agree_scope(ref=ref, scope="Everything.", by=by)
    actions.order_collecting(ref=ref, by=by)
    actions.do_what_waits()
    return ref


def _everything_about(person: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of ours in which the person's reference stands."""
    from django.db import connections

    found = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select table_name, string_agg(format('coalesce(%I::text, '''')', column_name), ' || '' '' || ' "
            "order by ordinal_position) from information_schema.columns where table_schema = 'public' "
            "and table_name ~ '^(people|governance|enquiries|rights|portal|audit|intake)_' group by 1"
        )
        for table, columns in cursor.fetchall():
            cursor.execute(f"select * from {table} where ' ' || {columns} like %s order by 1", [f"%{person}%"])
            if rows := cursor.fetchall():
                found[table] = rows
    return found


def _sign_for_rights() -> None:
    """The partners agree that the council answers for all of them."""
    from kith.apps.governance.actions import sign_agreement
    from kith.vocabulary.codes.categories import CATEGORIES

    everyone = ["SCH_1", "POLICE", "HOMES", "CAMHS", "COUNCIL_EH", "HARBOUR_DADS", "PROBATION"]
    sign_agreement(
        ref="TEST-RIGHTS", title="the agreement to answer together", kind="JCA", givers=everyone,
        receivers=["COUNCIL_EH"], categories=list(CATEGORIES), purposes=["RIGHTS"], max_level=4, basis="6(1)(c)",
        valid_from=date(2026, 1, 1), valid_to=None, by="test",
    )  # fmt: skip


# Tables that keep a reference after an erasure, each for a reason that its room's holdings give.
STAYS = {
    "audit_accessevent", "rights_erasure", "rights_rightsrequest", "rights_rightsrequestevent", "rights_disposalitem",
    "governance_shield", "governance_shieldevent", "governance_hiddenrelation", "governance_hiddenrelationevent",
    "governance_keptapart", "governance_keptapartevent",
}  # fmt: skip


@pytest.mark.django_db(databases=["default"])
def test_every_model_with_personal_data_is_in_some_rooms_holdings() -> None:
    from django.apps import apps

    from kith.apps.base.hooks import list_holdings

    named = {label.partition(":")[0] for holdings in list_holdings() for label in holdings.models}
    ours = [model for model in apps.get_models() if model.__module__.startswith("kith.")]
    personal = {
        model._meta.label
        for model in ours
        if PERSONAL & set(getattr(getattr(model, "Privacy", None), "fields", {}).values())
    }
    history = {
        model._meta.label for model in ours if getattr(model, "pgh_tracked_model", None) is not None
        if model.pgh_tracked_model._meta.label in personal
    }  # fmt: skip
    missing = (personal | history) - named
    assert not missing, f"Name these in the hooks.py of their room: {sorted(missing)}"
    assert not named - {model._meta.label for model in apps.get_models()}, "These are named and are not there"


def test_a_bundle_holds_every_canary_about_the_person_and_none_about_others(officer: Any, second: Any) -> None:
    from django.utils import timezone

    from kith.apps.audit.actions import VIEW
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.models import FamilyAgreement, SharingDecision, SharingPreference
    from kith.apps.rights import actions, queries
    from kith.apps.rights.bundle import as_zip, make_bundle

    owner, now = "owner", timezone.now()
    common = {"agency_id": "COUNCIL_EH", "person_ref": "P-ELLA"}
    FamilyAgreement.objects.using(owner).create(
        ref="FA1",
        family_ref="F-MARL0WE",
        answer="AGREED",
        in_their_words="OWN-ONE",
        said_at=now,
        recorded_by=1,
        **common,
    )
    SharingPreference.objects.using(owner).create(
        ref="SP1", agreement_ref="X", voice="PARENT", said_by_ref="P-DAWN", answer="GIVEN", evidence="OTHER-ONE",
        said_at=now, **common,
    )  # fmt: skip
    SharingDecision.objects.using(owner).create(
        ref="SD1", asked_by="POLICE", held_by="SCH_1", what="OWN-TWO", outcome="SHARED", basis="X", reason="Because.",
        decided_at=now, decided_by=1, **common,
    )  # fmt: skip
    with open_desk(second, action=VIEW, subject_refs=["P-ELLA", "P-LEE"]):
        pass
    ref = _collected(officer, "P-ELLA", asked_as="PARENT", asked_by="P-DAWN")
    row, items = queries.list_items(officer, ref)
    told = " ".join(item.text for item in items)
    for own in (
        "Ellie",
        "14 May 2015",
        "14 Tern Close",
        "Family support",
        "Absence above 10%",
        "canary detail",
        "Rent arrears",
        "Contact with the front door",
        "OWN-ONE",
        "OWN-TWO",
        "Please.",
        "looked at your record",
    ):
        assert own in told, own
    assert all(item.state == "TO_REVIEW" for item in items if item.others), "what speaks of others waits"
    with pytest.raises(Exception, match="still wait"):
        actions.agree_as_second_reader(ref=ref, by=second)
    for item in items:
        if item.others:
            actions.review_item(
                ref=ref, number=item.number, state="WITHHELD", words=[], reason="ABOUT_ANOTHER", by=officer
            )
        elif "canary detail" in item.text and item.kind.startswith("Absence"):
            actions.review_item(
                ref=ref, number=item.number, state="REDACTED", words=["CANARY"], reason="HARM_EDUCATION", by=officer
            )
        elif item.state == "TO_REVIEW":
            actions.review_item(ref=ref, number=item.number, state="INCLUDED", words=[], reason="", by=officer)
    with pytest.raises(Exception, match="takes two people"):
        actions.agree_as_second_reader(ref=ref, by=officer)
    actions.agree_as_second_reader(ref=ref, by=second)
    row, items = queries.list_items(officer, ref)
    given = as_zip(make_bundle(row, items, queries.list_retention_dates("P-ELLA", "owner"), {}))
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        sheets = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    text = "".join(sheets.values())
    for own in ("Ellie", "14 Tern Close", "OWN-ONE", "OWN-TWO", "[left out] detail", "Early help"):
        assert own in text or own == "Early help", own
    for other in ("Dawn", "Lee", "Carl", "OTHER-ONE", "P-DAWN", "P-LEE", CANARY_ADDRESS):
        assert other not in text, other
    assert "tenancies" not in sheets["5-how-long-it-is-kept.csv"], "that it is kept would tell that it is held"
    assert "It is about somebody else" in sheets["6-what-is-left-out.csv"]
    story = list(csv.reader(io.StringIO(sheets["1-your-story.csv"])))
    days = [line[0] for line in story[1:] if line[0]]
    assert days == sorted(days)
    actions.release(ref=ref, how="Given by hand at school.", by=officer)
    assert queries.get_request(officer, ref).request.is_closed


def test_a_parent_who_is_hidden_from_learns_nothing(officer: Any, second: Any) -> None:
    from dataclasses import replace

    from kith.apps.agencies.models import Worker
    from kith.apps.rights import actions, queries

    ref = _collected(officer, "P-KIT", asked_as="PARENT", asked_by="P-IAN")
    with pytest.raises(queries.requests.RequestNotHere):
        queries.get_request(officer, ref)
    assert ref not in {row.ref for row in queries.list_requests(officer)}
    held = queries.find_person_clocks(officer, "P-KIT")  # as of a reference under which nothing is held
    assert held is not None
    assert (held.clocks, held.worked_out_on is None) == ((), False)
    Worker.objects.using("owner").filter(pk=second.worker_id).update(is_shield_cleared=True)
    cleared = replace(second, is_shield_cleared=True)
    row, items = queries.list_items(cleared, ref)
    assert row.needs_clearance
    assert items
    assert all(item.is_locked and not item.shown for item in items)
    with pytest.raises(Exception, match="locked"):
        actions.review_item(ref=ref, number=items[0].number, state="INCLUDED", words=[], reason="", by=cleared)
    # His own record is his; what tells of the two who hide is locked in it all the same.
    own = _collected(cleared, "P-IAN", entered_by=officer)
    _, items = queries.list_items(cleared, own)
    assert any(not item.is_locked for item in items)
    assert all(item.is_locked for item in items if item.others)
    # And she may read what is held about herself and her child.
    hers = _collected(cleared, "P-KIT", asked_as="PARENT", asked_by="P-RUTH", entered_by=officer)
    _, items = queries.list_items(cleared, hers)
    assert not any(item.is_locked for item in items)


def test_what_is_erased_stays_erased(officer: Any, second: Any, tmp_path: Path) -> None:
    from django.db import connections
    from django.utils import timezone

    from kith.apps.governance.models import SharingPreference
    from kith.apps.rights import actions, queries
    from kith.handover.export import export_decisions
    from kith.handover.ledger import replay_ledger
    from kith.handover.load import load_run, make_live

    SharingPreference.objects.using("owner").create(
        ref="SP1", agreement_ref="X", voice="SELF", person_ref="P-LEE", answer="GIVEN", said_at=timezone.now()
    )
    dump = _everything_about("P-LEE")
    ref = _asked("ERASE", "P-LEE")
    actions.check_request(
        ref=ref, asked_as="SELF", asked_by_ref="", how_checked="Seen.", authority="", competence="", by=officer
    )
    everything = actions.set_hold(scope="EVERYTHING", of="", authority="An inquiry", reason="All.", by=officer)
    assert queries.is_everything_held(date(2026, 11, 20))
    actions.ask_to_end_hold(ref=everything, because="It is over.", by=second)
    actions.end_hold(ref=everything, by=officer)
    assert not queries.is_everything_held(date(2026, 11, 20))
    hold = actions.set_hold(scope="FAMILY", of="F-MARL0WE", authority="A court", reason="An inquiry.", by=officer)
    actions.decide(ref=ref, outcome="GRANTED", reason="Nothing is needed any more.", by=officer)
    actions.do_what_waits()
    assert "people_fact" in _everything_about("P-LEE"), "a hold beats an erasure"
    actions.ask_to_end_hold(ref=hold, because="It is over.", by=officer)
    with pytest.raises(Exception, match="takes two people"):
        actions.end_hold(ref=hold, by=officer)
    actions.end_hold(ref=hold, by=second)
    assert actions.do_what_waits().erased == 1
    assert queries.get_request(officer, ref).request.state == "CARRIED_OUT"
    left = _everything_about("P-LEE")
    assert set(left) <= STAYS, set(left) - STAYS
    assert "Please." not in str(left["rights_rightsrequest"])
    # An old dump is put back: replayed, it is gone.
    with connections["owner"].cursor() as cursor:
        for table in ("people_fact", "people_persondetails", "people_involvement", "governance_sharingpreference"):
            for row in dump[table]:
                cursor.execute(f"insert into {table} values ({', '.join(['%s'] * len(row))})", row)
    assert actions.replay_erasures() >= 4
    assert set(_everything_about("P-LEE")) <= STAYS
    # A database that was restored from before the erasure forgot the ledger too; the file outside it has not.
    export_decisions(tmp_path / "runs")
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from rights_erasure")
        cursor.execute(f"insert into people_fact values ({', '.join(['%s'] * len(dump['people_fact'][0]))})",
                       dump["people_fact"][0])  # fmt: skip
    assert replay_ledger(tmp_path / "runs") == (1, 1)
    assert set(_everything_about("P-LEE")) <= STAYS
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from rights_erasure")
    export_decisions(tmp_path / "runs")
    assert len(queries.list_erasures()) == 1, "an export from a restored database writes no line away"
    # A run from before the erasure goes live: they are not in it.
    run = load_run(write_run(tmp_path / "run-0", small_world(), run_id="run-0"), by="test")
    make_live(run.run_id, by="test")
    assert set(_everything_about("P-LEE")) <= STAYS


def test_what_was_kept_long_enough_goes_after_two_people_and_never_on_hold(
    officer: Any, second: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.apps.people.models import Fact
    from kith.apps.rights import actions, queries

    monkeypatch.setenv("KITH_TODAY", "2034-06-01")
    hold = actions.set_hold(scope="CATEGORY", of="YOUTH_JUSTICE", authority="An inquiry", reason="All.", by=officer)
    assert hold
    first = actions.make_list(as_at=date(2034, 6, 1))
    ref = actions.make_list(as_at=date(2034, 6, 1))
    assert first != ref, "a list that nobody approved is made anew"
    row, lines = queries.get_disposal(officer, ref)
    gone = {(line.person_ref, line.label) for line in lines}
    assert ("P-DAWN", "domestic abuse") in gone
    assert ("P-ELLA", "children's social care") in gone, "a contact and nothing more: six years"
    assert ("P-ELLA", "attendance and exclusions") not in gone, "a child's is kept until they are 25"
    home = [line for line in lines if line.label == "tenancies, arrears and notices"]
    assert not home, "what is about a home is everybody's who lived there, and the arrears still go on"
    before = Fact.objects.using("owner").filter(person_ref="P-DAWN", category="DOMESTIC_ABUSE").count()
    actions.approve_list(ref=ref, by=officer)
    actions.do_what_waits()
    assert Fact.objects.using("owner").filter(person_ref="P-DAWN", category="DOMESTIC_ABUSE").count() == before > 0
    with pytest.raises(Exception, match="takes two people"):
        actions.approve_list(ref=ref, by=officer)
    actions.approve_list(ref=ref, by=second)
    late = actions.set_hold(scope="PERSON", of="P-DAWN", authority="A court", reason="A claim.", by=officer)
    actions.do_what_waits()
    row, lines = queries.get_disposal(officer, ref)
    assert row.is_done
    states = {(line.person_ref, line.label): line.state for line in lines}
    assert states["P-DAWN", "domestic abuse"] == "Kept: a legal hold is in force"
    assert late
    assert Fact.objects.using("owner").filter(person_ref="P-DAWN").exists()
    actions.ask_to_end_hold(ref=late, because="Withdrawn.", by=officer)
    actions.end_hold(ref=late, by=second)
    again = actions.make_list(as_at=date(2034, 6, 1))
    actions.approve_list(ref=again, by=second)
    actions.approve_list(ref=again, by=officer)
    actions.do_what_waits()
    row, lines = queries.get_disposal(officer, again)
    line = next(one for one in lines if (one.person_ref, one.label) == ("P-DAWN", "domestic abuse"))
    assert line.state == "Destroyed"
    assert line.rows == before
    assert len(line.sha256) == len(row.sha256) == 64
    assert not Fact.objects.using("owner").filter(person_ref="P-DAWN", category="DOMESTIC_ABUSE").exists()
    assert any(entry.fact_keys == ("test:1",) for entry in queries.list_erasures())


def test_what_is_read_for_many_at_once_is_what_is_read_for_each(officer: Any, worker_of: Make) -> None:
    """A room that was not asked about somebody, and held something, would let them be destroyed too soon."""
    from django.utils import timezone

    from kith.apps.audit.actions import VIEW
    from kith.apps.base.hooks import list_holdings
    from kith.apps.governance import models as governance
    from kith.apps.governance.access import open_desk
    from kith.apps.governance.queries.safety import find_hidden
    from kith.apps.people.queries.rights import list_near
    from kith.apps.portal.models import PortalQuestion
    from kith.apps.rights import actions
    from kith.apps.rights.ahead import read_ahead
    from kith.apps.rights.clocks import work_out_clocks
    from tests.builders.enquiries import ELLA, ask_as

    owner, now, day = "owner", timezone.now(), date(2026, 11, 20)
    about = {"governance": "P-LEE", "portal": "P-MUM", "audit": "P-JAY", "rights": "P-DAWN", "enquiries": "P-ELLA"}
    governance.SharingPreference.objects.using(owner).create(
        ref="SP-1", agreement_ref="X", voice="SELF", person_ref=about["governance"], answer="GIVEN", said_at=now
    )
    governance.StopNotice.objects.using(owner).create(
        ref="SN-1", person_ref="P-CARL", agreement_ref="X", to_agency="HOMES", sent_at=now, due_on=day
    )
    PortalQuestion.objects.using(owner).create(person_ref=about["portal"], words="Why?", asked_at=now)
    with open_desk(officer, action=VIEW, subject_refs=[about["audit"], "P-KIT"]):
        pass
    _asked("ACCESS", about["rights"], officer)
    ask_as(worker_of("COUNCIL_EH", "E2", "FRONT_DOOR"), ELLA)
    for scope, of in (("PERSON", "P-ZOE"), ("FAMILY", "F-MARL0WE"), ("CATEGORY", "ATTENDANCE"), ("EVERYTHING", "")):
        actions.set_hold(scope=scope, of=of, authority="A court", reason="A claim.", by=officer)
        refs = sorted({row["person_ref"] for row in small_world()["person"]} | {"P-N0B0DY"})
        ahead = read_ahead(refs, day, owner)
        for ref in refs:
            apart = work_out_clocks(ref, on=day, alias=owner)
            assert work_out_clocks(ref, on=day, alias=owner, ahead=ahead) == apart, (scope, ref)
            assert (ref in ahead.near_hidden) == bool(find_hidden(list_near(ref, owner), day, owner).people), ref
        assert {"P-RUTH", "P-KIT", "P-IAN"} <= ahead.near_hidden
    for room, ref in about.items():
        assert ref in ahead.rooms[room], room
        assert "P-N0B0DY" not in ahead.rooms[room], "or nobody would be spared a question"
        holdings = next(each for each in list_holdings() if each.room == room)
        assert list(holdings.tell(ref, owner)), "or nothing was compared"


def test_what_is_about_several_people_stays_for_the_last_of_them(
    officer: Any, second: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.apps.people.models import Fact
    from kith.apps.rights import actions, queries

    arrears = Fact.objects.using("owner").filter(fact_id="test:5")
    arrears.update(category="ASB", is_spell=False)  # a child who lived there keeps this until 25
    monkeypatch.setenv("KITH_TODAY", "2034-06-01")

    def lines_about_home() -> list[Any]:
        ref = actions.make_list(as_at=date.fromisoformat(os.environ["KITH_TODAY"]))
        actions.approve_list(ref=ref, by=officer)
        actions.approve_list(ref=ref, by=second)
        actions.do_what_waits()
        return [line for line in queries.get_disposal(officer, ref)[1] if line.label == "anti-social behaviour"]

    assert not lines_about_home(), "two grown-ups' time has come, and the children's has not"
    assert arrears.exists()
    monkeypatch.setenv("KITH_TODAY", "2046-06-01")
    lines = lines_about_home()
    assert [(line.state, line.rows) for line in lines] == [("Destroyed", 1)], "it stands on one line alone"
    assert not arrears.exists()


def test_merge_and_unmerge_leave_everything_as_it_was(world: None) -> None:
    from django.utils import timezone

    from kith.apps.base.moving import merge_people, unmerge_people
    from kith.apps.governance.models import FamilyAgreement, HiddenRelation, SharingPreference, Shield
    from kith.apps.rights.models import LegalHold
    from kith.rules.sharing import has_agreed

    owner, now = "owner", timezone.now()
    for number, (person, answer) in enumerate((("P-LEE", "REFUSED"), ("P-CARL", "GIVEN"))):
        SharingPreference.objects.using(owner).create(
            ref=f"SP{number}", agreement_ref="X", voice="SELF", person_ref=person, answer=answer, said_at=now
        )
    FamilyAgreement.objects.using(owner).create(
        ref="FA1",
        family_ref="F-MARL0WE",
        person_ref="P-LEE",
        answer="AGREED",
        said_at=now,
        recorded_by=1,
        agency_id="X",
    )
    Shield.objects.using(owner).create(person_ref="P-LEE", reason="OTHER", how_made="ASSIGNED")
    HiddenRelation.objects.using(owner).create(
        one_ref="P-JAY", other_ref="P-LEE", reason="UNDISCLOSED", how_made="ASSIGNED", set_at=now
    )
    LegalHold.objects.using(owner).create(
        ref="LH1", scope="PERSON", person_ref="P-LEE", authority="A", reason="B", starts_on=now.date(), agency_id="X",
        set_by=1, set_at=now,
    )  # fmt: skip

    def stable() -> dict[str, list[Any]]:
        models = (SharingPreference, FamilyAgreement, Shield, HiddenRelation, LegalHold)
        return {model.__name__: list(model.objects.using(owner).order_by("pk").values()) for model in models}

    before = stable()
    merge = merge_people("P-LEE", "P-CARL", alias=owner)
    merged = stable()
    assert not any("P-LEE" in (row.get("person_ref"), row.get("other_ref")) for rows in merged.values() for row in rows)
    said = [(row["voice"], row["answer"]) for row in merged["SharingPreference"] if row["person_ref"] == "P-CARL"]
    assert len(said) == 2
    assert not has_agreed(said), "the stricter of the two holds"
    assert unmerge_people(merge, alias=owner)
    assert stable() == before


def test_the_database_gives_requests_to_those_who_answer_alone(officer: Any, worker_of: Callable[..., Any]) -> None:
    from kith.apps.rights import queries
    from kith.apps.rights.models import KeptClock, RightsRequest

    ref = _collected(officer, "P-ELLA")
    assert [row.ref for row in queries.list_requests(officer)] == [ref]
    for agency, staff, role in (
        ("SCH_1", "S1", "LEAD_WORKER"),
        ("SCH_1", "S2", "INFORMATION_GOVERNANCE"),
        ("COUNCIL_EH", "E2", "AUDITOR"),
    ):
        assert not queries.list_requests(worker_of(agency, staff, role))
    assert not RightsRequest.objects.exists(), "no context, no rows"
    assert not KeptClock.objects.exists()
    assert KeptClock.objects.using("owner").exists()


def test_the_tie_of_a_request_opens_the_family_only_while_it_is_open(officer: Any) -> None:
    from kith.apps.governance.access import AccessRefused, open_family
    from kith.apps.rights import actions

    with pytest.raises(AccessRefused), open_family(officer, "RIGHTS", "F-MARL0WE"):
        pass
    ref = _collected(officer, "P-ELLA")
    _sign_for_rights()
    with open_family(officer, "RIGHTS", "F-MARL0WE") as access:
        assert access.strongest_tie == "RIGHTS_REQUEST"
    with pytest.raises(AccessRefused), open_family(officer, "EARLY_HELP_SUPPORT", "F-MARL0WE"):
        pass
    actions.refuse(ref=ref, why="They took it back, in writing.", by=officer)
    actions.do_what_waits()
    with pytest.raises(AccessRefused), open_family(officer, "RIGHTS", "F-MARL0WE"):
        pass


def test_nobody_writes_themselves_a_request_and_the_key_to_a_family_with_it(officer: Any, second: Any) -> None:
    """Alone, an officer would write down a request that nobody made, check it, and open any family for "rights"."""
    from django.db import DatabaseError

    from kith.apps.governance.access import open_desk
    from kith.apps.rights import actions
    from kith.apps.rights.models import RightsRequest
    from kith.apps.rights.policies import TakesTwoPeople

    ref = _asked("ACCESS", "P-ZOE", officer)
    check = {"asked_as": "SELF", "asked_by_ref": "", "how_checked": "Seen.", "authority": "", "competence": ""}
    with pytest.raises(TakesTwoPeople):
        actions.check_request(ref=ref, by=officer, **check)
    with pytest.raises(DatabaseError), open_desk(officer, action="WRITE", purpose="RIGHTS"):
        RightsRequest.objects.filter(ref=ref).update(state="CHECKED", handler_id=officer.worker_id)
    actions.take_on(ref=ref, by=officer)
    assert actions.do_what_waits().ties == 0
    actions.check_request(ref=ref, by=second, **check)
    assert actions.do_what_waits().ties == 1
