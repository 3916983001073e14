"""Writes the pages of docs/reference that are made from the code, or checks that they are current."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.project.access_pages import faults_page, matrix_page
from kith.project.asvs_page import asvs_page
from kith.project.places import REPOSITORY
from kith.project.role_pages import pages_by_role_page

if TYPE_CHECKING:
    from kith.engine.sources.declare import Source
    from kith.engine.tables import Column

PACKAGE = REPOSITORY / "kith"
REFERENCE = REPOSITORY / "docs" / "reference"
MADE = "<!-- Made from the code by `make docs`. Do not edit here. -->\n"
EVERYONE = " It speaks of everyone, not only of people being helped; it makes no name visible."
ROOMS_WITHOUT_SENTENCES = ("migrations", "static", "node_modules")


def errors_page() -> str:
    """Every error code: what it means, what was not done, how to mend it."""
    pages = sorted((PACKAGE / "vocabulary" / "error_pages").glob("K*.md"))
    entries = [page.read_text(encoding="utf-8").strip() for page in pages]
    lines = "\n".join(f"| [{_code(entry)}](#{_anchor(entry)}) | {_title(entry)} |" for entry in entries)
    body = "\n\n".join("#" + entry for entry in entries)
    return (
        "# Errors\n\nEvery expected error says what happened, what was *not* done, who can mend it and how, and "
        "ends with one of these codes.\nK1xx landing and sources, K2xx the engine, K3xx database and installation, "
        "K4xx access and sign-in, K5xx the example council and `kith link`,\nK6xx handover and runs.\n\n"
        f"| Code | |\n|---|---|\n{lines}\n\n{body}\n"
    )


def tables_page() -> str:
    """Every table of the engine, from tables.py."""
    from kith.engine.tables import TABLES

    parts = [
        "# Tables\n\nThe engine's tables, in the order in which the data passes. "
        "Types are DuckDB's; a name in **bold** is never empty."
    ]
    for table in TABLES.values():
        key = f" One row per {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
        rows = "\n".join(_column_row(column.name, column) for column in table.columns)
        parts.append(f"## {table.name}\n\n{table.meaning}{key}\n\n| Column | Type | Meaning |\n|---|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


def _column_row(name: str, column: Column) -> str:
    return f"| {f'**{name}**' if column.required else name} | {column.type} | {_cell(column.meaning)} |"


def commands_page() -> str:
    """Every command, from its own help."""
    from kith.project.cli import main

    parts = ["# Commands\n\n`kith COMMAND --help` says the same on the screen."]
    for names, command in _commands(main, ("kith",)):
        context = click.Context(command, info_name=" ".join(names), max_content_width=100, terminal_width=100)
        parts.append(f"## {' '.join(names)}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts) + "\n"


def sources_page() -> str:
    """Every source: who sends it, why it is needed, what it fills."""
    from kith.engine.sources import load_sources

    parts = ["# Sources\n\nWhat each agency sends, why each person's row is needed, and which tables it fills."]
    return "\n\n".join([*parts, *map(_source_part, load_sources().values())]) + "\n"


def _source_part(source: Source) -> str:
    from kith.engine.sources.declare import EVERY
    from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS

    files = "\n".join(
        f"| `{file.pattern}` | {file.kind} | {'may be absent' if file.optional else 'always'} | "
        f"{_cell(', '.join(column.heading for column in file.columns))} |"
        for file in source.files
    )
    return (
        f"## {source.title} (`{source.name}`)\n\nFrom: {AGENCY_KINDS[source.agency_kind].name}. "
        f"Category: {source.category}. Comes {EVERY[source.every].words}, kept {source.keep_weeks} weeks. "
        f"Fills: {', '.join(source.fills)}."
        f"{EVERYONE if source.about_everyone else ''}\n\n"
        f"*Why:* {source.purpose}\n\n*The test of need:* {source.necessity}\n\n"
        f"| File | Kind | | Columns |\n|---|---|---|---|\n{files}"
    )


def where_page() -> str:
    """Every module and its one sentence: where to look for what."""
    parts = [
        "# Where is ...?\n\nEvery module opens with one sentence: its job. "
        "Read `kith/engine` downwards and `kith/apps` upwards."
    ]
    for folder, modules in _rooms():
        rows = "\n".join(f"| `{module.name}` | {_cell(first_sentence(module))} |" for module in modules)
        parts.append(f"## {folder.relative_to(REPOSITORY)}\n\n| Module | Its job |\n|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "errors.md": errors_page,
    "tables.md": tables_page,
    "commands.md": commands_page,
    "sources.md": sources_page,
    "where-is.md": where_page,
    "access-matrix.md": matrix_page,
    "faults.md": faults_page,
    "pages-by-role.md": pages_by_role_page,
    "asvs.md": asvs_page,
}


def first_sentence(module: Path) -> str:
    """Return the first line of a module's docstring; empty if it has none."""
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return said.split("\n")[0]


def python_modules() -> Iterator[Path]:
    """Every module of the package that a person wrote."""
    for module in sorted(PACKAGE.rglob("*.py")):
        if not set(ROOMS_WITHOUT_SENTENCES) & set(module.relative_to(PACKAGE).parts):
            yield module


def out_of_date() -> list[str]:
    """Return the names of the pages that differ from what the code would make."""
    return [name for name, make in PAGES.items() if _on_disk(name) != MADE + make()]


def _on_disk(name: str) -> str:
    page = REFERENCE / name
    return page.read_text(encoding="utf-8") if page.exists() else ""


def _rooms() -> Iterator[tuple[Path, list[Path]]]:
    rooms: dict[Path, list[Path]] = {}
    for module in python_modules():
        if first_sentence(module):
            rooms.setdefault(module.parent, []).append(module)
    return iter(sorted(rooms.items()))


def _commands(command: click.Command, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield names, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(inner, (*names, name))


def _title(entry: str) -> str:
    return entry.split("\n")[0].lstrip("# ").partition(" ")[2]


def _code(entry: str) -> str:
    return entry.split("\n")[0].lstrip("# ").partition(" ")[0]


def _anchor(entry: str) -> str:
    heading = entry.split("\n")[0].lstrip("# ").lower()
    return "".join(letter for letter in heading if letter.isalnum() or letter in " -_").replace(" ", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main(arguments: Iterable[str]) -> int:
    """Write the pages, or with ``--check`` say which are out of date."""
    if "--check" in arguments:
        late = out_of_date()
        if late:
            print(f"Out of date in docs/reference: {', '.join(late)}. Run make docs.")
        return 1 if late else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(MADE + make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
