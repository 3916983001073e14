"""How a command shows what went wrong: an expected error in four parts, an unexpected one as a place to look."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from kith.project.places import var_folder
from kith.vocabulary.errors import KithError


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show whatever is raised inside, and end the command with exit code 1."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        raise click.Abort from None
    except KithError as error:
        _show_expected(error)
        raise click.exceptions.Exit(1) from None
    except Exception as error:
        # For developers, on invented data only: a traceback may quote a value.
        if os.environ.get("KITH_TRACEBACK") == "1":
            raise
        _show_unexpected(error)
        raise click.exceptions.Exit(1) from None


def _show_expected(error: KithError) -> None:
    click.secho(error.what, err=True, bold=True)
    click.echo(error.not_done, err=True)
    click.echo(error.mend, err=True)
    click.echo(f"({error.code}: docs/reference/errors.md)", err=True)


def _show_unexpected(error: Exception) -> None:
    log = _write_log(error)
    click.secho(f"Something went wrong that Kith did not expect ({type(error).__name__}).", err=True, bold=True)
    click.echo("What the command had not finished was not done.", err=True)
    click.echo(f"Where in the code it happened is in {log}; it names no person. Please pass it on.", err=True)
    click.echo("(K000: docs/reference/errors.md)", err=True)


def _write_log(error: Exception) -> Path:
    """Write where it happened, and no message: messages of libraries quote the value that they could not take."""
    lines = [datetime.now(UTC).isoformat(timespec="seconds")]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__name__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    log = var_folder() / "log" / "unexpected.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n\n")
    return log
