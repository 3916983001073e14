"""Every address as every role: what opens is what the table says, nothing breaks, and no canary is read by a stranger.

The table is ``tests/house/pages_by_role.csv``; ``docs/reference/pages-by-role.md`` is made from it, for whoever must
approve it. A page that is new, or opens for somebody else, fails here until its row says so.
"""

from __future__ import annotations

import csv
import io
import logging
import logging.config
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.builders.crawl_world import (
    ADVOCATE,
    CANARY_ADDRESS,
    EVIL,
    FAMILY,
    MISSING,
    NEVER,
    NOBODY,
    SAFETY,
    SURNAMES,
    WORDS,
    WORKERS,
    CrawlWorld,
    make_crawl_world,
    sign_in_again,
)
from tests.builders.small_world import MARLOWES, PLAIN, REFUGE, UNTOLD

TABLE = Path(__file__).resolve().parents[1] / "house" / "pages_by_role.csv"
COLUMNS = (*WORKERS, NOBODY, FAMILY, ADVOCATE)
FAR = "FAR"  # the worker of him whom Ruth and Kit hide from; no column, but crawled like the others
# Which families' pages open for whom, by the ties of the world; for everybody else none does.
OWN = {
    "PRACTITIONER": {MARLOWES},
    "LEAD_WORKER": {MARLOWES, PLAIN, UNTOLD},
    "MANAGER": {PLAIN, UNTOLD},
    "FRONT_DOOR": {PLAIN},
    "INFORMATION_GOVERNANCE": {PLAIN},
    FAR: {REFUGE, UNTOLD},
}
# Who may read what somebody typed, on whatever page: nobody but these.
_OFFICER, _EVERYBODY = {"INFORMATION_GOVERNANCE"}, {*WORKERS, FAR}
_READERS = {
    "glass": _OFFICER | {FAR},  # the privacy officer who reviews it, and who typed it
    "caseref": {"FRONT_DOOR"},  # whoever asked
    "pref": {"LEAD_WORKER"},  # who works with that family; the charity's volunteer may only know whom to ring
    "together": {"LEAD_WORKER"},
    "rights": _OFFICER,
    "outside": _OFFICER | {"LEAD_WORKER"},  # who wrote it down, and who was named to decide
    "decision": {"LEAD_WORKER"},
    "hold": _OFFICER,
    "clear": _OFFICER | {"ADMINISTRATOR"},
    "withheld": _OFFICER,
    "policy": _EVERYBODY,  # it speaks of roles
    "draft": {"LEAD_WORKER"},  # who typed it
    "episode": {"LEAD_WORKER", "MANAGER"},  # who leads the help, and who manages those who do
    "contact": {"FRONT_DOOR"},
    "referral": {"FRONT_DOOR", "LEAD_WORKER"},  # whoever told it
    "portal": {"LEAD_WORKER", FAMILY, ADVOCATE},
    "speaker": {FAMILY},
}
READERS = {WORDS[name]: readers for name, readers in _READERS.items()}
# By reference alone, on a list of what has been kept long enough: no relation is told by it.
BY_REF = {("INFORMATION_GOVERNANCE", "rights:disposal"): {"P-BEA", "P-HUGH"}}
# Whoever is cleared to compare records reads the two records, and on that page alone: their list of pairs names nobody.
COMPARED = {("ANALYST", "matching:pair"): {PLAIN}}
# What these say does not depend on the family.
SAYS_NOTHING = ("family_sign_in:card", "governance:lift_family_gate")
# The tables that names are for, and those that typed words are for. Whom a question was about stands in none.
NAMED = {
    "people_persondetails", "people_familydetails", "people_dwelling", "rights_bundleitem", "matching_reviewpair",
    "frontdoor_contactperson", "frontdoor_contactpersonevent",
}  # fmt: skip
TYPED = {
    "casework_episode", "casework_episodeperson", "casework_levelspell", "casework_managementdecision",
    "casework_servicereferral", "casework_supervision", "casework_casenote", "casework_chronologyentry",
    "agencies_clearance", "audit_withheldline", "enquiries_enquiry", "governance_breakglass",
    "governance_familyagreement", "governance_outsiderequest", "governance_policyversion", "governance_sharingdecision",
    "governance_sharingpreference", "portal_familyaccount", "portal_portalquestion", "rights_legalhold",
    "rights_rightsrequest",
}  # fmt: skip
MEMBERS = ((MARLOWES, "P-DAWN"), (PLAIN, "P-MUM"), (REFUGE, "P-RUTH"), (UNTOLD, "P-MIA"), (UNTOLD, "P-HUGH"),
           (UNTOLD, "P-N0NE"), (PLAIN, "P-DAWN"), (MISSING, "P-DAWN"))  # fmt: skip
FEW = ((MARLOWES, "P-DAWN"), (PLAIN, "P-MUM"), (REFUGE, "P-RUTH"), (MISSING, "P-DAWN"))
LAST = ("account_logout", "portal:family_leave")  # these end the sitting
ELSEWHERE = ("accounts/", "^accounts/")


@dataclass
class Seen:
    """What the crawl saw: what each page was for each role, and everything that should not have been."""

    cells: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    posts: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    refusals: dict[tuple[str, str, int], dict[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def _patterns(found: list[Any], before: str = "", room: str = "") -> Iterator[tuple[str, str]]:
    for pattern in found:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns, route, pattern.namespace or room)
        else:
            yield f"{room}:{pattern.name}" if room else str(pattern.name), route


def pages() -> list[tuple[str, str]]:
    """Return every address of the site by its name, those that end a sitting at the end."""
    from django.urls import get_resolver

    found = sorted(set(_patterns(get_resolver().url_patterns)))
    return sorted(found, key=lambda page: page[0] in LAST)


def addresses_of(
    name: str, route: str, refs: dict[str, Any], tried: tuple[tuple[str, str], ...]
) -> list[tuple[str, str]]:
    """Return the addresses of a page that are tried, each with the family whose it is."""
    if "<str:person_ref>" in route:
        return [(family, _filled(route, refs, name, family_ref=family, person_ref=who)) for family, who in tried]
    if "<str:family_ref>" in route:
        return [(family, _filled(route, refs, name, family_ref=family)) for family in dict(tried)]
    others = [refs, refs | {"enquiry": refs["enquiry_of_lead"]}] if name.startswith("enquiries:") else [refs]
    return list(dict.fromkeys(("", _filled(route, each, name)) for each in others))


def _filled(route: str, refs: dict[str, Any], name: str, **given: str) -> str:
    room, _, page = name.partition(":")
    objects = {
        "enquiries": "enquiry", "partners": "enquiry", "rights": "request", "holds": "hold", "change_hold": "hold",
        "disposal": "disposal", "outside_request": "outside", "stop_notice": "stop_notice",
        "emergency_review": "review", "governance": "agreement", "decide": "asked", "outcome": "service",
        "note": "note", "entry": "entry",
    }  # fmt: skip
    objects = {"frontdoor": "contact", "referring": "referral"} if room in ("frontdoor", "referring") else objects
    values = {
        "ref": refs[objects.get(page) or objects.get(room, "agreement")],
        "which": 1,
        "form": "refer", "about": "-", "section": "-", "family": "-",  # a draft, by what its page is for
        "key": refs["alert" if page == "look_into" else "notice"],
        "event_id": refs["own_event_id" if room == "portal" else "event_id"],
        "version": refs["version"], "shield_id": refs["shield_id"], "clearance_id": refs["clearance_id"],
        "staff_id": "E2",
        "signed": refs["link"], "number": 1, "preference_ref": refs["preference"],
        "pair_ref": refs["pair_ref"],
        "agreement_ref": "WEXMOOR-VOLUNTARY-YES", "pk": 1, "provider_id": "nowhere", "run_id": "run-1", **given,
    }  # fmt: skip
    filled = re.sub(
        r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), re.sub(r"\(\?P(<\w+>)[^)]*\)", "x", route)
    )
    return "/" + re.sub(r"[\^$\\]", "", filled)


def what_came(answer: Any, method: str) -> str:
    """Return in a word or two what an answer is to whoever reads the table; nothing where the method is not taken."""
    onward = answer.get("Location", "")
    leads = {"/accounts/login": "sign in", "/accounts/reauth": "asks again", "/calendar": "calendar"}
    for begins, word in leads.items():
        if onward.startswith(begins):
            return word
    if answer.status_code == 405:
        return ""
    if onward:
        return "start page" if onward == "/" else "opens" if method == "post" else "other page"
    return "opens" if answer.status_code in (200, 422) else "refused"


def _text(answer: Any, address: str) -> str:
    """Return all that an answer tells: body, heads, cookies, and what is in a file of spreadsheets."""
    body = bytes(answer.content)
    if answer.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    heads = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{body.decode('utf-8', 'replace')}\n{heads}\n{answer.cookies.output()}".replace(address, "")


def canaries_in(text: str, actor: str, name: str, family: str) -> list[str]:
    """Return what stands in ``text`` that ``actor`` may not read; on a family's page, other families' names too."""
    found = [word for word in NEVER if word in text and word not in BY_REF.get((actor, name), ())]
    mine = OWN.get(actor, set()) & ({family} if family else set(SURNAMES))
    mine |= COMPARED.get((actor, name), set())
    found += [surname for ref, surname in SURNAMES.items() if surname in text and ref not in mine]
    return found + [word for word in WORDS.values() if word in text and actor not in READERS.get(word, set())]


class Crawler:
    """Goes to every address as every role, and keeps what came."""

    def __init__(self, world: CrawlWorld) -> None:
        self.world, self.seen = world, Seen()

    def crawl(self) -> Seen:
        """Read all pages first, then send every form empty; what ends a sitting comes last."""
        for method in ("get", "post"):
            for name, route in pages():
                if method == "post" or name not in LAST:
                    self._visit_as_all(method, name, route)
        return self.seen

    def _visit_as_all(self, method: str, name: str, route: str) -> None:
        """Go there as nobody, and then as everybody else unless the address does not take the method at all."""
        self._visit(NOBODY, method, name, route)
        others = (FAMILY, "LEAD_WORKER") if route.startswith(ELSEWHERE) else self.world.browsers
        kept = self.seen.cells if method == "get" else self.seen.posts
        if any(kept[name, NOBODY].values()):
            for actor in others:
                if actor != NOBODY:
                    self._visit(actor, method, name, route)

    def _visit(self, actor: str, method: str, name: str, route: str) -> None:
        members = FEW[1:3] if actor not in OWN else MEMBERS if method == "get" else FEW
        for family, address in addresses_of(name, route, self.world.refs, members):
            answer = getattr(self.world.browsers[actor], method)(address)
            came, visit = what_came(answer, method), f"{actor} {method} {name} {family}"
            if answer.status_code >= 500:
                self.seen.wrong.append(f"{visit}: {answer.status_code}")
            if found := canaries_in(_text(answer, address), actor, name, family):
                self.seen.wrong.append(f"{visit} reads {found}")
            kept = self.seen.cells if method == "get" else self.seen.posts
            kept.setdefault((name, actor), {})[address] = came
            if family and family not in OWN.get(actor, ()) and name not in SAYS_NOTHING:
                self._check_stranger(visit, came, answer)

    def _check_stranger(self, visit: str, came: str, answer: Any) -> None:
        """Whoever has nothing to do with a family gets nothing, and cannot tell if there is such a family."""
        if came == "opens":
            self.seen.wrong.append(f"{visit} opens")
        body = re.sub(r"\b[FP]-[A-Z0-9]{3,8}\b", "REF", answer.content.decode())
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)
        page, _, family = visit.rpartition(" ")
        self.seen.refusals.setdefault((page, came, answer.status_code), {})[family] = body


def cell_of(seen: Seen, name: str, actor: str) -> str:
    """Return what the table says of this page for this role."""
    came = set(seen.cells.get((name, actor), {}).values())
    if came <= {""}:
        came = set(seen.posts[name, actor].values())
    return "own only" if "opens" in came and len(came) > 1 else ", ".join(sorted(came))


@pytest.fixture(scope="module")
def crawled(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[CrawlWorld, Seen, str]]:
    """The world, what the crawl of it saw, and what the site's own logging wrote meanwhile."""
    from django.conf import settings
    from django.db import connections
    from django.test import override_settings

    from kith.apps.portal import cards
    from tests.integration.conftest import empty_database

    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    recent = 24 * 60 * 60  # it signs in once: how long a machine takes over it changes nothing
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=[hasher], ACCOUNT_REAUTHENTICATION_TIMEOUT=recent),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setitem(cards._COST, "n", 2)
        patch.setitem(cards._COST, "p", 1)
        patch.setattr("kith.apps.governance.entry.RECENT_SECONDS", recent)
        patch.setattr("kith.apps.governance.entry.WRITING_SECONDS", recent)
        patch.setattr("kith.project.middleware.count_use", lambda *_, **__: None)  # the crawl is no person at work
        patch.setattr("kith.project.middleware.count_use_from", lambda *_, **__: None)
        empty_database()
        logging.config.dictConfig(settings.LOGGING)
        out, root = io.StringIO(), logging.getLogger()
        root.setLevel(logging.INFO)
        old = {handler: handler.setStream(out) for handler in root.handlers if hasattr(handler, "setStream")}
        world = make_crawl_world(tmp_path_factory.mktemp("crawl"))
        seen = Crawler(world).crawl()
        sign_in_again(world)
        yield world, seen, out.getvalue()
        for handler, stream in old.items():
            handler.setStream(stream)
        logging.config.dictConfig(settings.LOGGING)
        connections.close_all()


def test_nothing_breaks_and_nobody_reads_what_is_not_theirs(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    _, seen, _ = crawled
    assert len(seen.cells) > 800
    assert not seen.wrong, "\n".join(seen.wrong)


def test_every_page_is_for_whom_the_table_says(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    """What differs is printed as the rows should be; a person decides whether the row or the page is wrong."""
    _, seen, _ = crawled
    ours = {name for name, route in pages() if not route.startswith(ELSEWHERE)}
    with TABLE.open(encoding="utf-8", newline="") as handle:
        table = {row["name"]: row for row in csv.DictReader(handle)}
    assert set(table) == ours
    found = {name: [cell_of(seen, name, actor) for actor in COLUMNS] for name in ours}
    other = [[name, *cells] for name, cells in found.items() if cells != [table[name][each] for each in COLUMNS]]
    assert not other, "\n".join(map(",".join, sorted(other)))


def test_a_form_does_nothing_for_whom_its_page_does_not_open(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    _, seen, _ = crawled
    stronger = [
        (name, actor, address)
        for (name, actor), posted in seen.posts.items()
        for address, came in posted.items()
        if came == "opens" and seen.cells.get((name, actor), {}).get(address) in ("refused", "sign in", "start page")
    ]
    assert not stronger


def test_a_refusal_is_the_same_whether_there_is_such_a_family_or_not(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    _, seen, _ = crawled
    told = {page: pages for page, pages in seen.refusals.items() if len(set(pages.values())) > 1}
    assert not told, {page: list(bodies) for page, bodies in told.items()}
    ways: dict[str, set[tuple[str, int]]] = {}
    for page, came, status in seen.refusals:
        ways.setdefault(page, set()).add((came, status))
    assert not {page: found for page, found in ways.items() if len(found) > 1}


def test_no_log_no_sitting_and_no_other_table_holds_what_was_read_or_typed(
    crawled: tuple[CrawlWorld, Seen, str],
) -> None:
    """Names and typed words stand in the tables that are for them: in no log line, no sitting and no job."""
    from kith.apps.agencies.models import Sitting

    _, _, log = crawled
    names, typed = {*SURNAMES.values(), CANARY_ADDRESS, "Fathercanary", "Birthcanary"}, set(WORDS.values())
    assert "/families/<str:family_ref>/" in log
    sittings = repr([row.get_decoded() for row in Sitting.objects.using("owner").all()])
    assert sittings.count("_auth_user_id") >= len(WORKERS)
    for words in ("Enquirycanary", *names, *typed):
        assert words not in log
        assert words not in sittings
    assert _tables_with({"Enquirycanary", "Zebedee"}) == set()
    assert _tables_with(names) == NAMED
    alone = {"rights_bundleitem", "frontdoor_said", "drafts_draft"}  # these have no history of their own
    assert _tables_with(typed) == alone | TYPED | {f"{table}event" for table in TYPED}


def _tables_with(words: set[str]) -> set[str]:
    """Return the tables of the whole database in any row of which one of the words stands."""
    from django.db import connections

    found = set()
    with connections["owner"].cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(string_agg(to_jsonb(t)::text, ' '), '') from {table} t")
            held = cursor.fetchone()[0]
            if any(word in held for word in words):
                found.add(table)
    return found


GARBAGE = ("%00", "%F0%9F%98%80" * 30, "9" * 40, "-1", "'%20or%201=1--", "A" * 4000)


def _tampered(route: str, text: str) -> str:
    return "/" + re.sub(r"[\^$\\]", "", re.sub(r"\(\?P<\w+>[^)]*\)|<(?:\w+:)?\w+>", text, route))


def test_tampered_addresses_lead_nowhere_and_break_nothing(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    """Tried by whoever the page opens for; the plain form of asking about a line that is not one's own may be shown."""
    world, seen, _ = crawled
    wrong = []
    for name, route in pages():
        if "<" not in route:
            continue
        ours = COLUMNS if ":" in name else ()
        opens = [actor for actor in ours if cell_of(seen, name, actor) in ("opens", "own only")]
        browser = world.browsers[opens[0] if opens else "LEAD_WORKER"]
        for text, method in product(GARBAGE, ("get", "post")):
            answer = getattr(browser, method)(_tampered(route, text))
            may_show = method == "post" or ":" not in name or name in (*SAYS_NOTHING, "portal:ask_about")
            is_shown = answer.status_code == 200 and not may_show
            if answer.status_code >= 500 or is_shown:
                wrong.append(f"{method} {name} {text[:20]}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_no_form_is_broken_by_what_is_typed_into_it(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    """Every field of every form, with what no person types; nothing of it comes back as a script."""
    world, seen, _ = crawled
    wrong, done = [], set()
    for (name, actor), came in seen.cells.items():
        address = next((each for each, what in came.items() if what == "opens"), "")
        if not address or name in done:
            continue
        done.add(name)
        page = world.browsers[actor].get(address).content.decode()
        fields = set(re.findall(r'<(?:input|select|textarea|button)[^>]* name="([\w-]+)"', page))
        for typed in ("\x00", "<script>x</script>", "9" * 50) if fields - {"csrfmiddlewaretoken"} else ():
            answer = world.browsers[actor].post(address, dict.fromkeys(fields, typed))
            if answer.status_code >= 500 or b"<script>x" in answer.content:
                wrong.append(f"{actor} {name} {typed[:9]!r}: {answer.status_code}")
    assert len(done) > 60
    assert not wrong, "\n".join(wrong)


def _is_ours(onward: str) -> bool:
    """Answer whether an address leads to this site, and what it goes on to does."""
    where = urlsplit(onward)
    return all(not (to.scheme or to.netloc) for to in [where, *map(urlsplit, parse_qs(where.query).get("next", []))])


# What another system posts to by its nature: the signature in the form stands for the token, and without a good one the
# page is the same for everybody (test_beside_links.py).
SIGNED_BY_ANOTHER_SYSTEM = {"beside:open": 404}


def test_every_form_needs_its_token_and_every_way_leads_to_this_site(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    from django.test import Client

    world, _, _ = crawled
    strict = {
        actor: Client(HTTP_HOST="localhost", enforce_csrf_checks=True, raise_request_exception=False)
        for actor in ("LEAD_WORKER", FAMILY)
    }
    for actor, browser in strict.items():
        browser.cookies = world.browsers[actor].cookies.copy()
    evil = {"next": "//evil.example/", "url": "https://evil.example/"}
    heads = {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE", "HTTP_X_FORWARDED_HOST": "evil.example"}
    wrong = []
    for name, route in pages():
        _, address = addresses_of(name, route, world.refs, FEW)[0]
        actor = FAMILY if name.startswith("portal:") else "LEAD_WORKER"
        for method in ("post", "put", "delete"):
            refused = (403, 405, SIGNED_BY_ANOTHER_SYSTEM.get(name))
            if getattr(strict[actor], method)(address).status_code not in refused:
                wrong.append(f"{actor} {method} {name} without a token")
        for each in (actor, NOBODY):
            answer = world.browsers[each].get(address, evil, **heads)
            if answer.status_code >= 500 or not _is_ours(answer.get("Location", "/")):
                wrong.append(f"{each} {name} leads to {answer.get('Location')}")
    assert not wrong, "\n".join(wrong)


def test_what_is_too_large_or_holds_a_null_character_is_refused(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    browser = crawled[0].browsers["LEAD_WORKER"]
    assert browser.post("/search/", {"asked": "Ella\x00"}).status_code == 400
    assert browser.get("/agreements/%00/").status_code == 400
    for page in ("/search/", "/emergency/my-word/", "/decisions/new/", "/questions/ask/", "/own-families/"):
        assert browser.post(page, {"asked": "x" * 2_000_000}).status_code == 400, page


def test_what_a_stranger_sends_changes_nothing(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    """Nobody but the lead closes a family's sign-in, and a question is about a line of one's own."""
    world, _, _ = crawled
    for actor in ("PRACTITIONER", "MANAGER", "FRONT_DOOR", "INFORMATION_GOVERNANCE"):
        for kind in ("FAMILY", "ADVOCATE"):
            world.browsers[actor].post(f"/families/{PLAIN}/family-sign-in/P-MUM/close/", {"kind": kind})
    family = world.browsers[FAMILY]
    assert family.get("/family/home/").status_code == 200
    asked = [family.get(f"/family/questions/ask/{number}/").content for number in (world.refs["event_id"], 999_999_999)]
    assert len({re.sub(rb'value="\w{60,}"|ask/\d+/', b"", page) for page in asked}) == 1
    for number in (world.refs["event_id"], int("9" * 40)):
        sent = family.post(f"/family/questions/ask/{number}/", {"words": "Why did they look at this?"})
        assert b"Your question was not sent" in sent.content


def test_an_emergency_is_for_safeguarding_alone(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    world, _, _ = crawled
    opens = {}
    for actor in WORKERS:
        browser = world.browsers[actor]
        browser.post("/purpose/", {"purpose": SAFETY})
        opens[actor] = browser.get("/emergency/").status_code
        browser.post("/purpose/", {"purpose": WORKERS[actor][2]})
    may = {"PRACTITIONER", "LEAD_WORKER", "MANAGER", "FRONT_DOOR"}
    assert {actor for actor, status in opens.items() if status == 200} == may


def test_no_cell_of_an_export_is_a_formula(crawled: tuple[CrawlWorld, Seen, str]) -> None:
    """What somebody wrote in a letter began like one; it is the only kind of file that the site gives out."""
    world, _, _ = crawled
    answer = world.browsers["INFORMATION_GOVERNANCE"].post(f"/rights/requests/{world.refs['request']}/spreadsheets/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        sheets = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    cells = [cell for sheet in sheets for row in csv.reader(io.StringIO(sheet)) for cell in row]
    assert any(EVIL in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))]
