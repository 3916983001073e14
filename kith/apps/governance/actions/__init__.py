"""Writes ties, shields and agreements: in bulk when a run goes live, one at a time when people decide."""

from kith.apps.governance.actions.agreements import sign_agreement
from kith.apps.governance.actions.run_ties import replace_run_ties

__all__ = ["replace_run_ties", "sign_agreement"]
