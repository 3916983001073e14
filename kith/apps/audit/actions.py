"""Writes the access log, in the transaction of whatever it records: if the line cannot be written, nothing is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, DatabaseError, transaction
from psycopg.types.json import Jsonb

from kith.apps.base.sql import run_prepared
from kith.vocabulary.errors import KithError

VIEW, SEARCH, LIST, QUESTION = "VIEW", "SEARCH", "LIST", "QUESTION"
EXPORT, PRINT, WRITE, DECIDE = "EXPORT", "PRINT", "WRITE", "DECIDE"
SIGN_IN, SIGN_OUT = "SIGN_IN", "SIGN_OUT"
# Done to a worker's sign-in from the command line, by whoever runs Kith: the line names the worker it was done to.
RESET_SIGN_IN, END_SITTINGS = "RESET_SIGN_IN", "END_SITTINGS"
PORTAL = "portal"
ALLOWED, DENIED = "ALLOWED", "DENIED"
_RESTORED = "KL001"  # raised by kith_open_epoch in row_security.sql


class LogOutsideTransaction(KithError):
    """Something was about to be shown without its log line being bound to it."""

    code = "K402"


class LogWaitsForEpoch(KithError):
    """The database was restored from a copy: its transactions count from before what was sealed."""

    code = "K421"


@dataclass(frozen=True)
class Line:
    """What a line of the log says: references and codes only. ``shown`` is what ``audit.shown.Shown`` tallied.

    ``reason_given`` says whether a reason was typed, never what. ``on_behalf_of`` is whom an advocate acts for.
    """

    action: str
    worker_id: int | None
    role: str
    agency_id: str
    purpose: str
    level_asked: int
    level_granted: int
    gate: str
    policy_version: str
    family_ref: str = ""
    subject_refs: Iterable[str] = ()
    found_family_refs: Iterable[str] = ()
    obligations: Iterable[str] = ()
    agreement_refs: Iterable[str] = ()
    query_fingerprint: str = ""
    preference_refs: Iterable[str] = ()
    shown: Iterable[str] = ()
    categories: Iterable[str] = ()  # beside those in ``shown``
    basis: str = ""
    tie_kind: str = ""
    break_glass_ref: str = ""
    enquiry_ref: str = ""
    reason_given: bool = False
    session_ref: str = ""
    signed_in_by: str = ""
    has_second_factor: bool = False
    ip_hash: str = ""
    device_hash: str = ""
    on_behalf_of: str = ""
    is_family_visible: bool = True
    withheld_code: str = ""


def record_access(line: Line, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Append ``line``; the answer is denied where nothing was granted."""
    if not transaction.get_connection(using).in_atomic_block:
        raise LogOutsideTransaction(
            "Something personal was asked for outside a transaction.",
            not_done="Nothing was shown and nothing was logged.",
            mend="This is a fault in the program: open what is read through governance.access.",
        )
    plain = {name: value for name, value in vars(line).items() if isinstance(value, str | int | None)}
    lists = {name: sorted(set(value)) for name, value in vars(line).items() if name not in plain}
    tallies = [code.split("|") for code in lists["shown"]]
    lists["categories"] = sorted({*lists["categories"], *(category for _, category, _, _ in tallies)})
    rows = sum(int(count) for *_, count in tallies)
    try:
        written = {**plain, **lists, "rows_shown": rows, "outcome": ALLOWED if line.level_granted else DENIED}
        statement = "append_line_of_portal" if using == PORTAL else "append_line"
        run_prepared("kith.apps.audit", statement, {"line": Jsonb(written)}, using=using)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != _RESTORED:
            raise
        raise LogWaitsForEpoch(
            "The database was restored from a copy, and nobody has signed for it yet.",
            not_done="Nothing was shown, because nothing can be logged.",
            mend="Whoever runs Kith: two people sign for the restore with `kith audit epoch`.",
        ) from error
