"""Writes what became of each run: loaded, refused, made live, retired."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from kith.apps.base.sql import run_sql
from kith.apps.intake.models import Run, Source
from kith.apps.intake.models.run import CHECKED, LIVE, REFUSED, RETIRED, TRANSITIONS
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

LOADER = "loader"


class RunCannotMove(KithError):
    """A run is not in a state from which it can go where it was sent."""

    code = "K604"


def record_loaded_run(
    *,
    run_id: str,
    folder: str,
    manifest_sha256: str,
    as_at: date,
    counts: dict[str, int],
    matching: Mapping[str, object],
    arrivals: Sequence[Mapping[str, object]],
    difference: Mapping[str, object],
    by: str,
) -> int:
    """Note that the rows of a run are in as CHECKED, inside the caller's transaction; return the run's key."""
    more = {"counts": counts, "matching": dict(matching), "has_rows": True, "refused_because": ""}
    week = {"arrivals": list(arrivals), "difference": dict(difference)}
    return _record(run_id, CHECKED, folder, manifest_sha256, as_at, by, **more, **week)


def record_refused_run(
    *,
    run_id: str,
    folder: str,
    manifest_sha256: str,
    as_at: date,
    because: str,
    matching: Mapping[str, object],
    arrivals: Sequence[Mapping[str, object]],
    by: str,
) -> None:
    """Note that a run was not let in, and why; ``matching`` says how good its linkage is."""
    more = {"counts": {}, "matching": dict(matching), "has_rows": False, "refused_because": because}
    _record(run_id, REFUSED, folder, manifest_sha256, as_at, by, **more, arrivals=list(arrivals), difference={})


def take_in_deliveries(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Copy ``stage_delivery`` and each agency's newest day from ``stage_agency``."""
    run_sql(cursor, "kith.apps.intake", "take_in_deliveries", run_id=run_key)


def take_in_sources(sources: Collection[Mapping[str, object]], *, by: str) -> None:
    """Keep what each source declares of itself, in place of what it declared before, in the caller's transaction."""
    Source.objects.using(LOADER).all().delete()
    Source.objects.using(LOADER).bulk_create(Source(**one) for one in sources)


def make_run_live(run_id: str, *, by: str) -> int:
    """Retire the live run and put this one in its place, inside the caller's transaction; return its key."""
    run = _lock(run_id)
    now = timezone.now()
    Run.objects.using(LOADER).filter(state=LIVE).update(state=RETIRED, retired_at=now, retired_by=by)
    Run.objects.using(LOADER).filter(pk=run.pk).update(
        state=LIVE, live_at=now, live_by=by, retired_at=None, retired_by=""
    )
    return run.pk


def find_run_before() -> str | None:
    """Return the run that was live before the live one and can be so again."""
    before = Run.objects.using(LOADER).filter(state=RETIRED, has_rows=True).order_by("-retired_at").first()
    return before.ref if before else None


def list_forgettable_runs() -> list[int]:
    """Return the keys of retired runs that still hold rows, but for the one to which ``back`` would go."""
    retired = Run.objects.using(LOADER).filter(state=RETIRED, has_rows=True).order_by("-retired_at")
    return list(retired.values_list("pk", flat=True)[1:])


def list_outdated_runs(on: date, *, weeks: int) -> list[int]:
    """Return the keys of runs with rows that nobody goes back to, or that were loaded long ago and never made live."""
    loaded = Run.objects.using(LOADER).filter(state=CHECKED, has_rows=True, as_at__lte=on - timedelta(weeks=weeks))
    return [*list_forgettable_runs(), *loaded.values_list("pk", flat=True)]


def forget_deliveries(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Delete what arrived for a retired run, and note that its rows are gone."""
    cursor.execute("delete from intake_delivery where run_id = %s", [run_key])
    cursor.execute("delete from intake_agencycurrency where run_id = %s", [run_key])
    cursor.execute("delete from intake_peoplecount where run_id = %s", [run_key])
    cursor.execute("update intake_run set has_rows = false where id = %s", [run_key])


def _lock(run_id: str) -> Run:
    run = Run.objects.using(LOADER).select_for_update().filter(ref=run_id).first()
    if run is None or not run.has_rows:
        raise RunCannotMove(
            f"Run {run_id} is not in the database.",
            not_done="The live run was not changed.",
            mend="Load its folder first: `kith load` with the run's folder.",
        )
    if LIVE not in TRANSITIONS[run.state]:
        raise RunCannotMove(
            f"Run {run_id} is {run.state} and cannot be made live.",
            not_done="The live run was not changed.",
            mend="Choose a run that is CHECKED or RETIRED; the page of runs lists them.",
        )
    return run


def _record(run_id: str, state: str, folder: str, manifest_sha256: str, as_at: date, by: str, **more: object) -> int:
    fields = {
        "state": state,
        "folder": folder,
        "manifest_sha256": manifest_sha256,
        "as_at": as_at,
        "loaded_at": timezone.now(),
        "loaded_by": by,
        **more,
    }
    return Run.objects.using(LOADER).update_or_create(ref=run_id, defaults=fields)[0].pk
