"""Writes the page that says which page of the site opens for which role, from the table that the crawl is held to."""

from __future__ import annotations

import csv

from kith.project.places import REPOSITORY

TABLE = REPOSITORY / "tests" / "house" / "pages_by_role.csv"
_SHORT = {"refused": "–", "sign in": "sign in", "opens": "**opens**", "own only": "**own**"}


def pages_by_role_page() -> str:
    """Every page of the site and what becomes of each role there, for whoever must approve it."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    roles = [name for name in rows[0] if name not in ("name", "page")]
    header = " | ".join(role.replace("_", " ").lower() for role in roles)
    lines = "\n".join(
        f"| {row['page']} | {' | '.join(_SHORT.get(row[role], row[role]) for role in roles)} |" for row in rows
    )
    return (
        "# Which page opens for whom\n\nEvery page of the site, and what becomes of each role there. "
        "**opens**: the page is shown, with no more on it than [the access matrix](access-matrix.md) lets this worker "
        "see. **own**: only for families they have to do with, or for what they themselves asked or wrote. –: refused, "
        "and the refusal is the same whether there is such a family or not. *sign in*: sent to the sign-in. *start "
        "page*: sent to the start page; that is where a worker goes who has not said what they are here for, and some "
        "roles have nothing that they could be here for. *other page*: sent on to another page of this list. *nobody* "
        "is somebody who is not signed in; *family* and *advocate* have the family's own sign-in, which is nobody on "
        "workers' pages.\n\nThe table is `tests/house/pages_by_role.csv`. `tests/integration/test_crawl.py` goes to "
        "every address as each of these, with families of their own, of others, of somebody who must not be found and "
        "with one that is not there, and fails where the site differs from the table. The pages of signing in itself "
        "(`/accounts/`) are crawled too; they show no person.\n\n"
        f"| Page | {header} |\n|{'---|' * (len(roles) + 1)}\n{lines}\n"
    )
