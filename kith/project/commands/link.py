"""``kith link``: which records of any system's files are the same person. No database and no council is needed."""

from __future__ import annotations

from pathlib import Path

import click

from kith.project.places import FOLDER, day

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--out", type=FOLDER, required=True, help="The folder to make for the answers.")
@click.option("--map", "mapping", type=FILE, metavar="MAP.yml", help="What each column means [default: guessed].")
@click.option(
    "--model", type=FILE, metavar="MODEL.json", help="The model to weigh by [default: the one that comes with Kith]."
)
@click.option("--previous", type=FOLDER, help="The --out folder of an earlier time: the files are added to its people.")
@click.option(
    "--anew", is_flag=True, help="With --previous: link everything again, keep the refs, and say who changed."
)
@click.option("--threshold", type=float, metavar="BITS", help="How sure a link must be [default: 4, sixteen to one].")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What scores the pairs; spark is an optional install.",
)
def link(
    files: tuple[Path, ...],
    out: Path,
    mapping: Path | None,
    model: Path | None,
    previous: Path | None,
    anew: bool,
    threshold: float | None,
    engine: str,
) -> None:
    """Find which records in CSV or Parquet files are the same person, and who lives together.

    Writes people.parquet (one row for each record), households.parquet, pairs.parquet and report.html.
    """
    if anew and not previous:
        raise click.UsageError("--anew says what changed since an earlier time: name its folder with --previous.")
    from kith.engine.link_files.how_many import are_people, how_many
    from kith.engine.link_files.run import link_files
    from kith.project.progress_display import Shown

    with Shown() as progress:
        linked = link_files(
            files,
            out=out,
            mapping=mapping,
            model=model,
            previous=previous,
            engine=engine,
            threshold=threshold,
            anew=anew,
            today=day(None),
            progress=progress,
        )
    counts = linked.counts
    click.echo(f"{are_people(counts)} in {how_many(counts['households'], 'households')}.")
    if previous:
        click.echo(
            f"Since then {how_many(counts['merged'], 'refs')} became part of another, and"
            f" {how_many(counts['split'], 'refs')} lost records to another: changes.parquet."
        )
    click.echo(f"What was understood, and how good it is: {linked.folder / 'report.html'}")
