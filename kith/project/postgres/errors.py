"""What can go wrong between Kith and PostgreSQL, each with a page."""

from __future__ import annotations

from kith.vocabulary.errors import KithError


class NoPostgresFoundError(KithError):
    """No usable PostgreSQL binaries on this machine."""

    code = "K301"


class PostgresDidNotStartError(KithError):
    """Our own server did not come up."""

    code = "K302"


class DatabaseRefusedError(KithError):
    """The address in DATABASE_URL cannot be used, or may not make roles."""

    code = "K303"


class NoOtherUserError(KithError):
    """PostgreSQL refuses to run as root and there is no other user to run it as."""

    code = "K304"
