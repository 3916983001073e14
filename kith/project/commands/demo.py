"""``kith demo``: the example council, from files to pages, in one command."""

from __future__ import annotations

import click


@click.command()
@click.option("--people", envvar="KITH_DEMO_PEOPLE", default=20_000, show_default=True, help="How many people.")
@click.option("--port", default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option("--no-serve", is_flag=True, help="Make everything, then stop instead of serving.")
def demo(people: int, port: int, no_serve: bool) -> None:
    """Make an invented council, run the engine on it, and serve its families on this machine."""
    from kith.project.demo import prepare, serve, show_sign_ins, stopping_what_it_starts

    with stopping_what_it_starts():
        prepare(people)
        show_sign_ins(port)
        if not no_serve:
            serve(port)
