"""A web process that was taken over, and people who misuse their sign-in: each test is one attack that was tried.

Whoever runs SQL as the web role can name a worker who exists (ADR 11). What is tested here is that they get no further:
not past two people, not past a shield, not into the history, not to another day, and not by another door.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction

from kith.vocabulary.errors import KithError
from tests.builders.enquiries import ELLA, KIT, ask_as, flag, shield
from tests.builders.small_world import MARLOWES, PLAIN, REFUGE

Make = Callable[..., Any]
GOVERNANCE = "INFORMATION_GOVERNANCE"
STOPPED = {
    "42501",
    "23514",
    "P0001",
}  # by a right or a policy, by a constraint, by a trigger: not by a slip of the test


def _owner(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return list(cursor.fetchall()) if cursor.description else []


def _as(worker: Any, *statements: str, purpose: str = "SAFEGUARDING", family: str = "", day: str = "2026-11-20") -> Any:
    """Run SQL as the web role, in the name of one worker; return the rows of the last statement."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(
            "select kith_begin(%s, %s, %s, true, %s, %s, %s)",
            [worker.worker_id, purpose, day, worker.session_ref, "FAMILY" if family else "DESK", family],
        )
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def _refused(worker: Any, *statements: str, **more: Any) -> None:
    """The last statement is stopped, and what comes before it is not what stops it."""
    if statements[:-1]:
        _as(worker, *statements[:-1], **more)
    with pytest.raises(DatabaseError) as stopped:
        _as(worker, *statements[-1:], **more)
    assert stopped.value.__cause__.sqlstate in STOPPED, stopped.value  # type: ignore[union-attr]


@pytest.fixture
def officers(worker_of: Make) -> tuple[Any, Any]:
    """Two privacy officers, both cleared: the first attacks, the second's name is misused."""
    return (
        worker_of("COUNCIL_EH", "E3", GOVERNANCE, is_shield_cleared=True),
        worker_of("COUNCIL_EH", "E2", GOVERNANCE, is_shield_cleared=True),
    )


# What takes two people, done by one who writes the other's name


def test_one_person_does_not_bring_an_agreement_into_force(officers: tuple[Any, Any]) -> None:
    mine, other = (each.worker_id for each in officers)
    terms = "'x', 'ISP', '{SCH_1}', '{POLICE}', '{IDENTITY}', '{TRIAGE}', 1, 'PUBLIC_TASK', false, '', '', '', '', ''"
    draft = (
        "insert into governance_agreement (ref, title, kind, givers, receivers, categories, purposes, max_level, basis,"
        " needs_family_agreement, dpia_ref, document_name, document_sha256, quality_assured_by, end_reason, state,"
        " drafted_by, valid_from)"
        f" values ('{{}}', {terms}, 'DRAFT', {{}}, '2026-01-01')"
    )
    _as(officers[0], draft.replace("{}", "SA-MINE", 1).replace("{}", str(mine), 1))
    _as(officers[1], draft.replace("{}", "SA-THEIRS", 1).replace("{}", str(other), 1))
    sign = "update governance_agreement set state = 'SIGNED', signed_by = {} {} where ref = '{}'"
    _refused(officers[0], sign.format(mine, f", drafted_by = {other}", "SA-MINE"))
    _refused(officers[0], sign.format(mine, ", drafted_by = null", "SA-MINE"))
    _refused(officers[0], sign.format(mine, ", max_level = 4", "SA-THEIRS"))
    assert _as(officers[0], sign.format(mine, "", "SA-THEIRS")) == 1
    for change in ("max_level = 4", "valid_to = null", "state = 'DRAFT'", "receivers = '{SCH_1}'"):
        _refused(
            officers[0],
            f"update governance_agreement set {change}, signed_by = {mine}, drafted_by = {mine}"
            " where ref = 'SA-THEIRS'",
        )


def test_one_person_changes_no_policy(officers: tuple[Any, Any]) -> None:
    mine, other = (each.worker_id for each in officers)
    _refused(
        officers[0],
        "insert into governance_policyversion (version, caps, reason, proposed_by, proposed_at)"
        f" values ('9.9', '{{}}', '', {mine}, now())",
        f"update governance_policyversion set proposed_by = {other}, approved_by = {mine}, approved_at = now()",
    )
    _refused(officers[0], f"update governance_policyversion set approved_by = {other}, approved_at = now()")


def test_one_person_lifts_no_shield(officers: tuple[Any, Any]) -> None:
    mine, other = (each.worker_id for each in officers)
    _refused(
        officers[0],
        "insert into governance_shield (person_ref, reason, how_made, made_by, set_by, end_reason)"
        f" values ('P-ZOE', 'REFUGE', 'ASSIGNED', '', {mine}, '')",
        f"update governance_shield set end_asked_by = {other}, ended_by = {mine}, valid_to = '2026-11-20'"
        " where how_made = 'ASSIGNED'",
    )
    _refused(officers[0], "update governance_shield set person_ref = 'P-MUM' where how_made = 'ASSIGNED'")
    _refused(officers[0], "update governance_shield set valid_from = '2099-01-01' where how_made = 'ASSIGNED'")


def test_one_person_clears_nobody(officers: tuple[Any, Any], worker_of: Make) -> None:
    mine, other = (each.worker_id for each in officers)
    friend = worker_of("SCH_1", "S2", "PRACTITIONER").worker_id
    _refused(
        officers[0],
        "insert into agencies_clearance (worker_id, kind, reason, valid_from, valid_to, proposed_by, proposed_at)"
        f" values ({friend}, 'SHIELD', '', '2026-01-01', '2027-01-01', {mine}, now())",
        f"update agencies_clearance set decided_by = {other}, approved_at = now(), withdrawn_by = {mine}",
    )


def test_one_person_destroys_no_record(officers: tuple[Any, Any]) -> None:
    mine, other = (each.worker_id for each in officers)
    _owner(
        "insert into rights_disposallist (ref, as_at, agency_id, made_at, declined_because, sha256)"
        " values ('DL-1', '2026-11-20', 'COUNCIL_EH', now(), '', '')"
    )
    _refused(officers[0], f"update rights_disposallist set approved_by = {other}, second_by = {mine}")
    _as(officers[1], f"update rights_disposallist set approved_by = {other}")
    _refused(officers[0], f"update rights_disposallist set approved_by = {mine}, second_by = {other}")
    assert _as(officers[0], f"update rights_disposallist set second_by = {mine}") == 1


def test_a_request_about_rights_is_not_turned_to_somebody_else(officers: tuple[Any, Any]) -> None:
    """The job would collect all that is held about whoever the request names."""
    mine = officers[0].worker_id
    _owner("select 1")
    columns = {
        "ref": "'RR-1'", "kind": "'ACCESS'", "person_ref": "'P-ZOE'", "channel": "'LETTER'", "asked_as": "'SELF'",
        "received_on": "'2026-11-01'", "state": "'RECEIVED'", "entered_by": str(mine), "agency_id": "'COUNCIL_EH'",
        "needs_clearance": "true", "due_on": "'2026-12-01'",
    }  # fmt: skip
    texts = {
        row[0]
        for row in _owner(
            "select column_name from information_schema.columns where table_name = 'rights_rightsrequest'"
            " and is_nullable = 'NO' and data_type in ('text', 'character varying')"
        )
    }
    columns |= {name: "''" for name in texts if name not in columns}
    _owner(f"insert into rights_rightsrequest ({', '.join(columns)}) values ({', '.join(columns.values())})")
    assert _as(officers[0], "select count(*) from rights_rightsrequest") == [(1,)]
    for change in ("person_ref = 'P-RUTH'", "needs_clearance = false"):
        _refused(officers[0], f"update rights_rightsrequest set {change}")


# What is written about it


def test_history_is_not_switched_off_and_openings_are_not_moved(worker_of: Make) -> None:
    """The library of the triggers has a setting that switches them off, which any connection may set."""
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER", session_ref="sitting")
    ours = "from pg_trigger where tgname ~ '^pgtrigger'"
    off = f"select set_config('pgtrigger.ignore', array_agg(tgname)::text, true) {ours}"
    opened = (
        "insert into governance_breakglass (ref, kind, worker_id, agency_id, session_ref, family_ref, reason, began_at,"
        f" ends_at, withheld_reason) values ('BG-1', 'GLASS', {worker.worker_id}, 'SCH_1', '{worker.session_ref}',"
        f" '{PLAIN}', 'x', now(), now() + interval '1 hour', '')"
    )
    _as(worker, off, opened)
    assert _owner("select count(*) from governance_breakglassevent") == [(1,)]
    for change in (f"family_ref = '{REFUGE}'", "ends_at = now() + interval '1 year'", "reason = 'better'"):
        with pytest.raises(DatabaseError):
            _as(worker, off, f"update governance_breakglass set {change}")


def test_who_did_what_and_why_is_not_rewritten_nor_read(worker_of: Make) -> None:
    from kith.apps.governance.actions.shields import set_shield

    keeper = worker_of("COUNCIL_EH", "E3", GOVERNANCE, is_shield_cleared=True)
    set_shield(by=keeper, person_ref="P-ZOE", reason="REFUGE", review_on=date(2027, 1, 1))
    thief = worker_of("SCH_1", "S1", "LEAD_WORKER")
    kept = _owner("select metadata::text from pghistory_context order by id")
    assert any("set_shield" in row[0] or str(keeper.worker_id) in row[0] for row in kept)
    assert _as(thief, "select count(*) from pghistory_context") == [(0,)]
    assert _as(thief, "update pghistory_context set metadata = '{}'") == 0
    assert _owner("select metadata::text from pghistory_context order by id") == kept


def test_a_reason_lifts_nothing_beyond_its_own_sitting_and_time(worker_of: Make) -> None:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER", session_ref="sitting")
    write = (
        "insert into governance_safeguardingreason (ref, worker_id, agency_id, session_ref, family_ref, reason, at,"
        f" ends_at) values ('{{}}', {worker.worker_id}, 'SCH_1', '{{}}', '{MARLOWES}', 'x', now(),"
        " now() + interval '{}')"
    )
    _refused(worker, write.format("SR-1", worker.session_ref, "8 hours"), write.format("SR-2", "other", "8 hours"))
    _refused(worker, write.format("SR-3", worker.session_ref, "10 years"))
    _refused(worker, write.format("SR-4", worker.session_ref, "8 hours"), purpose="EARLY_HELP_SUPPORT")


# Another day, another door


def test_no_page_goes_back_to_the_day_before_somebody_hid(worker_of: Make) -> None:
    """In use, the day is the database's own; only one that was set up with ``KITH_TODAY`` goes by what pages say."""
    worker = worker_of("SCH_1", "S2", "PRACTITIONER")
    today = str(_owner("select current_date")[0][0])
    _owner("update kith_day_shipped set is_made_up = false")
    try:
        for day in ("2020-01-01", "2099-01-01"):
            _refused(worker, "select 1", day=day, family=REFUGE)
        assert _as(worker, "select 1", day=today) == [(1,)]
    finally:
        _owner("update kith_day_shipped set is_made_up = true")


@pytest.mark.parametrize("door", ["public", "portal"])
def test_the_other_doors_are_nobody(worker_of: Make, door: str) -> None:
    """Links for one question and families' pages connect as roles that cannot begin as a worker at all."""
    keeper = worker_of("COUNCIL_EH", "E3", GOVERNANCE, is_shield_cleared=True)
    begin = f"select kith_begin({keeper.worker_id}, 'SAFEGUARDING', '2026-11-20', true, 'x', 'DESK', '')"
    for call in (begin, "select kith_is_person('P-RUTH')", "select * from kith_asked_for_shielded('2020-01-01')"):
        with pytest.raises(DatabaseError), transaction.atomic(using=door), connections[door].cursor() as cursor:
            cursor.execute(call)


def test_every_function_of_ours_is_for_named_roles(database: None) -> None:
    """PostgreSQL lets everybody run a new function; one that runs as its owner must say where it looks for names."""
    ours = (
        "from pg_proc where pronamespace = 'public'::regnamespace and proname ~ '^kith_'"
        " and prorettype <> 'trigger'::regtype"
    )
    acl = "select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee"
    assert _owner(f"select proname {ours} and exists ({acl} = 0)") == []
    assert _owner(f"select proname {ours} and prosecdef and not 'search_path=public, pg_temp' = any (proconfig)") == []
    at_the_link = {name for (name,) in _owner(f"select proname {ours} and exists ({acl} = 'kith_public'::regrole)")}
    from_another_system = {"kith_link_key", "kith_link_came", "kith_arrived_from"}
    assert at_the_link == {"kith_link_greeting", "kith_link_open", "kith_link_answer"} | from_another_system
    others = _owner(
        f"select proname {ours} and exists ({acl} = 'kith_portal'::regrole)"
        " and proname !~ '^kith_(portal_|begin_portal)'"
    )
    assert {name for (name,) in others} == {"kith_context", "kith_policy"}


def test_nothing_is_made_in_the_database(database: None) -> None:
    """No table of one's own to stand before ours, and no function that another's query would run."""
    for door in ("default", "public", "portal", "audit"):
        for call in ("create temp table people_person (ref text)", "create function f() returns int return 1"):
            with (
                pytest.raises(DatabaseError) as stopped,
                transaction.atomic(using=door),
                connections[door].cursor() as cursor,
            ):
                cursor.execute(call)
            assert stopped.value.__cause__.sqlstate == "42501", (door, call)  # type: ignore[union-attr]


def test_a_signature_needs_somebody_elses_before_it(world: None) -> None:
    """Where nobody drafted, or asked for the end, nobody can have been another person than that."""
    ref = _owner("select ref from governance_agreement where signed_by is null limit 1")[0][0]
    for change in (
        f"update governance_agreement set signed_by = 7, drafted_by = null where ref = '{ref}'",
        "update governance_shield set ended_by = 7, end_asked_by = null where person_ref = 'P-RUTH'",
    ):
        with pytest.raises(DatabaseError) as stopped:
            _owner(change)
        assert stopped.value.__cause__.sqlstate == "23514", change  # type: ignore[union-attr]


def test_a_made_up_question_finds_no_family_of_one_who_hides(worker_of: Make) -> None:
    """Whoever writes that their question was answered, and about whom, is told no family that must not be found."""
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    columns = {
        "ref": "'EQ-1'", "asked_by": str(worker.worker_id), "agency_id": "'SCH_1'", "answer": "'YES'",
        "asked_at": "now()", "keep_until": "'2027-01-01'",
    }  # fmt: skip
    for name, kind in _owner(
        "select column_name, data_type from information_schema.columns where table_name = 'enquiries_enquiry'"
        " and is_nullable = 'NO' and is_identity = 'NO'"
    ):
        columns.setdefault(
            name, {"ARRAY": "'{}'", "jsonb": "'[]'", "boolean": "false", "uuid": "gen_random_uuid()"}.get(kind, "''")
        )
    ask = f"insert into enquiries_enquiry ({', '.join(columns)}) values ({', '.join(columns.values())})"
    cause = (
        "insert into enquiries_cause (id, enquiry_ref, person_ref, is_matched, agency_id, cause, at)"
        " values (gen_random_uuid(), 'EQ-1', '{}', true, '', 'USED', now())"
    )
    _owner(
        "insert into governance_shield (person_ref, reason, how_made, made_by, end_reason)"
        " values ('P-RUTH', 'REFUGE', 'RUN', '', '')"
    )
    _as(worker, ask, cause.format("P-RUTH"))
    assert _as(worker, "select kith_family_of_enquiry('EQ-1')") == [(None,)]
    _as(worker, cause.format("P-ZOE"))
    assert _as(worker, "select kith_family_of_enquiry('EQ-1')") == [(PLAIN,)]


def _question(ref: str, forename: str, surname: str, born: str) -> str:
    whom = f"'{forename}', '{surname}', '{born}', '', 'POSTCODE', 'QX4 7TN'"
    return f"select to_jsonb(held)::text from kith_answers_held('{ref}', 'KNOWN_NOW', true, {whom}) held"


KIT_BORN, ELLA_BORN = "2016-04-04", "2015-05-14"


def test_the_function_behind_a_question_does_not_tell_who_hides(worker_of: Make) -> None:
    """Kit is asked about with all his identifiers right: what comes back is what comes back for nobody."""
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    for person in ("P-KIT", "P-RUTH", "P-ELLA", "P-JAY"):
        flag(person, "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    shield("P-KIT")
    shield("P-JAY")
    nobody = _as(worker, _question("EQ-1", "Nobody", "Quill", KIT_BORN))
    assert _as(worker, _question("EQ-2", "Kit", "Quill", KIT_BORN)) == nobody == []
    [(row,)] = _as(worker, _question("EQ-3", "Ella", "Marlowe", ELLA_BORN))  # and of her family, not the brother
    told = json.loads(row)
    assert (told["person_ref"], told["agency_id"]) == ("P-ELLA", "SCH_1")
    assert not [name for name in told if "shield" in name or "hid" in name]
    causes = _owner("select enquiry_ref, person_ref, cause from enquiries_cause where cause <> 'NOTHING_HELD'")
    assert {("EQ-1", "", "NO_MATCH"), ("EQ-2", "P-KIT", "SHIELD"), ("EQ-3", "P-JAY", "SHIELD")} <= set(causes)
    for column in ("subject_refs", "gate"):
        _refused(worker, f"select {column} from audit_accessevent")
    _refused(worker, "select 1", "select * from enquiries_cause")
    assert _owner("select proname from pg_proc where proname = 'kith_people_of_enquiry'") == []


def test_the_log_says_whom_a_question_was_about_though_the_web_server_is_not_told(worker_of: Make) -> None:
    worker = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    shield("P-KIT")
    ask_as(worker, KIT)
    lines = "select subject_refs::text[], family_ref, gate from audit_accessevent where action = 'QUESTION'"
    assert _owner(lines) == [(["P-KIT"], REFUGE, "SHIELD")]


def test_a_connection_that_takes_every_question_back_is_counted_all_the_same(worker_of: Make) -> None:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    limits = _owner("select each_worker_an_hour, all_an_hour from kith_question_limits")[0]
    _owner("update kith_question_limits set all_an_hour = 3")
    _owner("alter sequence kith_questions_asked restart")
    try:
        for number in range(3):
            with pytest.raises(DatabaseError, match="division by zero"):
                _as(worker, _question(f"EQ-{number}", "Kit", "Quill", KIT_BORN), "select 1 / 0")
        with pytest.raises(DatabaseError) as stopped:
            _as(worker, _question("EQ-9", "Kit", "Quill", KIT_BORN))
        assert stopped.value.__cause__.sqlstate == "KL003"  # type: ignore[union-attr]
        with pytest.raises(KithError, match="K480"):
            ask_as(worker, ELLA)
        for touch in ("nextval('kith_questions_asked')", "setval('kith_questions_asked', 1)"):
            _refused(worker, f"select {touch}")
        _refused(worker, "update kith_question_limits set all_an_hour = 9")
        _owner("update kith_question_limits set all_an_hour = 5000, each_worker_an_hour = 1")
        ask_as(worker, ELLA)
        with pytest.raises(KithError, match="K480"):
            ask_as(worker, KIT)
    finally:
        _owner("update kith_question_limits set each_worker_an_hour = %s, all_an_hour = %s", *limits)
        _owner("alter sequence kith_questions_asked restart")


def test_who_has_a_family_open_does_not_learn_who_of_it_hides(worker_of: Make) -> None:
    """Jay hides from the rest of his family; Priya, who works with him too, is not cleared."""
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    shield("P-JAY")
    for family in (MARLOWES, ""):
        here = {"family": family, "purpose": "EARLY_HELP_SUPPORT"}
        for seen in (
            "select coalesce(array_agg(person_ref), '{}') from governance_shield",
            "select kith_set('members')",
            "select coalesce(array_agg(person_ref), '{}') from governance_relationship",
        ):
            [(refs,)] = _as(worker, seen, **here)
            assert "P-JAY" not in refs, seen
    [(refs,)] = _as(worker, "select array_agg(person_ref) from governance_relationship", family=MARLOWES)
    assert "P-ELLA" in refs  # or the test would see nothing whatever happened
    cleared = worker_of("SCH_1", "S1", "LEAD_WORKER", is_shield_cleared=True)
    [(refs,)] = _as(cleared, "select array_agg(person_ref) from governance_relationship", family=MARLOWES)
    assert "P-JAY" in refs


def test_the_words_of_a_familys_yes_are_not_for_who_may_only_ring(worker_of: Make) -> None:
    said = (
        "insert into governance_sharingpreference (ref, person_ref, agreement_ref, voice, said_by_ref, answer,"
        " evidence, capacity_note, said_at, agency_id) values ('SP-1', 'P-ELLA', 'WEXMOOR-PARTNERSHIP', 'PARENT',"
        " 'P-DAWN', 'GIVEN', 'canary words', '', now(), '')"
    )
    _owner(said)
    _owner(
        "insert into governance_familyagreement (ref, family_ref, person_ref, answer, in_their_words, said_at,"
        f" recorded_by, agency_id) values ('FA-1', '{MARLOWES}', 'P-ELLA', 'AGREED', 'canary words', now(), 1, '')"
    )
    words = (
        "select evidence from governance_sharingpreference",
        "select in_their_words from governance_familyagreement",
    )
    here = {"family": MARLOWES, "purpose": "EARLY_HELP_SUPPORT"}
    lead = worker_of("SCH_1", "S1", "LEAD_WORKER")
    assert [_as(lead, each, **here) for each in words] == [[("canary words",)]] * 2
    policy = _owner("select caps from governance_policyversion")
    assert not policy
    _owner("update kith_policy_shipped set caps = caps || '{\"LEAD_WORKER EARLY_HELP_SUPPORT\": 2}'")
    try:
        assert [_as(lead, each, **here) for each in words] == [[], []]
        assert _as(lead, "select answer from kith_said('{P-ELLA}')", **here) == [("GIVEN",)]
        assert _as(lead, f"select answer from kith_said_of_help('{MARLOWES}')", **here) == [("AGREED",)]
        assert "canary" not in repr(_as(lead, "select * from kith_said('{P-ELLA}')", **here))
    finally:
        from kith.apps.governance.policy_data import ship_policy

        with connections["owner"].cursor() as cursor:
            ship_policy(cursor)


# Pages that watch over the others


def test_who_watches_the_log_learns_of_nobody_who_hides(worker_of: Make) -> None:
    """A privacy officer of any agency reads the log: what they asked a colleague to try must look like nobody there."""
    from kith.apps.audit.queries import LogFilter
    from kith.apps.governance.access import AccessRefused, open_desk, open_family
    from kith.apps.governance.queries.log_pages import find_log_line, list_log

    cleared = worker_of("SCH_1", "S2", "PRACTITIONER", is_shield_cleared=True)
    with open_family(cleared, "EARLY_HELP_SUPPORT", REFUGE) as access:
        assert access.decision.level
    fisher = worker_of("SCH_1", "S1", "PRACTITIONER")
    for family_ref in (REFUGE, "F-N0B0DY1"):
        with pytest.raises(AccessRefused), open_family(fisher, "EARLY_HELP_SUPPORT", family_ref):
            pass
    with open_desk(fisher, action="QUESTION", subject_refs=("P-RUTH",)):
        pass
    with open_desk(fisher, action="QUESTION"):
        pass

    def read(officer: Any, **wanted: str) -> tuple[Any, ...]:
        rows = list_log(LogFilter(**wanted), before=None, by=officer)
        return tuple(find_log_line(each.row.event_id, by=officer) for each in rows)

    officer = worker_of("HOMES", "L1", GOVERNANCE)
    shown = read(officer)
    assert not [word for word in ("P-RUTH", "P-KIT", "SHIELD", "shield") if word in repr(shown)]
    same = [
        repr(
            (each.row.family_ref.replace(REFUGE, "F-N0B0DY1"), each.row.subject_refs, each.gate, each.row.level_granted)
        )
        for each in shown
        if each.row.worker_id == fisher.worker_id
    ]
    assert len(same) == 4
    assert len(set(same)) == 2
    assert [each.row.outcome for each in read(officer, family_ref=REFUGE)] == ["DENIED"]
    assert "P-KIT" in repr(read(worker_of("HOMES", "L1", GOVERNANCE, is_shield_cleared=True), family_ref=REFUGE))


def test_a_father_whose_children_hide_has_no_page_of_his_own(worker_of: Make) -> None:
    """He is alone in a family of his own; his child, in another, lives with somebody who must not be found."""
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    may = "select kith_may_have_sign_in(%s, %s, '2026-11-20', 16, 0)"
    assert _owner(may, "P-MUM", PLAIN) == [(True,)]
    run = _owner("select id from intake_run where state = 'LIVE'")[0][0]
    for one, kind, other in (("P-MUM", "PARENT", "P-KIT"), ("P-KIT", "SIBLING", "P-ZOE")):
        _owner(
            "insert into people_relation (run_id, from_person_ref, kind, to_person_ref, sources)"
            " values (%s, %s, %s, %s, 'test')",
            run, one, kind, other,
        )  # fmt: skip
        assert _owner(may, "P-MUM", PLAIN) == [(False,)], kind
        _owner("delete from people_relation where to_person_ref = %s and from_person_ref = %s", other, one)
    assert _owner(may, "P-MUM", PLAIN) == [(True,)]
