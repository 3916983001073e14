"""``kith doctor``: checks this installation and says how to mend what is wrong."""

from __future__ import annotations

import click

MARKS = {"ok": ("ok", "green"), "note": ("note", "yellow"), "wrong": ("wrong", "red")}


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Check this installation, and say how to mend what is wrong."""
    from kith.project.doctor import examine

    findings = list(examine())
    for finding in findings:
        word, colour = MARKS[finding.state]
        click.echo(f"{click.style(f'{word:<6}', fg=colour)} {finding.about:<14} {finding.said}")
        if finding.mend:
            click.echo(f"{'':<6} {'':<14} {finding.mend}")
    if any(finding.state == "wrong" for finding in findings):
        ctx.exit(1)
