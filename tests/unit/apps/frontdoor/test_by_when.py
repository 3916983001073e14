"""How the front door says by when something is due, and whom a contact is about."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kith.apps.frontdoor.models import ContactPerson
from kith.apps.frontdoor.queries.people import about_whom
from kith.apps.frontdoor.templatetags.kith_contacts import by_when

NOON = timezone.localtime().replace(hour=12, minute=30, second=0, microsecond=0)


def test_the_days_beside_today_have_their_everyday_names() -> None:
    assert by_when(NOON - timedelta(days=1)) == "yesterday, 12:30"
    assert by_when(NOON) == "today, 12:30"
    assert by_when(NOON + timedelta(days=1)) == "tomorrow, 12:30"


def test_another_day_says_which_day_of_the_week_it_is() -> None:
    then = NOON + timedelta(days=5)
    assert by_when(then) == f"{then:%A} {then.day} {then:%B}, 12:30"


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert by_when(NOON.replace(hour=0, minute=0) + timedelta(days=1)) == "the end of today"


def test_two_contacts_about_nobody_yet_are_not_called_the_same() -> None:
    first = about_whom([], "A boy of about six came to the library alone again.")
    second = about_whom([], "Two children were seen alone at the bus stop at ten at night.")
    assert first == "“A boy of about six came to the…”"
    assert first != second


def test_whoever_is_written_down_stands_before_what_was_told() -> None:
    child = ContactPerson(role="CHILD", forename="Ella", surname="Marlowe")
    assert about_whom([child], "No lunch three days running.") == "Marlowe: 1 child"
