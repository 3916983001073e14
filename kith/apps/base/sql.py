"""Runs the ``.sql`` files that lie beside a room's code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

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
