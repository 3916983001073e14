"""Stops a save that would break a rule of casework, and says which rule and how to mend it."""

from __future__ import annotations

from kith.rules.casework_rules import EpisodeFacts, errors_at_save
from kith.vocabulary.errors import KithError


class CaseworkRuleBroken(KithError):
    """What was to be saved breaks a rule that is an error and not a question."""

    code = "K880"


def check_rules(facts: EpisodeFacts) -> None:
    """Raise with every rule that these facts break, or return."""
    broken = errors_at_save(facts)
    if broken:
        raise CaseworkRuleBroken(
            " ".join(f"{rule.words} (Rule {rule.code}.)" for rule in broken),
            not_done="Nothing was saved.",
            mend=" ".join(dict.fromkeys(rule.mend for rule in broken)),
        )
