"""The tables of this room: episodes, and all that is dated within them."""

from kith.apps.casework.models.case_import import CaseImport, ImportedPerson
from kith.apps.casework.models.case_note import CaseNote, CaseNotePerson
from kith.apps.casework.models.chronology_entry import ChronologyEntry
from kith.apps.casework.models.engagement import EngagementAnswer
from kith.apps.casework.models.episode import Episode
from kith.apps.casework.models.episode_person import EpisodePerson
from kith.apps.casework.models.handover import Handover
from kith.apps.casework.models.lead_spell import LeadSpell
from kith.apps.casework.models.level_spell import LevelSpell
from kith.apps.casework.models.management_decision import ManagementDecision
from kith.apps.casework.models.service_referral import ServiceReferral
from kith.apps.casework.models.supervision import Supervision
from kith.apps.casework.models.team_member import TeamMember

__all__ = [
    "CaseImport",
    "CaseNote",
    "CaseNotePerson",
    "ChronologyEntry",
    "EngagementAnswer",
    "Episode",
    "EpisodePerson",
    "Handover",
    "ImportedPerson",
    "LeadSpell",
    "LevelSpell",
    "ManagementDecision",
    "ServiceReferral",
    "Supervision",
    "TeamMember",
]
