"""Reads questions, their answers, and what is owed after them."""

from kith.apps.enquiries.queries.alerts import AlertRow, list_alerts
from kith.apps.enquiries.queries.currency import CurrencyRow, list_currency
from kith.apps.enquiries.queries.enquiries import (
    AnswerRow,
    EnquiryPage,
    EnquiryRow,
    NoSuchEnquiry,
    find_family_of_enquiry,
    get_enquiry,
    list_my_enquiries,
)
from kith.apps.enquiries.queries.hidden_asked import list_hidden_asked
from kith.apps.enquiries.queries.notices import NoticeRow, get_notice, list_notices
from kith.apps.enquiries.queries.view_requests import ViewRequestRow, list_view_requests
from kith.apps.enquiries.queries.waiting import list_waiting

__all__ = [
    "AlertRow",
    "AnswerRow",
    "CurrencyRow",
    "EnquiryPage",
    "EnquiryRow",
    "NoSuchEnquiry",
    "NoticeRow",
    "ViewRequestRow",
    "find_family_of_enquiry",
    "get_enquiry",
    "get_notice",
    "list_alerts",
    "list_currency",
    "list_hidden_asked",
    "list_my_enquiries",
    "list_notices",
    "list_view_requests",
    "list_waiting",
]
