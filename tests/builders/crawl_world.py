"""Makes a world with a canary in every place that words about people can stand in, and a browser for every role."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.builders.enquiries import ELLA, ask_as, ask_on_pages, flag, owner_sql
from tests.builders.published_run import AS_AT, Rows, write_run
from tests.builders.review_world import PLAIN_PAIR, SHIELDED_PAIR, clear_for_review, pair_row
from tests.builders.small_world import (
    CANARY_ADDRESS,
    MARLOWES,
    PLAIN,
    REFUGE,
    UNTOLD,
    hide_what_is_not_told,
    untold_world,
)
from tests.builders.workers import PASSWORD, SECRET, sign_in_as

MISSING = "F-N0B0DY7"  # as long as the others
NOBODY, FAMILY, ADVOCATE = "nobody", "family", "advocate"
PHRASE = "three green kites"
SUPPORT, SAFETY = "EARLY_HELP_SUPPORT", "SAFEGUARDING"
# Each role's worker: agency, staff id, and what they are here for.
WORKERS = {
    "PRACTITIONER": ("HARBOUR_DADS", "V1", SUPPORT),
    "LEAD_WORKER": ("SCH_1", "S1", SUPPORT),
    "MANAGER": ("COUNCIL_EH", "E2", "SUPERVISION"),
    "FRONT_DOOR": ("COUNCIL_EH", "E1", "TRIAGE"),
    "ANALYST": ("COUNCIL_EH", "E5", ""),
    "COMMISSIONER": ("COUNCIL_EH", "E6", ""),
    "INFORMATION_GOVERNANCE": ("COUNCIL_EH", "E3", "RIGHTS"),
    "AUDITOR": ("COUNCIL_EH", "E7", ""),
    "ADMINISTRATOR": ("COUNCIL_EH", "E8", ""),
}
# The surname of each family, which nobody may read who has nothing to do with it.
SURNAMES = {MARLOWES: "Marlowe", PLAIN: "Plaincanary", REFUGE: "Quillcanary", UNTOLD: "Valecanary"}
# What nobody of this world may ever read: who must not be found and where, and whom a child is not to know of.
NEVER = (CANARY_ADDRESS, "P-RUTH", "P-KIT", "P-HUGH", "P-BEA", "Hugh", "Birthcanary", "Fathercanary", "hugh canary",
         "bea canary", "Newname")  # fmt: skip
EVIL = '=cmd|" /C calc"!A1 cellcanary'
# Words that somebody typed into a form.
WORDS = {
    name: f"{name}canary neighbours told us about shouting at night"
    for name in (
        "glass", "claim", "asked", "caseref", "pref", "together", "rights", "outside", "decision", "hold", "clear",
        "withheld", "agree", "policy", "portal", "speaker", "safeguard", "episode", "contact", "referral",
        "draft",
    )
} | {"caseref": "casecanary", "speaker": "Speakercanary"}  # fmt: skip


@dataclass
class CrawlWorld:
    """The browsers, and what stands in the world, by the names of an address's parameters."""

    browsers: dict[str, Any] = field(default_factory=dict)
    workers: dict[str, Any] = field(default_factory=dict)
    refs: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


def canary_rows() -> Rows:
    """Return the small world with the Vales, telling surnames, numbered facts, and workers for every role."""
    rows: Rows = json.loads(
        json.dumps(untold_world(), default=lambda day: f"date:{day.isoformat()}")
        .replace("Quill", "Quillcanary").replace("Plain", "Plaincanary").replace("Vale", "Valecanary"),
        object_hook=_with_days,
    )  # fmt: skip
    for fact in rows["fact"]:
        fact["detail"] = f"{fact['detail']} factcanary-{fact['fact_id'].removeprefix('test:')}."
    next(home for home in rows["dwelling"] if home["dwelling_id"] == "uprn:5")["address_text"] = EVIL
    rows["worker"] += [
        {"agency_id": "COUNCIL_EH", "staff_id": f"E{number}", "name": f"Officer {number}"} for number in range(5, 10)
    ]
    rows["involvement"] += [
        {"person_ref": ref, "agency_id": "SCH_1", "staff_id": "S1", "is_lead": True, "service": "Help",
         "valid_from": date(2026, 3, 1), "source": "test"}
        for ref in ("P-ZOE", "P-MUM", "P-MIA", "P-NORA")
    ]  # fmt: skip
    # A cleared reviewer compares the first two, surname and all; the second pair is of somebody who must not be found.
    rows["review"] = [
        pair_row(
            PLAIN_PAIR, 1, "P-ZOE", "P-MUM", shown_l=json.dumps({"forename": "Zoe", "surname": "Plaincanary"}),
            shown_r=json.dumps({"forename": "Zoey"}),
        ),
        pair_row(
            SHIELDED_PAIR, 2, "P-RUTH", "P-MUM", is_shielded=True,
            shown_l=json.dumps({"forename": "Ruth", "surname": "Quillcanary", "homes": [CANARY_ADDRESS]}),
        ),
    ]  # fmt: skip
    return rows


def _with_days(found: dict[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value[5:]) if isinstance(value, str) and value.startswith("date:") else value
        for name, value in found.items()
    }


def make_crawl_world(folder: Path) -> CrawlWorld:
    """Load it, let everybody do what they do, and sign everybody in."""
    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live

    make_live(load_run(write_run(folder / "run-1", canary_rows()), by="test").run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)
    hide_what_is_not_told()
    world = CrawlWorld()
    for role, (agency, staff, _) in WORKERS.items():
        is_cleared = role == "INFORMATION_GOVERNANCE"
        world.workers[role] = sign_in_as(agency, staff, role, is_shield_cleared=is_cleared)
    world.workers["SECOND"] = sign_in_as("COUNCIL_EH", "E9", "INFORMATION_GOVERNANCE")
    world.workers["FAR"] = sign_in_as("PROBATION", "R1", "PRACTITIONER")
    for role, (_, _, purpose) in (WORKERS | {"FAR": ("", "", SAFETY)}).items():
        world.browsers[role] = browser_of(world.workers[role], purpose)
    world.browsers[NOBODY] = new_browser()
    for act in (_govern, _share, _ask, _emergency, _rights, _portal, _log, _front_door, _casework, _drafts):
        act(world)
    return world


def new_browser() -> Any:
    """Return a browser in which nobody is signed in."""
    from django.test import Client

    return Client(HTTP_HOST="localhost", raise_request_exception=False)


def browser_of(worker: Any, purpose: str) -> Any:
    """Sign in as a worker does, and say what for."""
    from django.core.cache import cache

    from kith.apps.agencies.queries import current_code

    cache.clear()  # a code is good once: forget those that were used before
    browser = new_browser()
    browser.post("/accounts/login/", {"login": f"{worker.agency_id}-{worker.staff_id}".lower(), "password": PASSWORD})
    browser.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
    browser.post("/purpose/", {"purpose": purpose})
    return browser


def _govern(world: CrawlWorld) -> None:
    from kith.apps.agencies.models import Clearance
    from kith.apps.governance.actions import draft_agreement, propose_policy
    from kith.apps.governance.actions.clearances import propose_clearance
    from kith.apps.governance.actions.shields import set_shield
    from kith.apps.governance.models import Shield
    from kith.apps.governance.policy_data import load_policy
    from tests.integration.test_agreements_bite import TERMS

    officer, later = world.workers["INFORMATION_GOVERNANCE"], AS_AT + timedelta(days=90)
    world.refs["agreement"] = draft_agreement(by=officer, terms=TERMS)
    caps = dict(load_policy().caps) | {("PRACTITIONER", SUPPORT): 1}
    world.refs["version"] = propose_policy(by=officer, caps=caps, reason=WORDS["policy"])
    set_shield(by=officer, person_ref="P-ALAN", reason="REFUGE", review_on=later)
    world.refs["shield_id"] = Shield.objects.using("owner").get(person_ref="P-ALAN").pk
    propose_clearance(
        by=officer, worker_id=world.workers["MANAGER"].worker_id, kind="SHIELD", level=None, reason=WORDS["clear"],
        valid_to=later,
    )  # fmt: skip
    world.refs["clearance_id"] = Clearance.objects.using("owner").get().pk
    clear_for_review(world.workers["ANALYST"].worker_id)
    world.refs["pair_ref"] = PLAIN_PAIR


def _share(world: CrawlWorld) -> None:
    from kith.apps.governance.actions import (
        receive_outside_request,
        record_decision,
        record_preference,
        record_together,
        withdraw_preference,
    )
    from kith.apps.governance.models import StopNotice

    lead, officer = world.workers["LEAD_WORKER"], world.workers["INFORMATION_GOVERNANCE"]
    about = {"by": lead, "purpose": SUPPORT, "family_ref": MARLOWES}
    yes = about | {
        "agreement_ref": "WEXMOOR-VOLUNTARY-YES", "voice": "SELF", "answer": "GIVEN", "evidence": WORDS["pref"],
    }  # fmt: skip
    world.refs["preference"] = record_preference(**yes, person_ref="P-DAWN", said_by_ref="P-DAWN")
    record_together(**about, person_ref="P-DAWN", answer="AGREED", in_their_words=WORDS["together"])
    other = record_preference(**yes, person_ref="P-LEE", said_by_ref="P-LEE")
    world.browsers["PRACTITIONER"].get(f"/families/{MARLOWES}/")
    withdraw_preference(**about, preference_ref=other, evidence=WORDS["pref"])
    notice = StopNotice.objects.using("owner").first()
    world.refs["stop_notice"] = notice.ref if notice else "SN-AAAAAAAA"
    world.refs["outside"] = receive_outside_request(
        by=lead, kind="IMMIGRATION", asked_by="An officer", about=WORDS["outside"], wanted="The school",
        their_basis="", held_by="COUNCIL_EH", received_on=AS_AT, decider_id=officer.worker_id,
    )  # fmt: skip
    record_decision(
        by=lead, asked_by="A club", held_by="SCH_1", what="The school", outcome="NOT_SHARED",
        basis="6(1)(e)+9(2)(g)", reason=WORDS["decision"], person_ref="P-DAWN", family_ref=MARLOWES,
    )  # fmt: skip


def _ask(world: CrawlWorld) -> None:
    from dataclasses import replace

    from kith.apps.enquiries.models import EnquiryAlert, Notice
    from kith.apps.partners.actions import make_link

    flag("P-ELLA", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    door, asker = world.workers["FRONT_DOOR"], world.browsers["FRONT_DOOR"]
    world.refs["link"], world.refs["code"] = make_link(
        enquiry_ref=ask_as(door, ELLA, reason=WORDS["asked"], case_ref=WORDS["caseref"]), whom=ELLA,
        agency_name="Judo Club", contact_name="Jo Throw", by=door,
    )  # fmt: skip
    ask_on_pages(asker, replace(ELLA, forename="Zebedee", surname="Enquirycanary"))
    asked = "select ref from enquiries_enquiry where asked_by = %s order by asked_at desc limit 1"
    world.refs["enquiry"] = owner_sql(asked, door.worker_id)
    world.refs["enquiry_of_lead"] = ask_as(world.workers["LEAD_WORKER"], ELLA, purpose=SUPPORT, reason=WORDS["asked"])
    world.refs["notice"] = Notice.objects.using("owner").filter(agency_id="SCH_1").first().pk
    world.refs["alert"] = EnquiryAlert.objects.using("owner").create(
        kind="DAY_LIMIT", worker_id=door.worker_id, agency_id="COUNCIL_EH", at="2026-11-20T10:00Z"
    ).pk  # fmt: skip


def _emergency(world: CrawlWorld) -> None:
    """Have the probation officer of the man they hide from open that family in an emergency, and claim another."""
    far = world.browsers["FAR"]
    for page, family_ref, reason in (("", REFUGE, WORDS["glass"]), ("my-word/", UNTOLD, WORDS["claim"])):
        answer = far.post(f"/emergency/{page}", {"family_ref": family_ref, "reason": reason})
        assert answer.status_code == 302, answer.content.decode()
    world.refs["review"] = owner_sql("select ref from governance_breakglass where kind = 'GLASS'")


def _rights(world: CrawlWorld) -> None:
    from kith.apps.rights import actions

    officer, second = world.workers["INFORMATION_GOVERNANCE"], world.workers["SECOND"]
    ref = actions.receive_request(
        kind="ACCESS", person_ref="P-MUM", words=f"{EVIL} {WORDS['rights']}", channel="LETTER", by=second
    )
    world.refs["request"] = ref
    step = {"ref": ref, "by": officer}
    actions.take_on(**step)
    actions.check_request(
        asked_as="SELF", asked_by_ref="", how_checked="Seen.", authority="", competence="", **step
    )  # fmt: skip
    actions.agree_scope(scope="Everything", **step)
    actions.order_collecting(**step)
    actions.do_what_waits()
    _review(world, step)
    world.refs["hold"] = actions.set_hold(
        scope="CATEGORY", of="YOUTH_JUSTICE", authority="A court", reason=WORDS["hold"], by=second
    )
    world.refs["disposal"] = actions.make_list(as_at=date(2034, 6, 1))


def _review(world: CrawlWorld, step: dict[str, Any]) -> None:
    """Read all that was collected, keep out what speaks of somebody else, and have a second person agree."""
    from kith.apps.rights import actions, queries

    _, items = queries.list_items(step["by"], step["ref"])
    for item in items:
        keep = (
            {"state": "WITHHELD", "reason": "ABOUT_ANOTHER"} if item.number % 2 else {"state": "INCLUDED", "reason": ""}
        )
        actions.review_item(number=item.number, words=[], **keep, **step)
    actions.agree_as_second_reader(ref=step["ref"], by=world.workers["SECOND"])


def sign_in_again(world: CrawlWorld) -> None:
    """Give those a new sitting whom the crawl signed out."""
    from kith.apps.portal.actions import enter

    world.browsers["LEAD_WORKER"] = browser_of(world.workers["LEAD_WORKER"], SUPPORT)
    token = enter(card=world.refs["card"], typed=PHRASE) or ""
    world.browsers[FAMILY].cookies["kith_family"] = token


def _portal(world: CrawlWorld) -> None:
    from kith.apps.portal.actions import ask, choose_passphrase, enter, invite_advocate, open_sign_in

    safe = {"OTHER_EYES": "NO", "AFRAID": "NO", "ALONE": "YES"}
    card = open_sign_in(
        family_ref=PLAIN, person_ref="P-MUM", answers=safe, purpose=SUPPORT, by=world.workers["LEAD_WORKER"]
    )
    own = world.tokens[FAMILY] = enter(card=card.number, typed=card.code) or ""
    world.refs["card"] = card.number
    choose_passphrase(token=own, passphrase=PHRASE)
    ask(token=own, words=WORDS["portal"])
    theirs = invite_advocate(token=own, called=WORDS["speaker"], shows=("WHO_LOOKED",))
    assert theirs is not None
    speaker = world.tokens[ADVOCATE] = enter(card=theirs.number, typed=theirs.code) or ""
    choose_passphrase(token=speaker, passphrase="four blue whales")
    for name, token in world.tokens.items():
        world.browsers[name] = new_browser()
        world.browsers[name].cookies["kith_family"] = token


def _log(world: CrawlWorld) -> None:
    from kith.apps.governance.actions.log import withhold_line

    said = "select id from audit_accessevent where 'P-DAWN' = any (subject_refs) order by id limit 1"
    world.refs["event_id"] = owner_sql(said)
    about_mum = "select id from audit_accessevent where 'P-MUM' = any (subject_refs) order by id limit 1"
    world.refs["own_event_id"] = owner_sql(about_mum)
    withhold_line(
        event_id=world.refs["event_id"], why=WORDS["withheld"], review_on=AS_AT + timedelta(days=11),
        by=world.workers["INFORMATION_GOVERNANCE"],
    )  # fmt: skip


def _front_door(world: CrawlWorld) -> None:
    """Have the front door write down a contact and find whom it is about, and a partner tell it of another family."""
    from dataclasses import replace

    from kith.apps.frontdoor import actions
    from tests.builders.contacts import STRANGER, make_contact, new_contact

    front_door, zoe = world.workers["FRONT_DOOR"], replace(STRANGER, forename="Zoë", surname="Plaincanary")
    zoe = replace(zoe, born_on=date(2012, 7, 7), postcode="QX4 7TN")
    world.refs["contact"] = make_contact(front_door, zoe, words=WORDS["contact"])
    assert actions.look_for_people(ref=world.refs["contact"], purpose="TRIAGE", by=front_door) == 1
    told = new_contact(STRANGER, words=WORDS["referral"], channel="WEB_FORM")
    world.refs["referral"] = actions.refer(new=told, purpose=None, by=world.workers["LEAD_WORKER"])


def _casework(world: CrawlWorld) -> None:
    """Have a manager open an episode for one family and its lead worker for another, and let things happen in them."""
    from kith.apps.casework.actions import leading, levels, opening, recording
    from tests.builders.episodes import SUPERVISION, act, seen

    lead, manager, words = world.workers["LEAD_WORKER"], world.workers["MANAGER"], WORDS["episode"]
    first = opening.FirstLead("SCH_1", "S1")
    for worker, family, ref, purpose in (
        (manager, PLAIN, "P-ZOE", SUPERVISION), (lead, MARLOWES, "P-ELLA", SUPPORT), (lead, UNTOLD, "P-MIA", SUPPORT),
    ):  # fmt: skip
        act(worker, family, lambda access, page, ref=ref: opening.open_episode(
            access, people={ref: words}, level="3", lead=first, reason=words), purpose=purpose)  # fmt: skip
    act(lead, PLAIN, lambda access, page: levels.change_level(access, page, to="3S", reason=words, person_ref="P-ZOE"))
    world.refs["asked"] = act(lead, PLAIN, lambda access, page: levels.ask_manager(access, page, what=words))
    world.refs["service"] = act(lead, PLAIN, lambda access, page: recording.refer_to_service(
        access, page, service="A group", why=words, sent_on=AS_AT))  # fmt: skip
    act(lead, PLAIN, lambda access, page: leading.add_to_team(access, page, role="FAMILY_FRIEND", name="An aunt"))
    act(manager, PLAIN, lambda access, page: recording.record_supervision(
        access, page, held_on=AS_AT, text=words, next_on=None), purpose=SUPERVISION)  # fmt: skip
    act(lead, UNTOLD, lambda access, page: opening.hold(access, page.episode_id, reason=words))
    world.refs["note"], world.refs["entry"] = act(lead, PLAIN, lambda access, page: _write_note(access, words))
    world.refs["team_member"] = seen(lead, PLAIN).team_now[0].row_id


def _write_note(access: Any, words: str) -> tuple[str, str]:
    """Write a significant note about both of the family; return its reference and that of its line."""
    from kith.apps.casework.actions.notes import Significant, write_note
    from kith.apps.casework.queries.chronology import list_chronology

    note = write_note(
        access, people=("P-ZOE", "P-MUM"), kind="VISIT", text=words, happened_on=AS_AT, precision="DAY",
        told_to="FAMILY", significant=Significant(EVIL[:120], "POSITIVE", words),
    )  # fmt: skip
    return note, list_chronology(access)[0].ref


def _drafts(world: CrawlWorld) -> None:
    """Have a lead worker begin to tell the front door something, and not send it."""
    from kith.apps.drafts.actions import save_draft

    save_draft(by=world.workers["LEAD_WORKER"], form="refer", values={"words": WORDS["draft"], "born": EVIL})
