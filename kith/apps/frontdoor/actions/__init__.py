"""What is done with contacts; every write is logged, and says whom it was about as far as that is known."""

from kith.apps.frontdoor.actions.advise import note_advice
from kith.apps.frontdoor.actions.answer import tell_referrer
from kith.apps.frontdoor.actions.before import ask_partner, note_looked_before, settle_partners
from kith.apps.frontdoor.actions.decide import decide, reopen
from kith.apps.frontdoor.actions.keeping import erase_person, merge_person
from kith.apps.frontdoor.actions.name_people import leave_out, look_for_people, put_person, say_not_found
from kith.apps.frontdoor.actions.own_way import NotTakenIn, write_own_way
from kith.apps.frontdoor.actions.pass_on import accept_passed, return_passed
from kith.apps.frontdoor.actions.register_people import write_down_unfound
from kith.apps.frontdoor.actions.write_down import add_words, change, refer, restrict, take_on, tell_more, write_down

__all__ = [
    "NotTakenIn",
    "accept_passed",
    "add_words",
    "ask_partner",
    "change",
    "decide",
    "erase_person",
    "leave_out",
    "look_for_people",
    "merge_person",
    "note_advice",
    "note_looked_before",
    "put_person",
    "refer",
    "reopen",
    "restrict",
    "return_passed",
    "say_not_found",
    "settle_partners",
    "take_on",
    "tell_more",
    "tell_referrer",
    "write_down",
    "write_down_unfound",
    "write_own_way",
]
