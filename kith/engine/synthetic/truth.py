"""What really happened in the invented council: the tables that every extract is drawn from, and is marked against.

They are written to ``truth/`` beside the extracts and no engine stage ever reads them.
"""

from __future__ import annotations

from kith.engine.tables import Column, Table


def _table(name: str, meaning: str, /, **columns: str) -> Table:
    return Table(f"truth.{name}", meaning, tuple(Column(column, type_, "") for column, type_ in columns.items()))


TRUTH = {
    table.short_name: table
    for table in (
        _table(
            "place",
            "An invented postcode with its small area, ward, town and how deprived it is (1 most, 10 least).",
            postcode="VARCHAR",
            small_area="VARCHAR",
            ward="VARCHAR",
            town="VARCHAR",
            decile="TINYINT",
        ),
        _table(
            "dwelling",
            "A dwelling. kind: ORDINARY, HMO, REFUGE, CARE_HOME, HOSTEL or CHILDRENS_HOME. "
            "tenure: OWNED, PRIVATE, COUNCIL.",
            dwelling_id="BIGINT",
            uprn="VARCHAR",
            flat="VARCHAR",
            building="VARCHAR",
            number="VARCHAR",
            street="VARCHAR",
            town="VARCHAR",
            postcode="VARCHAR",
            kind="VARCHAR",
            tenure="VARCHAR",
        ),
        _table(
            "person",
            "A person. names: pool their names come from. surname is today's, birth_surname what they were born with.",
            person_id="BIGINT",
            forename="VARCHAR",
            middle_names="VARCHAR",
            surname="VARCHAR",
            birth_surname="VARCHAR",
            surname_changed_on="DATE",
            known_as="VARCHAR",
            sex="VARCHAR",
            ethnicity="VARCHAR",
            names="VARCHAR",
            born_on="DATE",
            due_on="DATE",
            died_on="DATE",
            nhs_number="VARCHAR",
            upn="VARCHAR",
        ),
        _table(
            "residence",
            "Who lived where from when to when (end exclusive, empty = still there).",
            person_id="BIGINT",
            dwelling_id="BIGINT",
            valid_from="DATE",
            valid_to="DATE",
        ),
        _table(
            "relation",
            "FROM is KIND of TO (codes of vocabulary.codes.relation_kinds).",
            from_person_id="BIGINT",
            kind="VARCHAR",
            to_person_id="BIGINT",
            valid_from="DATE",
            valid_to="DATE",
        ),
        _table(
            "family",
            "A family. need: 0 none to 3 many troubles. planted: a name for families the documents speak of.",
            family_id="BIGINT",
            surname="VARCHAR",
            need="TINYINT",
            planted="VARCHAR",
        ),
        _table("family_member", "Who is in it.", family_id="BIGINT", person_id="BIGINT", role="VARCHAR"),
        _table(
            "agency",
            "An agency (codes and letters as in vocabulary.codes.agency_kinds); each school is one.",
            agency_id="VARCHAR",
            kind="VARCHAR",
            name="VARCHAR",
        ),
        _table(
            "worker",
            "A worker of an agency.",
            agency_id="VARCHAR",
            staff_id="VARCHAR",
            name="VARCHAR",
            job_title="VARCHAR",
            team="VARCHAR",
            email="VARCHAR",
            phone="VARCHAR",
        ),
        _table(
            "involvement",
            "An agency worked with a person.",
            person_id="BIGINT",
            agency_id="VARCHAR",
            service="VARCHAR",
            staff_id="VARCHAR",
            role="VARCHAR",
            is_lead="BOOLEAN",
            valid_from="DATE",
            valid_to="DATE",
            last_contact_on="DATE",
        ),
        _table(
            "event",
            "Something that happened, as an agency came to know it (kinds of codes.fact_kinds, and S47_ENQUIRY). "
            "episode_id ties the parts of one spell or incident together; dwelling_id is set for things at a place. "
            "staff_id is unique over all agencies: the lead worker of early help may be another agency's than the "
            "holder (agency_id). code is the agency's own: contact source, closure reason (empty while open), role in "
            "an incident, category, order or reason; detail is a contact's outcome, a spell's need, or plain words.",
            event_id="BIGINT",
            episode_id="BIGINT",
            family_id="BIGINT",
            person_id="BIGINT",
            dwelling_id="BIGINT",
            agency_id="VARCHAR",
            staff_id="VARCHAR",
            kind="VARCHAR",
            happened_on="DATE",
            ended_on="DATE",
            code="VARCHAR",
            detail="VARCHAR",
            amount="DOUBLE",
            unit="VARCHAR",
        ),
        _table(
            "roll",
            "Which school a child was on the roll of, each school year, with sessions possible and absent.",
            person_id="BIGINT",
            agency_id="VARCHAR",
            school_year="INTEGER",
            year_group="INTEGER",
            valid_from="DATE",
            valid_to="DATE",
            sen="VARCHAR",
            free_meals="BOOLEAN",
            sessions_possible="INTEGER",
            sessions_absent="INTEGER",
            sessions_unauthorised="INTEGER",
        ),
        _table(
            "tenancy",
            "A council tenancy: one or two tenants, weekly rent, and arrears today.",
            tenancy_id="BIGINT",
            dwelling_id="BIGINT",
            tenant_id="BIGINT",
            second_tenant_id="BIGINT",
            valid_from="DATE",
            valid_to="DATE",
            weekly_rent="DOUBLE",
            arrears="DOUBLE",
        ),
        _table(
            "claim",
            "A benefit claim: the claimant, the partner in it, and the children it covers one row each in claim_child.",
            claim_id="BIGINT",
            claimant_id="BIGINT",
            partner_id="BIGINT",
            dwelling_id="BIGINT",
            kind="VARCHAR",
            valid_from="DATE",
            valid_to="DATE",
        ),
        _table("claim_child", "A child covered by a claim.", claim_id="BIGINT", person_id="BIGINT"),
        _table(
            "effect",
            "A known effect: since ``started_on`` this family's rate of ``measure`` was multiplied by ``ratio``. "
            "arm: HELPED, or WAITING (drawn alike, not helped: ratio 1); other families are not listed.",
            family_id="BIGINT",
            arm="VARCHAR",
            started_on="DATE",
            measure="VARCHAR",
            ratio="DOUBLE",
        ),
        _table(
            "record",
            "The answer key of linkage: which person each record of each extract is.",
            source="VARCHAR",
            local_id="VARCHAR",
            person_id="BIGINT",
        ),
    )
}
