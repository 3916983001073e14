"""Writes sign-ins and questions: what a lead worker does, and what the family does on its own pages."""

from kith.apps.portal.actions.advocate import end_advocate, invite_advocate, show_advocate
from kith.apps.portal.actions.answers import answer_question
from kith.apps.portal.actions.asking import ask, ask_again, ask_for_right, take_back
from kith.apps.portal.actions.own_way import forget_help_asked
from kith.apps.portal.actions.sign_ins import (
    QUESTIONS,
    SafetyQuestion,
    SignInNotOpenedError,
    close_sign_in,
    is_safe_on_paper,
    open_sign_in,
    print_log,
)
from kith.apps.portal.actions.sittings import choose_passphrase, enter, leave

__all__ = [
    "QUESTIONS",
    "SafetyQuestion",
    "SignInNotOpenedError",
    "answer_question",
    "ask",
    "ask_again",
    "ask_for_right",
    "choose_passphrase",
    "close_sign_in",
    "end_advocate",
    "enter",
    "forget_help_asked",
    "invite_advocate",
    "is_safe_on_paper",
    "leave",
    "open_sign_in",
    "print_log",
    "show_advocate",
    "take_back",
]
