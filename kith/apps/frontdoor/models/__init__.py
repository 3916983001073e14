"""The tables of this room: contacts, who and what is in them, what was asked, decided and answered, advice given."""

from kith.apps.frontdoor.models.advice_note import AdviceNote
from kith.apps.frontdoor.models.asked import Asked
from kith.apps.frontdoor.models.contact import Contact
from kith.apps.frontdoor.models.contact_person import ContactPerson
from kith.apps.frontdoor.models.decision import Decision
from kith.apps.frontdoor.models.feedback import Feedback
from kith.apps.frontdoor.models.passing import Passing
from kith.apps.frontdoor.models.said import Said

__all__ = ["AdviceNote", "Asked", "Contact", "ContactPerson", "Decision", "Feedback", "Passing", "Said"]
