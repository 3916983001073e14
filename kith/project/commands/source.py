"""``kith source``: begins a new source, and shows what a file would land as."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import Any

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def source() -> None:
    """Add a kind of extract, and try a file against it."""


@source.command()
@click.argument("name")
@click.option(
    "--like", type=FILE, help="A CSV file of the agency: its headings, types and codes are guessed, no row is copied."
)
def new(name: str, like: Path | None) -> None:
    """Make the folder of a new source, ready to fill in."""
    from kith.engine import sources
    from kith.engine.sources.new_source import new_source

    folder = new_source(name, Path(sources.__file__).parent, sample=like)
    click.echo(f"{folder} is ready.")
    click.echo(f"Fill in its README.md, spec.py and clean.sql, then: kith source try {name} FILE")


@source.command("try")
@click.argument("name")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.pass_context
def try_(ctx: click.Context, name: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Show what one FILE or several of the same source would land as; nothing is kept."""
    from kith.engine.try_source import try_source

    trial = try_source(name, *files)
    click.echo(json_text.dumps(trial, default=str) if as_json else _in_words(trial))
    if trial["refused"]:
        ctx.exit(1)


def _in_words(trial: dict[str, Any]) -> str:
    tables = [f"  {table:<14} {rows:>8,} rows" for table, rows in trial["tables"].items()]
    return "\n".join(["Would fill:", *tables, "Problems:", *(_problems(trial["problems"]) or ["  none"])])


def _problems(problems: list[dict[str, Any]]) -> list[str]:
    """Return a line for each kind of problem: where it is first, how often it is, and what would be right."""
    kinds: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for problem in problems:
        kind = tuple(problem.get(part) for part in ("said", "file", "column", "rule"))
        kinds.setdefault(kind, []).append(problem)
    return [_line(alike) for alike in kinds.values()]


def _line(alike: list[dict[str, Any]]) -> str:
    first = alike[0]
    if "said" in first:
        return f"  {first['said']}"
    column = f", column {first['column']}" if first["column"] else ""
    if first["rule"] == "UNKNOWN_CODE":
        # Counted only: among the cells of a mistaken column may be a name.
        return (
            f"  {first['file']}{column}: {len(alike):,} codes that spec.py does not list, from row {first['row']} on."
        )
    more = f" and {len(alike) - 1:,} more" if len(alike) > 1 else ""
    where = f"{first['file']}, row {first['row']}{more}{column}"
    wrong, right = first["what_is_wrong"].rstrip("."), first["example"].rstrip(".")
    return f"  {where}: {wrong} ({first['what_became_of_it']}). Right: {right}."
