# ruff: noqa: E501  # what is replaced stands as it stands in the code
"""Seeded faults of the access policy, each a small change that somebody could make by mistake; each must be noticed.

``RULE_FAULTS`` change rules/access.py; ``SQL_FAULTS`` change what the database decides by. Each says what would happen
to a family if it went out. The tests that must notice: tests/property/test_access_faults.py and
tests/integration/test_row_security_agrees.py. ``docs/reference/faults.md`` is made from this list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RuleFault:
    """``right`` stands in rules/access.py and is replaced by ``wrong``."""

    name: str
    right: str
    wrong: str


@dataclass(frozen=True)
class SqlFault:
    """``right`` stands in ``file`` of kith/apps and is replaced by ``wrong``."""

    name: str
    file: str
    right: str
    wrong: str


RULE_FAULTS = (
    RuleFault(
        "a disabled account still sees", "actor.is_active and actor.has_second_factor", "actor.has_second_factor"
    ),
    RuleFault("no second factor is needed", "actor.has_second_factor and actor.is_trained", "actor.is_trained"),
    RuleFault("training that ran out does not matter", " and actor.is_trained else", " else"),
    RuleFault("one gate is not among the least", "level = min(levels.values())", "level = sorted(levels.values())[1]"),
    RuleFault(
        "a role that is not listed sees",
        "(actor.role, context.purpose), NOTHING)",
        "(actor.role, context.purpose), DETAIL)",
    ),
    RuleFault("the role's cap is not asked", "context.caps.get((actor.role, context.purpose), NOTHING)", "DETAIL"),
    RuleFault("without a tie a contact is told", "UNTIED_LEVEL = YES_NO", "UNTIED_LEVEL = CONTACT"),
    RuleFault("without a tie nothing is told", "UNTIED_LEVEL = YES_NO", "UNTIED_LEVEL = NOTHING"),
    RuleFault("the weakest tie counts", "return max((TIE_LEVELS[tie.kind]", "return min((TIE_LEVELS[tie.kind]"),
    RuleFault("ended ties count", "if tie.period.contains(context.on) and context.purpose in", "if context.purpose in"),
    RuleFault(
        "a tie serves every purpose", "and context.purpose in TIE_PURPOSES.get(tie.kind, frozenset(Purpose))", ""
    ),
    RuleFault("duty sees everything", "TieKind.DUTY: SUMMARY", "TieKind.DUTY: DETAIL"),
    RuleFault("one's own word opens everything", "TieKind.SELF_CLAIMED: SUMMARY", "TieKind.SELF_CLAIMED: DETAIL"),
    RuleFault("a question opens a summary", "TieKind.ENQUIRY: CONTACT", "TieKind.ENQUIRY: SUMMARY"),
    RuleFault(
        "one's own word is a close tie",
        "CLOSE_TIES = frozenset({TieKind.LEAD, TieKind.TEAM})",
        "CLOSE_TIES = frozenset({TieKind.LEAD, TieKind.TEAM, TieKind.SELF_CLAIMED})",
    ),
    RuleFault(
        "a manager's tie is a close one",
        "CLOSE_TIES = frozenset({TieKind.LEAD, TieKind.TEAM})",
        "CLOSE_TIES = frozenset({TieKind.LEAD, TieKind.TEAM, TieKind.MANAGES})",
    ),
    RuleFault(
        "a rights request opens early help",
        "TieKind.RIGHTS_REQUEST: frozenset({Purpose.RIGHTS})",
        "TieKind.RIGHTS_REQUEST: frozenset(Purpose)",
    ),
    RuleFault(
        "what Kith compiled needs no agreement",
        "if item.owner == actor.agency_id:\n        return DETAIL\n    return agreement.max_level",
        "if item.owner in (None, actor.agency_id):\n        return DETAIL\n    return agreement.max_level",
    ),
    RuleFault(
        "one's own records need an agreement",
        "if item.owner == actor.agency_id:\n        return DETAIL\n    return agreement.max_level",
        "if False:\n        return DETAIL\n    return agreement.max_level",
    ),
    RuleFault(
        "an agreement's level is not a limit",
        "return agreement.max_level if agreement else NOTHING",
        "return DETAIL if agreement else NOTHING",
    ),
    RuleFault(
        "no agreement still shares",
        "return agreement.max_level if agreement else NOTHING",
        "return agreement.max_level if agreement else YES_NO",
    ),
    RuleFault("ended agreements share", "if agreement.period.contains(context.on)\n        and actor", "if actor"),
    RuleFault("anybody receives", "and actor.agency_id in agreement.receivers\n", "\n"),
    RuleFault("anybody's records flow", "and (item.owner is None or item.owner in agreement.givers)\n", "\n"),
    RuleFault("every category flows", "and item.category in agreement.categories\n", "\n"),
    RuleFault("an agreement serves every purpose", "and context.purpose in agreement.purposes\n", "\n"),
    RuleFault("the agreement that lets least through counts", "return max(covering,", "return min(covering,"),
    RuleFault(
        "what the family said is not asked",
        "return DETAIL if _is_open(item, agreement, context) else NOTHING",
        "return DETAIL",
    ),
    RuleFault(
        "anybody's yes will do",
        "(item.person_ref, agreement.ref) in context.agreed",
        "agreement.ref in {ref for _, ref in context.agreed}",
    ),
    RuleFault(
        "a yes to any agreement will do",
        "(item.person_ref, agreement.ref) in context.agreed",
        "item.person_ref in {ref for ref, _ in context.agreed}",
    ),
    RuleFault(
        "what is about nobody is agreed to",
        "bool(item.person_ref) and (item.person_ref",
        "not item.person_ref or (item.person_ref",
    ),
    RuleFault(
        "a reason lifts for every purpose",
        "return context.has_safeguarding_reason and context.purpose == Purpose.SAFEGUARDING",
        "return context.has_safeguarding_reason",
    ),
    RuleFault(
        "glass breaks for every purpose",
        "return context.is_glass_broken and context.purpose == Purpose.SAFEGUARDING",
        "return context.is_glass_broken",
    ),
    RuleFault(
        "broken glass does not open",
        "    if _breaks_glass(context):\n        return DETAIL\n    return max(",
        "    return max(",
    ),
    RuleFault(
        "broken glass needs no agreement",
        "    if item.owner == actor.agency_id:\n        return DETAIL\n    return agreement.max_level",
        "    if item.owner == actor.agency_id or _breaks_glass(context):\n        return DETAIL\n    return agreement.max_level",
    ),
    RuleFault(
        "broken glass lifts clearance",
        "    if item.sensitivity <= actor.clearance:",
        "    if item.sensitivity <= actor.clearance or False:\n        return DETAIL\n    if actor.clearance:",
    ),
    RuleFault(
        "a label equal to the clearance is kept back",
        "if item.sensitivity <= actor.clearance:",
        "if item.sensitivity < actor.clearance:",
    ),
    RuleFault(
        "the restricted is brokered",
        "return NOTHING if item.sensitivity >= RESTRICTED else BROKERED_LEVEL",
        "return BROKERED_LEVEL",
    ),
    RuleFault(
        "the sensitive is not brokered",
        "return NOTHING if item.sensitivity >= RESTRICTED else BROKERED_LEVEL",
        "return NOTHING",
    ),
    RuleFault(
        "a shield needs a tie but no clearance",
        "return DETAIL if actor.is_shield_cleared and is_close else NOTHING",
        "return DETAIL if is_close else NOTHING",
    ),
    RuleFault(
        "a shield needs clearance but no tie",
        "return DETAIL if actor.is_shield_cleared and is_close else NOTHING",
        "return DETAIL if actor.is_shield_cleared else NOTHING",
    ),
    RuleFault(
        "a shield tells that there is somebody",
        "return DETAIL if actor.is_shield_cleared and is_close else NOTHING",
        "return DETAIL if actor.is_shield_cleared and is_close else YES_NO",
    ),
    RuleFault("the shield is not asked", "if not item.is_shielded:", "if True:"),
    RuleFault(
        "a brokered contact is not asked for", "if level == BROKERED_LEVEL and gate == Gate.SENSITIVITY:", "if False:"
    ),
    RuleFault("a reason that lifted is not sampled", "if level and is_lifted:", "if False:"),
    RuleFault("broken glass alerts nobody", "if level and _breaks_glass(context):", "if False:"),
    RuleFault("nothing is put in the log", "owed = {Obligation.RECORD}", "owed = set()"),
    RuleFault(
        "the agreement used is not named", "used = agreement.ref if agreement and", "used = None if agreement and"
    ),
)

_BEGIN, _PEOPLE = "governance/row_security_begin.sql", "people/row_security.sql"
SQL_FAULTS = (
    SqlFault("drafts and ended agreements share", _BEGIN, "where state = 'SIGNED' and receivers", "where receivers"),
    SqlFault(
        "agreements do not end at midnight",
        _BEGIN,
        "and valid_from <= on_day and (valid_to is null or valid_to > on_day) $$",
        "and valid_from <= on_day $$",
    ),
    SqlFault(
        "ties do not end",
        _BEGIN,
        "and (valid_to is null or valid_to > on_day)\n          and ((agency_id",
        "and ((agency_id",
    ),
    SqlFault(
        "duty serves every purpose",
        _BEGIN,
        "('DUTY', 3, false, array['TRIAGE', 'SAFEGUARDING'])",
        "('DUTY', 3, false, null)",
    ),
    SqlFault("a question's tie opens a summary", _BEGIN, "('ENQUIRY', 2,", "('ENQUIRY', 3,"),
    SqlFault(
        "one's own word does not run out",
        _BEGIN,
        "where kind = 'SELF_CLAIM' and worker_id = worker\n          and began_at <= now() and now() < least(ends_at, stopped_at)",
        "where kind = 'SELF_CLAIM' and worker_id = worker",
    ),
    SqlFault(
        "a family too close to the worker opens",
        _BEGIN,
        "own.family_ref = tie.family_ref and own.ended_at is null",
        "false",
    ),
    SqlFault(
        "glass broken in another sitting counts",
        _BEGIN,
        "and session_ref = in_session and family_ref = for_family\n              and began_at",
        "and family_ref = for_family\n              and began_at",
    ),
    SqlFault(
        "glass broken for another family counts",
        _BEGIN,
        "and session_ref = in_session and family_ref = for_family\n              and began_at",
        "and session_ref = in_session\n              and began_at",
    ),
    SqlFault(
        "a typed reason holds for every family",
        _BEGIN,
        "session_ref = in_session and family_ref = for_family\n          and at",
        "session_ref = in_session\n          and at",
    ),
    SqlFault(
        "one yes outweighs a no",
        _BEGIN,
        "coalesce(bool_and(answer = 'GIVEN') filter (where voice = 'DECISION'), bool_and(answer = 'GIVEN'))",
        "bool_or(answer = 'GIVEN')",
    ),
    SqlFault(
        "a withdrawn yes counts",
        _BEGIN,
        "where ended_at is null and person_ref = any (for_people)",
        "where person_ref = any (for_people)",
    ),
    SqlFault(
        "the shielded are known through any tie",
        _BEGIN,
        "where (not member.is_shielded\n               or (who.is_shield_cleared and open_family.is_hidden_close and open_family.hidden_level >= 2))",
        "where (not member.is_shielded or who.is_shield_cleared)",
    ),
    SqlFault(
        "whoever writes somebody down owns them to everybody",
        _BEGIN,
        "case when owner.owner = who.agency_id then 4\n                    else max(max_level) filter (where 'IDENTITY'",
        "case when owner.owner <> '' then 4\n                    else max(max_level) filter (where 'IDENTITY'",
    ),
    SqlFault(
        "an agreement shares what another agency wrote down",
        _BEGIN,
        "and (owner.owner = '' or owner.owner = any (agreement.givers))",
        "",
    ),
    SqlFault(
        "no clearance is needed for a shield", _BEGIN, "or (who.is_shield_cleared and is_known and", "or (is_known and"
    ),
    SqlFault(
        "hidden relations are told",
        _PEOPLE,
        "    and from_person_ref || '|' || to_person_ref <> all ((select kith_set('hidden'))::text[])\n",
        "",
    ),
    SqlFault(
        "who is bound by a hidden relation alone is there",
        _BEGIN,
        "where member.role <> 'CHILD' and not",
        "where false and not",
    ),
    SqlFault(
        "protected places are told",
        _BEGIN,
        "or not (dwelling.is_protected or residence.person_ref = any (found.shielded))",
        "or true",
    ),
    SqlFault("what happened at a hostel is told", _BEGIN, "and not dwelling.is_communal", ""),
    SqlFault("facts are told at the level of a contact", _PEOPLE, "kith_set('pairs_3')", "kith_set('pairs_2')"),
    SqlFault(
        "the restricted is brokered",
        _PEOPLE,
        "or (sensitivity < 3 and (select kith_number('clearance_2')) is not null))",
        "or (select kith_number('clearance_2')) is not null)",
    ),
    SqlFault("labels are not asked", _PEOPLE, "and sensitivity <= (select kith_number('clearance_3'))", ""),
    SqlFault(
        "a search reads what happened",
        _BEGIN,
        "    if scope = 'FAMILY' then\n        select array(",
        "    if true then\n        select array(",
    ),
    SqlFault(
        "the family's name is told whoever hides",
        _BEGIN,
        "using (family_ref, people)) as named",
        "using (family_ref)) as named",
    ),
)
