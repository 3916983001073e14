"""Takes a finished run into PostgreSQL and makes it the live one: each in one transaction, all of it or none.

``load_run`` copies the published tables in as CHECKED, where no page reads them; ``make_live`` switches to them and
``back`` switches to the run before. What people wrote is never touched.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connections

from kith.apps.agencies.actions import take_in_agencies
from kith.apps.enquiries.actions.keeping import keep_hiding_key
from kith.apps.governance.queries import list_signed_agreements
from kith.apps.intake import actions as intake
from kith.apps.intake.queries import RunRow, find_live_run, find_run
from kith.apps.matching.actions.take_in import RUN_TABLES as MATCHING_TABLES
from kith.apps.matching.actions.take_in import ask_of_doubts, forget_review, take_in_review
from kith.apps.people import actions as people
from kith.apps.register.actions import follow_families
from kith.apps.rights.actions import replay_erasures
from kith.engine.difference.run import CannotCompare, compare
from kith.engine.difference.said import said_difference
from kith.engine.sources import load_sources
from kith.engine.store import RunsFolder
from kith.handover.bring_into_view import bring_again
from kith.handover.carry import LOADER, handing_over
from kith.handover.follow import follow_changes
from kith.handover.manifest import (
    Manifest,
    RunChanged,
    RunNotCovered,
    RunRefused,
    check_covered,
    check_run,
    read_manifest,
)
from kith.handover.staging import stage
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

OWNER = "owner"  # only the owner of a table may have it counted


class NoRunBefore(KithError):
    """There is no earlier run to go back to."""

    code = "K608"


def load_run(run_folder: Path, *, by: str) -> RunRow:
    """Copy a finished run in, in state CHECKED; a run that is in already is left as it is."""
    manifest = read_manifest(Path(run_folder))
    known = find_run(manifest.run_id)
    if known and known.has_rows and known.manifest_sha256 == manifest.sha256:
        return known
    if known and known.has_rows:
        raise RunChanged(
            f"Another run called {manifest.run_id} is loaded already, with other content.",
            not_done="Nothing was loaded.",
            mend="Never change a run's files. Run `kith run` again and load the new run.",
        )
    try:
        check_run(manifest)
        check_covered(manifest, {one.ref for one in list_signed_agreements() if one.holds_on(manifest.as_at)})
    except (RunRefused, RunChanged, RunNotCovered) as error:
        _note_refusal(manifest, error, by=by)
        raise
    difference = _from_live(manifest)
    with handing_over() as cursor:
        stage(cursor, manifest.folder / "published")
        run_key = intake.record_loaded_run(
            run_id=manifest.run_id,
            folder=str(manifest.folder),
            manifest_sha256=manifest.sha256,
            as_at=manifest.as_at,
            counts=manifest.rows,
            matching=manifest.matching,
            arrivals=manifest.arrivals,
            difference=difference,
            by=by,
        )
        intake.take_in_deliveries(cursor, run_key, by=by)
        intake.take_in_sources(_sources(), by=by)
        take_in_agencies(cursor, by=by)
        people.take_in_run(cursor, run_key, by=by)
        take_in_review(cursor, run_key, by=by)
    _count_afresh()
    return _get(manifest.run_id)


def make_live(run_id: str, *, by: str) -> RunRow:
    """Switch every page to this run; the one before is RETIRED and can be gone back to. Nothing if it is live."""
    known = find_run(run_id)
    if known and known.state == "LIVE":
        follow_changes(known, by=by)
        return known
    with handing_over() as cursor:
        run_key = intake.make_run_live(run_id, by=by)
        if known is not None:
            _hand_over_key(cursor, Path(known.folder), by=by)
            bring_again(cursor, known, by=by)
            # A run that was made before somebody was erased still holds them.
            replay_erasures(alias=LOADER, rooms=("people",))
        people.put_ties_in_force(cursor, run_key, by=by)
        ask_of_doubts(cursor, run_key, by=by)
        for old_key in intake.list_forgettable_runs():
            people.forget_run(cursor, old_key, by=by)
            forget_review(cursor, old_key, by=by)
            intake.forget_deliveries(cursor, old_key, by=by)
    live = _get(run_id)
    follow_changes(live, by=by)
    follow_families(by=by)
    return live


def back(*, by: str) -> RunRow:
    """Switch every page back to the run that was live before."""
    before = intake.find_run_before()
    if before is None:
        raise NoRunBefore(
            "There is no earlier run to go back to.",
            not_done="The live run was not changed.",
            mend="Load the folder of an earlier run and make it live: `kith load`, then `kith live`.",
        )
    return make_live(before, by=by)


def _hand_over_key(cursor: CursorWrapper, run_folder: Path, *, by: str) -> None:
    """Let the database, but no page, make the hashes by which people out of view are found."""
    runs = RunsFolder(run_folder.parent.parent)
    if runs.has_key():
        keep_hiding_key(cursor, runs.key(), by=by)


def _from_live(manifest: Manifest) -> dict[str, object]:
    """Return what making the run live would change; it compared itself with the last run, which need not be live."""
    live, found = find_live_run(), manifest.difference
    if live is not None and live.run_id != manifest.previous:
        with suppress(CannotCompare):
            found = compare(Path(live.folder), manifest.folder)
    return found | {"said": said_difference(found)} if found else {}


def _sources() -> list[dict[str, object]]:
    """Return what the partnership board reads of each source: above all why each person's row is needed."""
    return [
        {
            "name": source.name,
            "title": source.title,
            "agency_id": source.agency_id,
            "category": source.category,
            "purpose": source.purpose,
            "necessity": source.necessity,
            "is_about_everyone": source.about_everyone,
            "keep_weeks": source.keep_weeks,
        }
        for source in load_sources().values()
    ]


def _count_afresh() -> None:
    """Have PostgreSQL count the run's tables anew, so that the first pages after a switch are as quick as the rest."""
    with connections[OWNER].cursor() as cursor:
        for table in (*people.RUN_TABLES, *MATCHING_TABLES):
            cursor.execute(f"analyze {table}")


def _note_refusal(manifest: Manifest, error: KithError, *, by: str) -> None:
    with handing_over():
        intake.record_refused_run(
            run_id=manifest.run_id,
            folder=str(manifest.folder),
            manifest_sha256=manifest.sha256,
            as_at=manifest.as_at,
            because=error.what,
            matching=manifest.matching,
            arrivals=manifest.arrivals,
            by=by,
        )


def _get(run_id: str) -> RunRow:
    run = find_run(run_id)
    assert run is not None, "a run that was just recorded is there"
    return run
