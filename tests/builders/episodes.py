"""Opens episodes the way people do: a worker opens the family's door, and acts inside it."""

from __future__ import annotations

from typing import Any

SUPPORT, SUPERVISION = "EARLY_HELP_SUPPORT", "SUPERVISION"


def act(worker: Any, family: str, do: Any, *, purpose: str = SUPPORT) -> Any:
    """Open the family and its episode, and return what ``do(access, page)`` gives."""
    from kith.apps.casework.queries.episode import find_episode
    from kith.apps.governance.access import open_family

    with open_family(worker, purpose, family) as access:
        page = find_episode(access)
        return do(access, page)


def seen(worker: Any, family: str, *, purpose: str = SUPPORT) -> Any:
    """Return the episode as this worker sees it; nothing where they see none."""
    return act(worker, family, lambda access, page: page, purpose=purpose)


def open_for(
    worker: Any, family: str, people: Any, *, lead: tuple[str, str] | None, level: str = "3", purpose: str = SUPPORT
) -> str:
    """Open an episode for these people, led by agency and staff id."""
    from kith.apps.casework.actions.opening import FirstLead, open_episode

    def do(access: Any, page: Any) -> str:
        first = FirstLead(*lead, "AGREED") if lead else None
        return open_episode(
            access, people=dict.fromkeys(people, "Canary why"), level=level, lead=first, reason="Canary reason"
        )

    return str(act(worker, family, do, purpose=purpose))
