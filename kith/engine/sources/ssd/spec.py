"""Declares the council's case system, as Standard Safeguarding Dataset tables: one CSV per table."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.abuse_categories import ABUSE_CATEGORIES
from kith.vocabulary.codes.cin_closure_reasons import CIN_CLOSURE_REASONS
from kith.vocabulary.codes.ethnicity import ETHNICITIES
from kith.vocabulary.codes.primary_needs import PRIMARY_NEEDS
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES

ADDRESS_TYPES = {
    "HOME": "Home",
    "PREV": "Earlier home",
    "TEMP": "Temporary accommodation",
    "PLAC": "Placement",
    "REFUGE": "Refuge: must not be found",
    "CONF": "Confidential: must not be found",
}


def _moment(heading: str, name: str, required: bool = False) -> Column:
    """Return a column of the database's ``datetime`` type; the time of day is always midnight and means nothing."""
    return Column(heading, name, "date", required, dates=("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"))


def _table(name: str, *columns: Column, key: tuple[str, ...], optional: bool = True) -> File:
    return File(name, f"{name}_*.csv", "csv", columns, key=key, optional=optional, empty_ok=optional)


PERSON = _table(
    "ssd_person",
    Column("pers_person_id", "person_id", required=True),
    Column("pers_forename", "forename"),
    Column("pers_surname", "surname"),
    Column("pers_sex", "sex", "code", codes={"M": "Male", "F": "Female", "U": "Not known", "I": "Indeterminate"}),
    Column("pers_ethnicity", "ethnicity", "code", codes=ETHNICITIES),
    _moment("pers_dob", "born_on"),
    Column("pers_common_child_id", "nhs_number", "nhs_number"),
    _moment("pers_expected_dob", "expected_on"),
    _moment("pers_death_date", "died_on"),
    key=("person_id",),
    optional=False,
)
FAMILY = _table(
    "ssd_family",
    Column("fami_table_id", "table_id", required=True),
    Column("fami_family_id", "family_id", required=True),
    Column("fami_person_id", "person_id", required=True),
    key=("table_id",),
)
ADDRESS = _table(
    "ssd_address",
    Column("addr_table_id", "table_id", required=True),
    Column("addr_address_json", "address_json"),
    Column("addr_person_id", "person_id", required=True),
    Column("addr_address_type", "address_type", "code", codes=ADDRESS_TYPES),
    _moment("addr_address_start_date", "started_on"),
    _moment("addr_address_end_date", "ended_on"),
    Column("addr_address_postcode", "postcode", "postcode"),
    key=("table_id",),
)
MOTHER = _table(
    "ssd_mother",
    Column("moth_table_id", "table_id", required=True),
    Column("moth_person_id", "mother_id", required=True),
    Column("moth_childs_person_id", "child_id", required=True),
    key=("table_id",),
)
CONTACTS = _table(
    "ssd_contacts",
    Column("cont_contact_id", "contact_id", required=True),
    Column("cont_person_id", "person_id", required=True),
    _moment("cont_contact_date", "contact_on", required=True),
    Column("cont_contact_source_code", "contact_source", "code", codes=REFERRAL_SOURCES),
    Column("cont_contact_outcome_json", "outcome_json"),
    key=("contact_id",),
)
EARLY_HELP = _table(
    "ssd_early_help_episodes",
    Column("earl_episode_id", "episode_id", required=True),
    Column("earl_person_id", "person_id", required=True),
    _moment("earl_episode_start_date", "started_on", required=True),
    _moment("earl_episode_end_date", "ended_on"),
    key=("episode_id",),
)
CIN_EPISODES = _table(
    "ssd_cin_episodes",
    Column("cine_referral_id", "referral_id", required=True),
    Column("cine_person_id", "person_id", required=True),
    _moment("cine_referral_date", "referred_on", required=True),
    Column("cine_cin_primary_need_code", "primary_need", "code", codes=PRIMARY_NEEDS),
    Column("cine_referral_source_code", "referral_source", "code", codes=REFERRAL_SOURCES),
    Column("cine_referral_nfa", "no_further_action", "yes_no"),
    Column("cine_close_reason", "close_reason", "code", codes=CIN_CLOSURE_REASONS),
    _moment("cine_close_date", "closed_on"),
    Column("cine_referral_team", "team_id"),
    key=("referral_id",),
)
CIN_ASSESSMENTS = _table(
    "ssd_cin_assessments",
    Column("cina_assessment_id", "assessment_id", required=True),
    Column("cina_person_id", "person_id", required=True),
    _moment("cina_assessment_start_date", "started_on", required=True),
    _moment("cina_assessment_auth_date", "authorised_on"),
    key=("assessment_id",),
)
CP_PLANS = _table(
    "ssd_cp_plans",
    Column("cppl_cp_plan_id", "plan_id", required=True),
    Column("cppl_person_id", "person_id", required=True),
    _moment("cppl_cp_plan_start_date", "started_on", required=True),
    _moment("cppl_cp_plan_end_date", "ended_on"),
    Column("cppl_cp_plan_latest_category", "category", "code", codes=ABUSE_CATEGORIES),
    key=("plan_id",),
)
INVOLVEMENTS = _table(
    "ssd_involvements",
    Column("invo_involvements_id", "involvement_id", required=True),
    Column("invo_professional_id", "professional_id"),
    Column("invo_professional_role_id", "role"),
    Column("invo_professional_team", "team_id"),
    _moment("invo_involvement_start_date", "started_on", required=True),
    _moment("invo_involvement_end_date", "ended_on"),
    Column("invo_person_id", "person_id", required=True),
    Column("invo_referral_id", "referral_id"),
    key=("involvement_id",),
)
PROFESSIONALS = _table(
    "ssd_professionals",
    Column("prof_professional_id", "professional_id", required=True),
    Column("prof_staff_id", "staff_id", required=True),
    Column("prof_professional_name", "name"),
    Column("prof_professional_job_title", "job_title"),
    Column("prof_professional_department", "department"),
    key=("professional_id",),
)
DEPARTMENT = _table(
    "ssd_department",
    Column("dept_team_id", "team_id", required=True),
    Column("dept_team_name", "team_name"),
    key=("team_id",),
)
LINKED_IDENTIFIERS = _table(
    "ssd_linked_identifiers",
    Column("link_table_id", "table_id", required=True),
    Column("link_person_id", "person_id", required=True),
    Column("link_identifier_type", "identifier_type", required=True),
    Column("link_identifier_value", "identifier_value"),
    _moment("link_valid_from_date", "valid_from"),
    key=("table_id",),
)

SOURCE = Source(
    name="ssd",
    title="Children's case system (Standard Safeguarding Dataset)",
    agency_kind="C",
    agency_id="COUNCIL_SC",
    files=(
        PERSON,
        FAMILY,
        ADDRESS,
        MOTHER,
        CONTACTS,
        EARLY_HELP,
        CIN_EPISODES,
        CIN_ASSESSMENTS,
        CP_PLANS,
        INVOLVEMENTS,
        PROFESSIONALS,
        DEPARTMENT,
        LINKED_IDENTIFIERS,
    ),
    fills=("person", "address", "relation", "involvement", "fact", "agency", "worker"),
    category="SOCIAL_CARE",
    purpose="To show who in social care works with a family, and what social care has done, beside others' help.",
    necessity="Every child here was referred or helped; without their row a worker elsewhere repeats an assessment or "
    "misses a plan. Mothers are needed to know which children are one family.",
    every="WEEK",
)
