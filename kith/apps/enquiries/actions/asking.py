"""Asks one question about one person: matched exactly, decided by the rule, answered, and told to all it is owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.refs import new_ref
from kith.apps.enquiries.actions.alerts import raise_alert, raise_alerts
from kith.apps.enquiries.actions.tell import tell_asker, tell_holders
from kith.apps.enquiries.asked import Whom
from kith.apps.enquiries.catalogue import Question, get_question, load_limits
from kith.apps.enquiries.models import Cause, Enquiry
from kith.apps.enquiries.models.enquiry_alert import DAY_LIMIT
from kith.apps.enquiries.queries.currency import list_currency
from kith.apps.governance.access import AccessRefused, QuestionAccess, open_question
from kith.apps.governance.queries import PurposeChoice
from kith.apps.intake.queries import find_live_run
from kith.rules.access import NOTHING, Gate, Item, Tie, TieKind
from kith.rules.enquiries import Answered, Held, answer_question
from kith.vocabulary.codes.categories import CATEGORIES, UNLISTED_SENSITIVITY
from kith.vocabulary.errors import KithError
from kith.vocabulary.periods import Period

_TOO_OFTEN = "KL003"  # raised by kith_count_question in row_security.sql


class TooManyQuestions(KithError):
    """The day's limit of questions is reached."""

    code = "K441"

    def __init__(self) -> None:
        super().__init__(
            "You or your agency have asked as many questions today as one day allows.",
            not_done="Your question was not asked.",
            mend="If somebody is in danger now, ring 999 or the front door. Otherwise ask tomorrow, or have your "
            "information governance lead look at the limit.",
        )


class QuestionsPaused(KithError):
    """The database itself was asked more than it answers in an hour, which no page does."""

    code = "K480"

    def __init__(self) -> None:
        super().__init__(
            "Kith has been asked more questions in this hour than it answers.",
            not_done="Your question was not asked.",
            mend="If somebody is in danger now, ring 999 or the front door. Tell whoever runs Kith at once: so many "
            "questions do not come from people at work.",
        )


class QuestionNotForThis(KithError):
    """A question was asked for a purpose it is not for, or before its data are there."""

    code = "K442"

    def __init__(self) -> None:
        super().__init__(
            "This question cannot be asked for the purpose that you are here for.",
            not_done="Nothing was asked.",
            mend="Choose another question, or the purpose that you are here for.",
        )


@dataclass(frozen=True)
class _Row:
    """One row of ``kith_answers_held``: what an agency would say about one person, before any rule decides.

    Of whoever must not be found there is none: the database notes that by itself and does not tell it here.
    """

    person_ref: str
    family_ref: str
    is_matched: bool
    agreed: tuple[str, ...]
    agency_id: str
    category: str
    sensitivity: int
    as_at: date | None
    staff_id: str


def ask(
    *, question_code: str, whom: Whom, reason: str, case_ref: str, purpose: PurposeChoice | None, by: SignedInWorker
) -> str:
    """Ask, and return the reference of the enquiry; the same question asked again at once gives the same one."""
    question = get_question(question_code)
    if purpose is None or not question.is_available or purpose.code not in question.purposes:
        raise QuestionNotForThis
    try:
        with open_question(by, purpose) as door:
            _check_standing(door)
            if _is_over_limit(by, door.now):
                ref = None
                raise_alert(DAY_LIMIT, by=by, at=door.now)
            else:
                ref = _find_same(question, whom, purpose, by, door.now) or _ask(
                    door, question, whom, reason=reason, case_ref=case_ref, by=by
                )
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != _TOO_OFTEN:
            raise
        raise QuestionsPaused from error
    # The alert stands by now; raising inside would have undone it.
    if ref is None:
        raise TooManyQuestions
    return ref


def _ask(
    door: QuestionAccess, question: Question, whom: Whom, *, reason: str, case_ref: str, by: SignedInWorker
) -> str:
    ref = new_ref("EQ")
    rows = _held(ref, question, whom)
    held = [_decided(door, row) for row in rows]
    purpose = door.standing.purpose
    answered = answer_question(held, purpose=purpose, level=question.level, at_least=question.at_least)
    run = find_live_run()
    rules = door.standing.context(_enquiry_tie(door)).agreements
    enquiry = Enquiry.objects.create(
        ref=ref,
        question=question.code,
        asked_by=by.worker_id,
        agency_id=by.agency_id,
        role=by.roles[0] if by.roles else "",
        purpose=purpose,
        reason=reason,
        case_ref=case_ref,
        fingerprint=whom.fingerprint,
        surname_print=whom.surname_print,
        birth_print=whom.birth_print,
        asked_at=door.now,
        as_at=run.as_at if run else None,
        currency=[row.as_values() for row in list_currency(question, by.agency_id, rules)],
        answer=answered.answer,
        agreement_refs=sorted({one.agreement_ref for one in answered.shown if one.agreement_ref}),
        keep_until=_after_months(door.standing.on, question.kept_months),
    )
    staff = {(row.person_ref, row.agency_id): row for row in rows}
    tell_asker(enquiry, answered, {key: row.staff_id for key, row in staff.items()}, by=by)
    tell_holders(enquiry, answered, {key: (row.staff_id, row.family_ref) for key, row in staff.items()}, by=by)
    _note_causes(enquiry, answered, rows)
    raise_alerts(enquiry, whom, by=by)
    _fill_log_line(door, ref, answered)
    return ref


def _check_standing(door: QuestionAccess) -> None:
    """Refuse whose sign-in, training or role lets nothing through at all, before anybody is looked for."""
    item = Item(owner=None, category="IDENTITY", sensitivity=0, is_shielded=False)
    decision, _ = door.standing.decide(item, _enquiry_tie(door))
    if decision.level == NOTHING and decision.gate in (Gate.IDENTITY, Gate.PURPOSE):
        raise AccessRefused(decision.gate)


def _held(ref: str, question: Question, whom: Whom) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_ref, family_ref, is_matched, agreed, agency_id, category, sensitivity, as_at, staff_id "
            "from kith_answers_held(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                ref, question.code, question.is_of_family, whom.forename, whom.surname, whom.born_on, whom.plain,
                whom.scheme, whom.value,
            ],
        )  # fmt: skip
        return [
            _Row(
                person_ref=row[0],
                family_ref=row[1] or "",
                is_matched=row[2],
                agreed=tuple(row[3] or ()),
                agency_id=row[4],
                category=row[5] or "",
                sensitivity=_sensitivity(row[5], row[6]),
                as_at=row[7],
                staff_id=row[8] or "",
            )
            for row in cursor.fetchall()
        ]


def _sensitivity(category: str | None, label: int | None) -> int:
    if label is not None:
        return label
    return CATEGORIES[category].sensitivity if category in CATEGORIES else UNLISTED_SENSITIVITY


def _decided(door: QuestionAccess, row: _Row) -> Held:
    item = Item(row.agency_id, row.category, row.sensitivity, is_shielded=False, person_ref=row.person_ref)
    agreed = frozenset((row.person_ref, ref) for ref in row.agreed)
    context = replace(door.standing.context(_enquiry_tie(door)), agreed=agreed)
    best = door.standing.decide_in(item, context)
    return Held(
        person_ref=row.person_ref,
        agency_id=row.agency_id,
        sensitivity=row.sensitivity,
        is_shielded=False,
        level=best.level,
        gate=str(best.gate or ""),
        agreement_ref=best.agreement_ref,
    )


def _enquiry_tie(door: QuestionAccess) -> tuple[Tie, ...]:
    """Return the tie of whoever gives exact identifiers and a reason: for this question alone, never kept."""
    return (Tie(TieKind.ENQUIRY, Period(door.standing.on, None)),)


def _find_same(question: Question, whom: Whom, purpose: PurposeChoice, by: SignedInWorker, now: datetime) -> str | None:
    since = now - timedelta(minutes=load_limits().same_answer_within_minutes)
    asked = Enquiry.objects.filter(
        asked_by=by.worker_id, question=question.code, purpose=purpose.code, fingerprint=whom.fingerprint
    )
    return asked.filter(asked_at__gte=since).values_list("ref", flat=True).first()


def _is_over_limit(by: SignedInWorker, now: datetime) -> bool:
    limits = load_limits()
    midnight = timezone.make_aware(datetime.combine(timezone.localtime(now).date(), time.min))
    with connection.cursor() as cursor:
        cursor.execute("select by_worker, by_agency from kith_asked_since(%s)", [midnight])
        mine, ours = cursor.fetchone()
    ours_at_most = limits.questions_a_day_by_agency.get(by.agency_id, limits.questions_a_day_for_each_agency)
    return mine >= limits.questions_a_day_for_each_worker or ours >= ours_at_most


def _note_causes(enquiry: Enquiry, answered: Answered, rows: list[_Row]) -> None:
    """Keep why the answer is what it is, for the auditor: one row for each person and agency whose "yes" was weighed.

    By then the database has kept whom it gave no row of: nobody, of whom nothing is held, who must not be found.
    """
    matched = {row.person_ref for row in rows if row.is_matched}
    Cause.objects.bulk_create(
        Cause(
            enquiry_ref=enquiry.ref,
            person_ref=one.person_ref,
            is_matched=one.person_ref in matched,
            agency_id=one.agency_id,
            cause=cause,
            at=enquiry.asked_at,
        )
        for one, cause in answered.causes
    )


def _fill_log_line(door: QuestionAccess, ref: str, answered: Answered) -> None:
    # The line is about whoever was asked about and nobody else, though the family's answers count: a partner must not
    # read in their own log that somebody asks about the other. Whose answers counted stands with the causes, and who it
    # was the database puts in from there: this connection is not told of whoever hides.
    door.enquiry_ref = ref
    door.level = answered.level
    door.agreement_refs = tuple(sorted({one.agreement_ref for one in answered.shown if one.agreement_ref}))
    if answered.level == NOTHING:
        door.gate = next((one.gate for one, _ in answered.causes), "")


def _after_months(day: date, months: int) -> date:
    """Return the day so many months on; the last of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
