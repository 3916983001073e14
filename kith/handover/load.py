"""Takes a finished run into PostgreSQL and makes it the live one: each in one transaction, all of it or none.

``load_run`` copies the published tables in as CHECKED, where no page reads them; ``make_live`` switches to them and
``back`` switches to the run before. What people wrote is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import Error, connections, transaction
from django.db.backends.utils import CursorWrapper

from kith.apps.agencies.actions import take_in_agencies
from kith.apps.governance.queries import list_signed_agreements
from kith.apps.intake import actions as intake
from kith.apps.intake.queries import RunRow, find_run
from kith.apps.people import actions as people
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

LOADER = "loader"
OWNER = "owner"  # only the owner of a table may have it counted
# Two handovers at once would each see the other's half; the second waits on this lock.
LOCK = 6_000_001


class HandoverCutShort(KithError):
    """The database did not carry the handover through."""

    code = "K607"


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
    with _handing_over() as cursor:
        stage(cursor, manifest)
        run_key = intake.record_loaded_run(
            run_id=manifest.run_id,
            folder=str(manifest.folder),
            manifest_sha256=manifest.sha256,
            as_at=manifest.as_at,
            counts=manifest.rows,
            by=by,
        )
        intake.take_in_deliveries(cursor, run_key, by=by)
        take_in_agencies(cursor, by=by)
        people.take_in_run(cursor, run_key, by=by)
    _count_afresh()
    return _get(manifest.run_id)


def make_live(run_id: str, *, by: str) -> RunRow:
    """Switch every page to this run; the one before is RETIRED and can be gone back to. Nothing if it is live."""
    known = find_run(run_id)
    if known and known.state == "LIVE":
        return known
    with _handing_over() as cursor:
        run_key = intake.make_run_live(run_id, by=by)
        people.put_ties_in_force(cursor, run_key, by=by)
        for old_key in intake.list_forgettable_runs():
            people.forget_run(cursor, old_key, by=by)
            intake.forget_deliveries(cursor, old_key, by=by)
    return _get(run_id)


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


@contextmanager
def _handing_over() -> Iterator[CursorWrapper]:
    try:
        with transaction.atomic(using=LOADER), connections[LOADER].cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
            # Rows just put in have no statistics yet: joins of whole runs would be planned as if they were small.
            cursor.execute("set local enable_nestloop = off")
            cursor.execute("set local work_mem = '128MB'")
            yield cursor
    except Error as error:
        raise HandoverCutShort(
            f"The database did not carry the handover through ({type(error).__name__}).",
            not_done="Nothing was loaded or switched; pages show what they showed before.",
            mend="Whoever runs Kith: see that PostgreSQL is up and the disk not full (`kith doctor`); do it again.",
        ) from error


def _count_afresh() -> None:
    """Have PostgreSQL count the run's tables anew, so that the first pages after a switch are as quick as the rest."""
    with connections[OWNER].cursor() as cursor:
        for table in people.RUN_TABLES:
            cursor.execute(f"analyze {table}")


def _note_refusal(manifest: Manifest, error: KithError, *, by: str) -> None:
    with _handing_over():
        intake.record_refused_run(
            run_id=manifest.run_id,
            folder=str(manifest.folder),
            manifest_sha256=manifest.sha256,
            as_at=manifest.as_at,
            because=error.what,
            by=by,
        )


def _get(run_id: str) -> RunRow:
    run = find_run(run_id)
    assert run is not None, "a run that was just recorded is there"
    return run
