"""Tells in a terminal what came of each source, how it was linked, and what would change on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click


def tell_week(manifest: Mapping[str, Any]) -> None:
    """Print what a run's manifest says of its week."""
    tell_arrivals(manifest["arrivals"])
    tell_linkage(manifest["linkage"]["how"])
    if manifest["difference"]:
        tell_difference(manifest["difference"])


def tell_arrivals(arrivals: list[dict[str, Any]]) -> None:
    """Print a line for each source; one that somebody must ask about stands out."""
    click.secho("\nWhat came", bold=True)
    for one in arrivals:
        click.secho(f"  {one['word']:<15} {one['title']}: {one['said']}", fg="yellow" if one["is_amiss"] else None)


def tell_linkage(how: Mapping[str, Any]) -> None:
    """Print whether everything was linked anew, or what has changed."""
    click.secho("\nHow it was linked", bold=True)
    if how["went_on"]:
        click.echo(
            f"  On from run {how['from_run']}: {how['changed']:,} records are new or changed, {how['gone']:,} gone;"
            f" the persons of {how['again']:,} records were formed again, all others are as they were."
        )
    else:
        click.echo(f"  All anew, because {how['said']}.")


def tell_difference(difference: Mapping[str, Any]) -> None:
    """Print what would change on the pages, as a whole and by agency; nobody is named."""
    from kith.engine.difference.said import agency_lines, said_difference

    click.secho(f"\nWhat would change, from run {difference['from']}", bold=True)
    for line in [*said_difference(difference), *agency_lines(difference)]:
        click.echo(f"  {line}")
    click.echo()
