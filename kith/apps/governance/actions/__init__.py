"""Writes ties, shields and agreements: in bulk when a run goes live, one at a time when people decide."""

from kith.apps.governance.actions.agreement_terms import (
    change_draft,
    draft_agreement,
    end_agreement,
    mark_helped,
    sign_draft,
)
from kith.apps.governance.actions.agreements import note_handed_over, sign_agreement
from kith.apps.governance.actions.decisions import (
    DecisionNotYours,
    DutyNotBegun,
    ReasonLiftsNothing,
    decide_outside_request,
    give_safeguarding_reason,
    mark_stopped,
    receive_outside_request,
    record_decision,
)
from kith.apps.governance.actions.emergency import break_glass, claim_tie, close_for_session, close_glass
from kith.apps.governance.actions.family_sharing import (
    bring_in_preference,
    record_preference,
    record_together,
    take_back,
    withdraw_preference,
)
from kith.apps.governance.actions.policy import TableWillNotDo, approve_policy, decline_policy, propose_policy
from kith.apps.governance.actions.run_ties import replace_run_ties

__all__ = [
    "DecisionNotYours",
    "DutyNotBegun",
    "ReasonLiftsNothing",
    "TableWillNotDo",
    "approve_policy",
    "break_glass",
    "bring_in_preference",
    "change_draft",
    "claim_tie",
    "close_for_session",
    "close_glass",
    "decide_outside_request",
    "decline_policy",
    "draft_agreement",
    "end_agreement",
    "give_safeguarding_reason",
    "mark_helped",
    "mark_stopped",
    "note_handed_over",
    "propose_policy",
    "receive_outside_request",
    "record_decision",
    "record_preference",
    "record_together",
    "replace_run_ties",
    "sign_agreement",
    "sign_draft",
    "take_back",
    "withdraw_preference",
]
