"""The site with a case system beside it: ``gunicorn tests.journeys.beside_site:application``."""

from __future__ import annotations

import os
from typing import Any

from kith.project.wsgi import application

__all__ = ["application"]


def _stand_beside() -> None:
    """Let the school's workers come by the case system's links, and let the hosts of this test frame the summary."""
    from kith.apps.base import other_systems
    from kith.apps.beside import framing
    from kith.apps.beside.actions import arrive
    from kith.apps.beside.queries import meant

    hosts = tuple(os.environ["KITH_TEST_FRAMES"].split())  # without TLS, which a council's own hosts may not be
    system = other_systems.OtherSystem("CASE_SYSTEM", "The case system", ("SCH_1",), ("NHS_NUMBER",), "", hosts)
    for module in (other_systems, framing, arrive, meant):
        module_: Any = module
        module_.load_systems = lambda: {system.code: system}


_stand_beside()
