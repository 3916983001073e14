"""Runs the ``.sql`` files that lie beside a room's code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


@cache
def sql_text(package: str, name: str) -> str:
    """Return the text of ``name``.sql in ``package``."""
    return (files(package) / f"{name}.sql").read_text(encoding="utf-8")


def run_sql(cursor: CursorWrapper, package: str, name: str, **parameters: str | int) -> None:
    """Run every statement of ``name``.sql in ``package``; ``%(name)s`` stands for a parameter."""
    for statement in sql_text(package, name).split(";\n"):
        if statement.strip():
            cursor.execute(statement, parameters or None)


def run_prepared(
    package: str, name: str, parameters: Mapping[str, object], *, using: str = DEFAULT_DB_ALIAS
) -> list[tuple[Any, ...]]:
    """Run the one statement of ``name``.sql, which the server keeps planned for the connection; return its rows.

    Django writes values into the text, so that the server plans each question anew: for the small ones that every page
    asks, that takes longer than to answer them.
    """
    database = connections[using]
    database.ensure_connection()
    with database.wrap_database_errors, Cursor(database.connection) as cursor:
        cursor.execute(sql_text(package, name), parameters, prepare=True)
        return cursor.fetchall() if cursor.description else []
