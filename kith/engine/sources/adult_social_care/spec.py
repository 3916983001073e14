"""Declares the adult social care extract: one row for each event, as in the national Client Level Data return."""

from kith.engine.sources.declare import Column, File, Source
from kith.vocabulary.codes.adult_care import CLIENT_TYPES, EVENT_TYPES, SERVICE_TYPES

DAYS = ("%d/%m/%Y",)

SOURCE = Source(
    name="adult_social_care",
    title="Adult social care",
    agency_kind="A",
    agency_id="ADULTS",
    category="ADULT_CARE",
    purpose="Know which adults of a family have care or support, who cares for them, and who their worker is.",
    necessity=(
        "Each adult's row is needed because a parent's care needs, or a grandparent whom the family looks after, "
        "change what help the children need."
    ),
    fills=("agency", "person", "address", "relation", "involvement", "fact", "worker"),
    files=(
        File(
            name="adult_social_care_events",
            pattern="adult_social_care_*.txt",
            kind="csv",
            key=("event_ref",),
            columns=(
                Column("LA Unique Person ID", "person_id", required=True),
                Column("NHS Number", "nhs_number", "nhs_number"),
                Column("Forename", "forename"),
                Column("Surname", "surname"),
                Column("Date of Birth", "born_on", "date", dates=DAYS),
                Column("Date of Death", "died_on", "date", dates=DAYS),
                Column("Gender", "gender"),
                Column("Address", "address"),
                Column("Postcode", "postcode", "postcode"),
                Column("Client Type", "client_type", "code", codes=CLIENT_TYPES),
                Column("Cares For LA Unique Person ID", "cares_for_id"),
                Column("Event Reference", "event_ref", required=True),
                Column("Event Type", "event_type", "code", required=True, codes=EVENT_TYPES),
                Column("Event Start Date", "event_start", "date", required=True, dates=DAYS),
                Column("Event End Date", "event_end", "date", dates=DAYS),
                Column("Service Type", "service_type", "code", codes=SERVICE_TYPES),
                Column("Worker ID", "worker_id"),
                Column("Worker Name", "worker_name"),
                Column("Worker Email", "worker_email"),
                Column("Worker Phone", "worker_phone"),
            ),
        ),
    ),
    every="MONTH",
)
