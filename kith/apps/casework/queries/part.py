"""Reads the few lines about the help that stand on a family's page, in as few questions as may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.agencies.queries import get_agencies, list_workers
from kith.apps.casework.models import Episode, LeadSpell, LevelSpell
from kith.apps.casework.policies import can_open_episode
from kith.apps.casework.queries.known import get_known
from kith.apps.governance.access import FamilyAccess
from kith.vocabulary.codes.lead_roles import LEAD_WORKER
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS


@dataclass(frozen=True)
class EpisodePart:
    """The level of help, of the family and of those where it differs; empty where the worker sees no episode."""

    family_ref: str
    level: str = ""
    since: date | None = None
    lead: str = ""
    is_held: bool = False
    differing: tuple[tuple[str, str], ...] = ()
    may_open: bool = False


def find_part(access: FamilyAccess) -> EpisodePart | None:
    """Return what the family's page says of the help; nothing for whoever neither sees nor may open an episode."""
    episode = Episode.objects.filter(family_ref=access.family_ref, ended_on=None).first()
    if episode is None:
        return EpisodePart(access.family_ref, may_open=True) if can_open_episode(access) else None
    spells = list(LevelSpell.objects.filter(episode=episode, valid_to=None))
    whole = next((one for one in spells if not one.person_ref), None)
    known = get_known(access)
    own = [
        (known[one.person_ref].short_name, SERVICE_LEVELS[one.level].label) for one in spells if one.person_ref in known
    ]
    return EpisodePart(
        family_ref=access.family_ref,
        level=SERVICE_LEVELS[whole.level].label if whole else "Help is going on",
        since=whole.valid_from if whole else episode.started_on,
        lead=_lead(episode),
        is_held=episode.held_since is not None,
        differing=tuple(sorted(own)),
    )


def _lead(episode: Episode) -> str:
    spell = LeadSpell.objects.filter(episode=episode, role=LEAD_WORKER, valid_to=None).first()
    if spell is None:
        return ""
    workers, agencies = list_workers({(spell.agency_id, spell.staff_id)}), get_agencies()
    worker, agency = workers.get((spell.agency_id, spell.staff_id)), agencies.get(spell.agency_id)
    return ", ".join(name for name in (worker.name if worker else "", agency.name if agency else "") if name)
