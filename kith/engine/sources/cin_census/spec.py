"""Declares the children-in-need census: the council's yearly XML return to DfE, read as four tables."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.abuse_categories import ABUSE_CATEGORIES
from kith.vocabulary.codes.cin_closure_reasons import CIN_CLOSURE_REASONS
from kith.vocabulary.codes.ethnicity import ETHNICITIES
from kith.vocabulary.codes.primary_needs import PRIMARY_NEEDS
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES

# Figures up to the census of 2023, letters after it.
SEXES = {
    "0": "Not known",
    "1": "Male",
    "2": "Female",
    "9": "Not specified",
    "M": "Male",
    "F": "Female",
    "U": "Not known",
}


def _rows(name: str, element: str, *columns: Column, optional: bool = True) -> File:
    return File(name, "*.xml", "xml", columns, element=element, optional=optional, empty_ok=optional)


def _child_id(steps_up: int) -> Column:
    return Column("../" * steps_up + "ChildIdentifiers/LAchildID", "la_child_id", required=True)


CHILD = _rows(
    "cin_child",
    "Children/Child",
    _child_id(0),
    Column("ChildIdentifiers/UPN", "upn", "upn", optional_heading=True),
    Column("ChildIdentifiers/PersonBirthDate", "born_on", "date", optional_heading=True),
    Column("ChildIdentifiers/ExpectedPersonBirthDate", "expected_on", "date", optional_heading=True),
    Column("ChildIdentifiers/PersonDeathDate", "died_on", "date", optional_heading=True),
    Column("ChildIdentifiers/GenderCurrent", "sex", "code", codes=SEXES, optional_heading=True),
    Column("ChildCharacteristics/Ethnicity", "ethnicity", "code", codes=ETHNICITIES, optional_heading=True),
    optional=False,
)
DETAILS = _rows(
    "cin_details",
    "Children/Child/CINdetails",
    _child_id(1),
    Column("CINreferralDate", "referred_on", "date", optional_heading=True),
    Column("ReferralSource", "referral_source", "code", codes=REFERRAL_SOURCES, optional_heading=True),
    Column("PrimaryNeedCode", "primary_need", "code", codes=PRIMARY_NEEDS, optional_heading=True),
    Column("CINclosureDate", "closed_on", "date", optional_heading=True),
    Column("ReasonForClosure", "close_reason", "code", codes=CIN_CLOSURE_REASONS, optional_heading=True),
    Column("ReferralNFA", "no_further_action", "yes_no", optional_heading=True),
)
ASSESSMENTS = _rows(
    "cin_assessments",
    "Children/Child/CINdetails/Assessments",
    _child_id(2),
    Column("AssessmentActualStartDate", "started_on", "date", optional_heading=True),
    Column("AssessmentAuthorisationDate", "authorised_on", "date", optional_heading=True),
)
PROTECTION_PLANS = _rows(
    "cin_protection_plans",
    "Children/Child/CINdetails/ChildProtectionPlans",
    _child_id(2),
    Column("CPPstartDate", "started_on", "date", optional_heading=True),
    Column("CPPendDate", "ended_on", "date", optional_heading=True),
    Column("LatestCategoryOfAbuse", "category", "code", codes=ABUSE_CATEGORIES, optional_heading=True),
)

SOURCE = Source(
    name="cin_census",
    title="Children in need census",
    agency_kind="C",
    agency_id="COUNCIL_SC",
    files=(CHILD, DETAILS, ASSESSMENTS, PROTECTION_PLANS),
    fills=("person", "fact", "agency"),
    category="SOCIAL_CARE",
    purpose="To give six years of social care's work where the case system cannot yet send its own tables.",
    necessity="Each child in it was referred to social care in the year; a council without the fuller dataset has no "
    "other way to show that a child had a plan, and when it ended.",
    as_at_element="Header/CollectionDetails/ReferenceDate",
    every="YEAR",
)
