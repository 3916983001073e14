"""The tables of this room: what was asked, what was answered, who was told, and what only the auditor reads."""

from kith.apps.enquiries.models.answer import Answer
from kith.apps.enquiries.models.cause import Cause
from kith.apps.enquiries.models.enquiry import Enquiry
from kith.apps.enquiries.models.enquiry_alert import EnquiryAlert
from kith.apps.enquiries.models.notice import Notice
from kith.apps.enquiries.models.view_request import ViewRequest

__all__ = ["Answer", "Cause", "Enquiry", "EnquiryAlert", "Notice", "ViewRequest"]
