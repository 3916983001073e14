"""This room's addresses."""

from __future__ import annotations

from django.urls import include, path

from kith.apps.governance.views import break_glass, claim_tie, clearances, emergency_reviews, interests, shields
from kith.apps.governance.views.agreement import agreement
from kith.apps.governance.views.agreements import agreements
from kith.apps.governance.views.choose_purpose import choose_purpose
from kith.apps.governance.views.decisions import decisions
from kith.apps.governance.views.draft_agreement import edit_agreement, new_agreement
from kith.apps.governance.views.end_agreement import end_agreement
from kith.apps.governance.views.lift_family_gate import lift_family_gate
from kith.apps.governance.views.log import log
from kith.apps.governance.views.log_line import log_line
from kith.apps.governance.views.log_sample import log_sample
from kith.apps.governance.views.log_seals import log_seals
from kith.apps.governance.views.log_withheld import log_withheld
from kith.apps.governance.views.outside_request import outside_request, receive_request
from kith.apps.governance.views.policy import policy
from kith.apps.governance.views.policy_version import policy_version
from kith.apps.governance.views.propose_policy import propose
from kith.apps.governance.views.record_decision import record_decision
from kith.apps.governance.views.sign_agreement import sign_agreement
from kith.apps.governance.views.stop_notice import stop_notice

app_name = "governance"
_emergency = [
    path("", break_glass.open_in_emergency, name="break_glass"),
    path("start/", break_glass.start_emergency, name="break_glass_start"),
    path("close/", break_glass.close_emergency, name="break_glass_close"),
    path("my-word/", claim_tie.claim, name="claim_tie"),
    path("reviews/", emergency_reviews.reviews, name="emergency_reviews"),
    path("reviews/<str:ref>/", emergency_reviews.review, name="emergency_review"),
]
_safety = [
    path("shields/", shields.shields, name="shields"),
    path("shields/asked-for/", shields.asked_for, name="shields_asked_for"),
    path("shields/<int:shield_id>/", shields.shield, name="shield"),
    path("clearance/", clearances.clearances, name="clearances"),
    path("clearance/<int:clearance_id>/", clearances.decide, name="clearance_decide"),
    path("own-families/", interests.interests, name="interests"),
]
_sharing = [
    path("agreements/", agreements, name="agreements"),
    path("agreements/new/", new_agreement, name="agreement_new"),
    path("agreements/<str:ref>/", agreement, name="agreement"),
    path("agreements/<str:ref>/edit/", edit_agreement, name="agreement_edit"),
    path("agreements/<str:ref>/sign/", sign_agreement, name="agreement_sign"),
    path("agreements/<str:ref>/end/", end_agreement, name="agreement_end"),
    path("policy/", policy, name="policy"),
    path("policy/propose/", propose, name="policy_propose"),
    path("policy/<str:version>/", policy_version, name="policy_version"),
    path("decisions/", decisions, name="decisions"),
    path("decisions/new/", record_decision, name="decision_new"),
    path("decisions/outside/", receive_request, name="outside_request_new"),
    path("decisions/outside/<str:ref>/", outside_request, name="outside_request"),
    path("stop-using/<str:ref>/", stop_notice, name="stop_notice"),
    path("families/<str:family_ref>/why/", lift_family_gate, name="lift_family_gate"),
]
_log = [
    path("", log, name="log"),
    path("<int:event_id>/", log_line, name="log_line"),
    path("seals/", log_seals, name="log_seals"),
    path("sample/", log_sample, name="log_sample"),
    path("withheld/", log_withheld, name="log_withheld"),
]
urlpatterns = [
    path("log/", include(_log)),
    *_sharing,
    path("purpose/", choose_purpose, name="choose_purpose"),
    path("emergency/", include(_emergency)),
    *_safety,
]
