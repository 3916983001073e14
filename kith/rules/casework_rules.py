"""What must be true of an episode: which break of a rule stops a save, and which is put to somebody as a question.

Facts in, answer out: no clock, no database. The numbers are those of the national validation of the children in need
census, as Data to Insight's public validator words them, in Kith's words; ``KITH`` where the rule is Kith's own.
November 2026. Each stands in ``RULES`` with where it is held, so that none is only believed to be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from kith.rules.level_changes import NEEDED_ROLES
from kith.vocabulary.codes.lead_roles import LEAD_WORKER

ERROR, QUERY = "error", "query"
SAVE, DATABASE, PAGE, LATER = "save", "database", "page", "later"
HELD_BY = {
    SAVE: "Stopped when it is saved",
    DATABASE: "Cannot be: the database forbids it",
    PAGE: "Asked on this page",
    LATER: "Comes with assessments, enquiries and closing",
}
BEFORE_BIRTH = timedelta(weeks=40)
_VOLUNTARY = ("2", "3")  # levels that rest on the family's yes


@dataclass(frozen=True)
class EpisodeFacts:
    """What the rules ask of one episode. A set that whoever asks may not read is ``None``, and breaks nothing."""

    on: date
    started_on: date
    ended_on: date | None = None
    end_reason: str = ""
    reason_code: str = ""
    level: str = ""
    levels: Collection[str] = ()  # the family's and children's own, now
    first_level_on: date | None = None
    lead_roles: Collection[str] = ()
    children: int | None = None
    twice: int | None = None  # children who are in another open episode too
    births: Collection[date] = ()  # born, or due
    received_on: date | None = None  # the contact that it was opened from
    has_answer: bool = True  # of somebody in the family, to being offered help
    first_written_on: date | None = None
    last_written_on: date | None = None
    is_talk_late: bool = False
    is_handover_late: bool = False


@dataclass(frozen=True)
class CaseworkRule:
    """One rule: ``is_broken`` says so of an episode's facts; without one it is held elsewhere, as ``held`` says."""

    code: str
    kind: str
    held: str
    words: str
    mend: str
    source: str
    is_broken: Callable[[EpisodeFacts], bool] | None = None


def _starts_to_come(facts: EpisodeFacts) -> bool:
    return facts.started_on > facts.on


def _starts_before_contact(facts: EpisodeFacts) -> bool:
    return facts.received_on is not None and facts.started_on < facts.received_on


def _long_before_birth(facts: EpisodeFacts) -> bool:
    return any(facts.started_on < born - BEFORE_BIRTH for born in facts.births)


def _ends_before_start(facts: EpisodeFacts) -> bool:
    return facts.ended_on is not None and facts.ended_on < facts.started_on


def _written_after_end(facts: EpisodeFacts) -> bool:
    return facts.ended_on is not None and facts.last_written_on is not None and facts.last_written_on > facts.ended_on


def _written_before_start(facts: EpisodeFacts) -> bool:
    return facts.first_written_on is not None and facts.first_written_on < facts.started_on


def _level_before_start(facts: EpisodeFacts) -> bool:
    return facts.first_level_on is not None and facts.first_level_on < facts.started_on


def _has_no_level(facts: EpisodeFacts) -> bool:
    return _is_open(facts) and not facts.level


def _nobody_leads(facts: EpisodeFacts) -> bool:
    return _is_open(facts) and LEAD_WORKER not in facts.lead_roles


def _role_is_missing(facts: EpisodeFacts) -> bool:
    needed = {role for level in facts.levels for role in NEEDED_ROLES.get(level, ())} - {LEAD_WORKER}
    return _is_open(facts) and bool(needed - set(facts.lead_roles))


def _has_no_reason(facts: EpisodeFacts) -> bool:
    return not facts.reason_code


def _has_no_child(facts: EpisodeFacts) -> bool:
    return _is_open(facts) and facts.children == 0


def _child_is_twice(facts: EpisodeFacts) -> bool:
    return _is_open(facts) and bool(facts.twice)


def _nobody_was_asked(facts: EpisodeFacts) -> bool:
    return _is_open(facts) and facts.level in _VOLUNTARY and not facts.has_answer


def _is_open(facts: EpisodeFacts) -> bool:
    return facts.ended_on is None


_NONE_YET = "Nothing yet: Kith does not keep it so far."
_CANNOT_BE = "Nothing: it cannot be."
RULES: tuple[CaseworkRule, ...] = (
    CaseworkRule(
        "K1", ERROR, SAVE, "It begins on a day that is still to come.", "Give the day on which help began.", "KITH",
        _starts_to_come,
    ),
    CaseworkRule(
        "1103", ERROR, SAVE, "It begins before the contact that it was opened from.",
        "Give the day of the contact, or a later one.", "1103, 2889", _starts_before_contact,
    ),
    CaseworkRule(
        "8606", ERROR, SAVE, "It begins more than 40 weeks before a child in it was born, or is due.",
        "Look at the day, and at the child's day of birth.", "8606", _long_before_birth,
    ),
    CaseworkRule(
        "K2", ERROR, SAVE, "It ends before it begins.", "Have it put right by whoever looks after Kith.", "KITH",
        _ends_before_start,
    ),
    CaseworkRule(
        "8565", ERROR, SAVE, "Something in it is dated after its end.",
        "Write it into the family's new episode, or put the day right.", "8565", _written_after_end,
    ),
    CaseworkRule(
        "K3", QUERY, PAGE, "A level is older than the episode.", "Look whether the episode began earlier.", "KITH",
        _level_before_start,
    ),
    CaseworkRule(
        "1105", QUERY, PAGE, "Supervision, or a referral to a service, is older than the episode.",
        "Look whether the episode began earlier.", "1104, 1105", _written_before_start,
    ),
    CaseworkRule("K4", QUERY, PAGE, "No level is set.", "Set the family's level.", "KITH", _has_no_level),
    CaseworkRule("K5", QUERY, PAGE, "Nobody leads the help.", "Name a lead worker.", "KITH", _nobody_leads),
    CaseworkRule(
        "K6", QUERY, PAGE, "Its level needs somebody who is not named: who leads protection, or a social worker.",
        "Name them.", "Families First pathfinder, minimum expectations", _role_is_missing,
    ),
    CaseworkRule(
        "8610", QUERY, PAGE, "It has no main reason.", "Imported ones may lack it: find out, and have it put right.",
        "8610", _has_no_reason,
    ),
    CaseworkRule("K7", QUERY, PAGE, "No child is in it.", "Add whom the help is for.", "KITH", _has_no_child),
    CaseworkRule(
        "8815", QUERY, PAGE, "A child in it is in another open episode too.",
        "Look whether the two belong together, or one is to end.", "8815", _child_is_twice,
    ),
    CaseworkRule(
        "K8", QUERY, PAGE, "Nobody has written down whether the family wants this help.",
        "Ask them, and write down what they answer. A no is recorded without penalty.", "KITH", _nobody_was_asked,
    ),
    CaseworkRule(
        "K9", QUERY, PAGE, "Supervision is overdue.", "Talk the family's work over with its lead worker.",
        "clock supervision", lambda facts: _is_open(facts) and facts.is_talk_late,
    ),
    CaseworkRule(
        "K10", QUERY, PAGE, "It was offered to another agency, which has not answered in time.",
        "Ring them, or take it back.", "clock handover_answer",
        lambda facts: _is_open(facts) and facts.is_handover_late,
    ),
    CaseworkRule(
        "8805", ERROR, DATABASE, "It has an end without a reason, or a reason without one.", _CANNOT_BE, "8805, 8810",
    ),
    CaseworkRule("K11", ERROR, DATABASE, "Two lead at once, or two levels hold at once.", _CANNOT_BE, "KITH"),
    CaseworkRule("K12", ERROR, DATABASE, "The family has two open episodes.", _CANNOT_BE, "8815"),
    CaseworkRule("8866", ERROR, SAVE, "A contact has no source.", "The form asks for it.", "8866"),
    CaseworkRule("8896", ERROR, LATER, "Two assessments are open at once.", _NONE_YET, "8896"),
    CaseworkRule("8839", ERROR, LATER, "Two section 47 enquiries are open at once.", _NONE_YET, "8839, 8863Q"),
    CaseworkRule("8867", ERROR, LATER, "It ends with an assessment or an enquiry open.", _NONE_YET, "8867, 8868"),
    CaseworkRule("8614", ERROR, LATER, "Factors without a finished assessment, twice, or 21 with others.", _NONE_YET,
                 "8614, 8869, 8898"),
    CaseworkRule("8831", QUERY, LATER, "Work follows a referral that came to nothing more.", _NONE_YET, "8831, 4000"),
    CaseworkRule("8825Q", QUERY, LATER, "It ends for a reason that needs an assessment.", _NONE_YET, "8825Q"),
    CaseworkRule("8585Q", QUERY, LATER, "It ends with a death, and nobody has a day of death.", _NONE_YET, "8585Q"),
)  # fmt: skip
RULES_BY_CODE = {rule.code: rule for rule in RULES}


def broken_rules(facts: EpisodeFacts) -> tuple[CaseworkRule, ...]:
    """Return every rule that the episode breaks, errors first."""
    broken = [rule for rule in RULES if rule.is_broken is not None and rule.is_broken(facts)]
    return tuple(sorted(broken, key=lambda rule: rule.kind != ERROR))


def errors_at_save(facts: EpisodeFacts) -> tuple[CaseworkRule, ...]:
    """Return the rules that stop a save."""
    return tuple(rule for rule in broken_rules(facts) if rule.kind == ERROR and rule.held == SAVE)
