"""Jobs that run by themselves: one-line doors to actions, run by ``kith worker``."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from kith.apps.agencies.limits import forget_old_uses
from kith.apps.audit.heads import read_lodged
from kith.apps.audit.samples import draw_sample
from kith.apps.audit.verify import verify_log
from kith.apps.base.clock import today
from kith.apps.beside.actions.arrive import forget_ended_arrivals
from kith.apps.drafts.actions import forget_old_drafts
from kith.apps.enquiries.actions import forget_expired_answers
from kith.apps.matching.actions.carry_out import carry_out_separations
from kith.apps.partners.actions import forget_ended_links
from kith.apps.portal.actions import forget_help_asked
from kith.apps.rights.actions import do_what_waits, make_list
from kith.apps.rights.queries import is_everything_held
from kith.handover.bring_into_view import carry_out_view_requests
from kith.handover.export import export_decisions
from kith.handover.forget import forget
from kith.project.lodging import lodge_with_partners, lodging_folder
from kith.project.places import runs_folder


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget_old_sessions")
def forget_old_sessions(timestamp: int) -> None:
    """Delete the sessions that have ended, and the counts of uses long ago, each night."""
    call_command("clearsessions")
    forget_old_uses(timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="lodge_heads")
def lodge_heads(timestamp: int) -> None:
    """Give the newest head of the sealed log to each partner, every hour."""
    lodge_with_partners()


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="verify_the_log")
def verify_the_log(timestamp: int) -> None:
    """Prove the log each night; a log that does not verify waits for the auditor in the morning."""
    verify_log(read_lodged(lodging_folder()))


@app.periodic(cron="10 4 * * 1")
@app.task(queueing_lock="draw_reasons")
def draw_reasons(timestamp: int) -> None:
    """Draw last week's sample of typed reasons, on Monday morning."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    draw_sample(monday - timedelta(days=7))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="answer_rights")
def answer_rights(timestamp: int) -> None:
    """Collect, erase and let go what was ordered on the pages, every minute."""
    if do_what_waits().is_ledger_longer:
        export_decisions(runs_folder(None))


@app.periodic(cron="30 5 1 * *")
@app.task(queueing_lock="list_disposal")
def list_disposal(timestamp: int) -> None:
    """Make the list of what has been kept long enough, on the first of each month."""
    make_list(as_at=today())


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="forget_what_is_old")
def forget_what_is_old(timestamp: int) -> None:
    """Remove the deliveries, reports and runs whose time is over, each night."""
    if not is_everything_held(today()):
        forget(runs_folder(None), today(), by="nightly job")


@app.periodic(cron="27 4 * * *")
@app.task(queueing_lock="forget_old_answers")
def forget_old_answers(timestamp: int) -> None:
    """Let questions go whose time is over, and who was meant by links that nobody answered, each night."""
    if not is_everything_held(today()):
        forget_expired_answers(today(), by="nightly job")
    forget_ended_links(timezone.now(), by="nightly job")
    forget_ended_arrivals(timezone.now(), by="nightly job")


@app.periodic(cron="37 4 * * *")
@app.task(queueing_lock="forget_old_drafts")
def let_go_of_drafts(timestamp: int) -> None:
    """Let go of what was typed and never sent, and that nobody has touched for three months, each night."""
    if not is_everything_held(today()):
        forget_old_drafts(timezone.now(), by="nightly job")


@app.periodic(cron="42 * * * *")
@app.task(queueing_lock="forget_help_asked")
def let_go_of_help_asked(timestamp: int) -> None:
    """Let go of what was typed on the family's own way in and not sent in its days, every hour: it is no record yet."""
    forget_help_asked(timezone.now(), by="hourly job")


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="bring_in_who_is_helped")
def bring_in_who_is_helped(timestamp: int) -> None:
    """Bring those into view of whom somebody said, after a question, that they are helping them."""
    carry_out_view_requests(by="job")


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="take_apart")
def take_apart(timestamp: int) -> None:
    """Take apart whom it was agreed of on a family's page, and tell the next run, every minute."""
    if carry_out_separations(by="job"):
        export_decisions(runs_folder(None))


@app.task(name="hand_over_decisions")
def hand_over_decisions() -> None:
    """Hand over what was decided on a page, so that the next files and the next run obey it; ordered by the page."""
    export_decisions(runs_folder(None))
