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
from pathlib import Path
from typing import Any

import pytest

from tests.builders.crawl_world import (
    ADVOCATE,
    FAMILY,
    MISSING,
    NEVER,
    NOBODY,
    SURNAMES,
    WORDS,
    WORKERS,
    CrawlWorld,
    make_crawl_world,
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
# Who may read what else was typed: nobody but these, on any page.
READERS: dict[str, set[str]] = {}
MEMBERS = ((MARLOWES, "P-DAWN"), (PLAIN, "P-MUM"), (REFUGE, "P-RUTH"), (UNTOLD, "P-MIA"), (UNTOLD, "P-HUGH"),
           (UNTOLD, "P-N00NE"), (PLAIN, "P-DAWN"), (MISSING, "P-DAWN"))  # fmt: skip
LAST = ("account_logout", "portal:family_leave", "sittings")  # these may end the sitting


@dataclass
class Seen:
    """What the crawl saw: what each page was for each role, and everything that should not have been."""

    cells: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    posts: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    bodies: dict[tuple[str, str, int], dict[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    log: str = ""


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


def addresses_of(name: str, route: str, refs: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the addresses of a page that are tried, each with the family whose it is."""
    if "<str:person_ref>" in route:
        return [(family, _filled(route, refs, name, family_ref=family, person_ref=who)) for family, who in MEMBERS]
    if "<str:family_ref>" in route:
        families = (*SURNAMES, MISSING)
        return [(family, _filled(route, refs, name, family_ref=family)) for family in families]
    more = [("", _filled(route, refs | {"enquiry": refs["enquiry_of_lead"]}, name))] if "enquiries:" in name else []
    found = [("", _filled(route, refs, name)), *more]
    return list(dict.fromkeys(found))


def _filled(route: str, refs: dict[str, Any], name: str, **given: str) -> str:
    room, _, page = name.partition(":")
    objects = {
        "enquiries": "enquiry", "partners": "enquiry", "rights": "request", "holds": "hold", "change_hold": "hold",
        "disposal": "disposal", "outside_request": "outside", "stop_notice": "stop_notice",
        "emergency_review": "review", "governance": "agreement",
    }  # fmt: skip
    values = {
        "ref": refs[objects.get(page) or objects.get(room, "agreement")],
        "key": refs["alert" if page == "look_into" else "notice"],
        "event_id": refs["own_event_id" if room == "portal" else "event_id"],
        "version": refs["version"], "shield_id": refs["shield_id"], "clearance_id": refs["clearance_id"],
        "signed": refs["link"], "number": 1, "preference_ref": refs["preference"],
        "agreement_ref": "WEXMOOR-VOLUNTARY-YES", "pk": 1, "provider_id": "nowhere", **given,
    }  # fmt: skip
    filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), re.sub(r"\(\?P(<\w+>)[^)]*\)", "x", route))
    return "/" + re.sub(r"[\^$\\]", "", filled)


def what_came(answer: Any) -> str:
    """Return in a word or two what an answer is to whoever reads the table; nothing where the method is not taken."""
    onward = answer.get("Location", "")
    for begins, word in (("/accounts/login", "sign in"), ("/accounts/reauth", "asks again"), ("/calendar", "calendar")):
        if onward.startswith(begins):
            return word
    if answer.status_code == 405:
        return ""
    if onward == "/":
        return "start page"
    return "opens" if answer.status_code in (200, 302, 422) else "no"


def _text(answer: Any, address: str) -> str:
    body = bytes(answer.content)
    if answer.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    heads = "\n".join(f"{name}: {value}" for name, value in answer.items())
    told = f"{body.decode('utf-8', 'replace')}\n{heads}\n{answer.cookies.output()}"
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", told).replace(address, "")


def canaries_in(text: str, actor: str, family: str) -> list[str]:
    """Return what stands in ``text`` that ``actor`` may not read, on this family's page if it is one."""
    found = [word for word in NEVER if word in text]
    mine = {family} & OWN.get(actor, set()) if family else OWN.get(actor, set())
    found += [name for ref, name in SURNAMES.items() if name in text and ref not in mine]
    return found + [word for word in WORDS.values() if word in text and actor not in READERS.get(word, set())]


class Crawler:
    """Goes to every address as every role, and keeps what came."""

    def __init__(self, world: CrawlWorld) -> None:
        self.world, self.seen = world, Seen()

    def crawl(self) -> Seen:
        """Read all pages first, then send every form empty."""
        for method in ("get", "post"):
            for name, route in pages():
                if name in LAST and method == "get":
                    continue
                is_ours = not route.startswith(("accounts/", "^accounts/"))
                for actor in self.world.browsers if is_ours else ("LEAD_WORKER", NOBODY, FAMILY):
                    self._visit(actor, method, name, route)
        return self.seen

    def _visit(self, actor: str, method: str, name: str, route: str) -> None:
        for family, address in addresses_of(name, route, self.world.refs):
            answer = getattr(self.world.browsers[actor], method)(address)
            text, came = _text(answer, address), what_came(answer)
            if answer.status_code >= 500 or came == "asks again":
                self.seen.wrong.append(f"{actor} {method} {name} [{family}]: {answer.status_code} {came}")
            found = canaries_in(text, actor, family)
            if found:
                self.seen.wrong.append(f"{actor} {method} {name} [{family}] reads {found}")
            (self.seen.cells if method == "get" else self.seen.posts).setdefault((name, actor), {})[address] = came
            if family and answer.status_code in (403, 404):
                self._keep_refusal(actor, method, name, answer, address)
            if family and came == "opens" and family not in OWN.get(actor, ()):
                self.seen.wrong.append(f"{actor} {method} {name} opens for {family}")

    def _keep_refusal(self, actor: str, method: str, name: str, answer: Any, address: str) -> None:
        """Keep a refusal without what the asker wrote: whom it was about must not be readable from it."""
        body = re.sub(r"\b[FP]-[A-Z0-9]{3,8}\b", "REF", _text(answer, address))
        self.seen.bodies.setdefault((actor, f"{method} {name}", answer.status_code), {})[body] = address
