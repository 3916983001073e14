"""The ``kith`` command: lists the commands, and shows an expected error in its four parts instead of a traceback."""

from __future__ import annotations

import click

from kith.project.commands import (
    account,
    audit,
    beside,
    bring_in,
    demo,
    doctor,
    example,
    export,
    forget,
    link,
    live,
    rights,
    run,
    serve,
    source,
    walk,
    week,
)
from kith.project.shown_errors import shown_errors


class Kith(click.Group):
    """A group whose commands never end in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for, showing any error to a person."""
        with shown_errors():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order a newcomer needs them."""
        return list(self.commands)


@click.group(cls=Kith, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kith", message="kith %(version)s")
def main() -> None:
    """Kith links what agencies know into families, so that a council can help whole families early.

    Start with `kith demo`: an invented council, from its agencies' files to a family's page.
    """


for command in (
    demo.demo,
    example.example,
    export.export,
    run.run,
    link.link,
    week.difference,
    week.week,
    bring_in.bring_in,
    live.load,
    live.live,
    live.back,
    forget.bring,
    forget.apart,
    forget.forget,
    walk.walk,
    source.source,
    rights.rights,
    serve.serve,
    serve.worker,
    account.account,
    audit.audit,
    beside.beside,
    serve.migrate,
    doctor.doctor,
):
    main.add_command(command)
