"""Asks questions, and writes what is owed after them."""

from kith.apps.enquiries.actions.alerts import look_into_alert
from kith.apps.enquiries.actions.asking import TooManyQuestions, ask
from kith.apps.enquiries.actions.follow_up import follow_up
from kith.apps.enquiries.actions.helped import say_if_it_helped
from kith.apps.enquiries.actions.keeping import erase_person, forget_expired_answers, keep_hiding_key, merge_person
from kith.apps.enquiries.actions.view_requests import ask_to_bring_into_view, mark_brought_into_view

__all__ = [
    "TooManyQuestions",
    "ask",
    "ask_to_bring_into_view",
    "erase_person",
    "follow_up",
    "forget_expired_answers",
    "keep_hiding_key",
    "look_into_alert",
    "mark_brought_into_view",
    "merge_person",
    "say_if_it_helped",
]
