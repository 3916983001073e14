"""Brings somebody into view whom nobody was helping until now, with their family, from the live run's kept stages.

What is shown of them is what the run would have published; the front door may open it for five working days. It is done
again whenever another run goes live, and handed to the engine with every export, for as long as the reason holds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kith.apps.base.clock import today
from kith.apps.enquiries.actions.view_requests import mark_brought_into_view
from kith.apps.enquiries.queries import list_view_requests
from kith.apps.intake.queries import RunRow, get_live_run
from kith.apps.people import actions as people
from kith.apps.people.queries.brought import list_brought, list_not_in_view
from kith.apps.rights.queries import list_erasures
from kith.engine.bring import publish_more
from kith.engine.files import for_us_alone
from kith.engine.publish.run import ABOUT_PEOPLE
from kith.engine.store import RunsFolder
from kith.handover.carry import handing_over
from kith.handover.staging import stage
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

HELP, QUESTION = "HELP", "QUESTION"  # they came for help; an agency answered yes, and help follows
HELD_FOR = timedelta(days=365)  # as long as a contact keeps somebody in view


class NobodySo(KithError):
    """The live run knows nobody under a reference."""

    code = "K611"


def bring_into_view(*, person_ref: str, reason: str, by: str) -> bool:
    """Bring one person and their family into view; False if they were in view already. Safe to repeat."""
    with handing_over() as cursor:
        run = get_live_run()
        is_new = bool(list_not_in_view([person_ref], run.key))
        is_erased = any(one.person_ref == person_ref and one.scope == "WHOLE" for one in list_erasures())
        if is_erased or (is_new and not take_in(cursor, run, [person_ref], by=by)):
            raise NobodySo(
                f"The live run knows nobody under the reference {person_ref}.",
                not_done="Nobody was brought into view.",
                mend="Check the reference; if it came from an older run, ask the question again.",
            )
        people.note_brought_into_view(person_ref, reason=reason, until=today() + HELD_FOR, by=by)
        people.put_ties_in_force(cursor, run.key, by=by)
    return is_new


def carry_out_view_requests(*, by: str) -> int:
    """Bring in whoever was asked for after a question, where there is anybody; return how many came into view."""
    brought = 0
    for request in list_view_requests():
        for ref in request.person_refs:
            # Whoever has gone from the run meanwhile is nobody; that, too, tells the asker nothing.
            with suppress(NobodySo):
                brought += bring_into_view(person_ref=ref, reason=QUESTION, by=by)
        mark_brought_into_view(enquiry_ref=request.enquiry_ref, by=by)
    return brought


def bring_again(cursor: CursorWrapper, run: RunRow, *, by: str) -> None:
    """Bring into a run that goes live whoever was brought into view before and is not in view in it by itself."""
    missing = list_not_in_view([one.person_ref for one in list_brought(_day(run))], run.key)
    if missing and (Path(run.folder) / "stages").is_dir():
        take_in(cursor, run, missing, by=by)


def take_in(cursor: CursorWrapper, run: RunRow, person_refs: Collection[str], *, by: str) -> frozenset[str]:
    """Take these people and their families into the run's rows; return whom of them the run knows."""
    folder = Path(run.folder)
    runs = RunsFolder(folder.parent.parent)
    with tempfile.TemporaryDirectory(prefix="kith-") as made, for_us_alone(Path(made)):
        found = publish_more(runs, folder.name, run.as_at, person_refs, Path(made))
        if found:
            stage(cursor, Path(made), ABOUT_PEOPLE)
            people.take_in_more(cursor, run.key, by=by)
    return found


def _day(run: RunRow) -> date:
    return max(run.as_at, today())
