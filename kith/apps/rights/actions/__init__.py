"""Writes requests, holds, disposal and erasure; each subject has its file."""

from kith.apps.rights.actions.disposal import approve_list, make_list, turn_down_list
from kith.apps.rights.actions.erase import LedgerLine, keep_record_keys, replay_erasures, take_back_ledger
from kith.apps.rights.actions.handle import (
    agree_as_second_reader,
    agree_scope,
    check_request,
    decide,
    extend,
    order_collecting,
    pause,
    refuse,
    release,
    resume,
    send_back,
    take_on,
    tell_outcome,
)
from kith.apps.rights.actions.holds import ask_to_end_hold, end_hold, set_hold
from kith.apps.rights.actions.job import do_what_waits, order_clocks
from kith.apps.rights.actions.receive import receive_request
from kith.apps.rights.actions.review import review_item

__all__ = [
    "LedgerLine",
    "agree_as_second_reader",
    "agree_scope",
    "approve_list",
    "ask_to_end_hold",
    "check_request",
    "decide",
    "do_what_waits",
    "end_hold",
    "extend",
    "keep_record_keys",
    "make_list",
    "order_clocks",
    "order_collecting",
    "pause",
    "receive_request",
    "refuse",
    "release",
    "replay_erasures",
    "resume",
    "review_item",
    "send_back",
    "set_hold",
    "take_back_ledger",
    "take_on",
    "tell_outcome",
    "turn_down_list",
]
