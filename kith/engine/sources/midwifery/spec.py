"""Declares the maternity unit's extract: one row for each booking."""

from kith.engine.sources.declare import Column, File, Source

DAYS = ("%d.%m.%Y",)

OUTCOMES = {"OPEN": "Still pregnant", "LB": "Live birth", "END": "Ended", "TRF": "Moved to another unit"}

SOURCE = Source(
    name="midwifery",
    title="Midwifery",
    agency_kind="H",
    agency_id="MIDWIFERY",
    category="HEALTH",
    purpose="Know that a baby is due in a family that is being helped, and who the named midwife is.",
    necessity=(
        "Each booking is needed because help before birth works best and the midwife is often the only professional "
        "whom an expecting mother already trusts."
    ),
    about_everyone=True,
    fills=("agency", "person", "address", "relation", "involvement", "fact", "worker"),
    files=(
        File(
            name="midwifery_bookings",
            pattern="midwifery_bookings_*.csv",
            kind="csv",
            key=("booking_no",),
            columns=(
                Column("Booking No", "booking_no", required=True),
                Column("Hospital No", "hospital_no", required=True),
                Column("NHS No", "nhs_number", "nhs_number"),
                Column("Surname", "surname"),
                Column("Forenames", "forenames"),
                Column("Maiden Name", "maiden_name"),
                Column("DOB", "born_on", "date", dates=DAYS),
                Column("Address", "address"),
                Column("Postcode", "postcode", "postcode"),
                Column("Address Confidential", "address_confidential", "yes_no"),
                Column("Booked", "booked_on", "date", required=True, dates=DAYS),
                Column("EDD", "due_on", "date", dates=DAYS),
                Column("Outcome", "outcome", "code", required=True, codes=OUTCOMES),
                Column("Delivered", "delivered_on", "date", dates=DAYS),
                Column("Baby NHS No", "baby_nhs_number", "nhs_number"),
                Column("Midwife Code", "midwife_code"),
                Column("Named Midwife", "midwife"),
                Column("Team", "team"),
                Column("Midwife Email", "midwife_email"),
                Column("Midwife Tel", "midwife_tel"),
                Column("Last Seen", "last_seen_on", "date", dates=DAYS),
            ),
        ),
    ),
    every="MONTH",
)
