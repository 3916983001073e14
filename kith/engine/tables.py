"""Every table of the engine, declared once: columns, types, meaning, keys.

A table's name says whose it is: ``standard.*`` is filled by the sources' ``clean.sql`` (one row is a *record*, as one
agency knows it), ``linked.*`` and ``families.*`` are made by those stages, ``published.*`` is what the web side may
read. Types are DuckDB's. Dates are days; periods have an exclusive end, and no end means now.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its DuckDB type, what it means, and whether it may be empty."""

    name: str
    type: str
    meaning: str
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One table: ``name`` is ``stage.table``; ``key`` names the columns that are unique together."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def schema(self) -> str:
        """The part before the dot: whose table it is."""
        return self.name.split(".")[0]

    @property
    def short_name(self) -> str:
        """The part after the dot."""
        return self.name.split(".")[1]

    def ddl(self) -> str:
        """Return the CREATE TABLE statement, without constraints: checks report, they do not stop a run half-way."""
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f"create or replace table {self.name} ({columns})"


def _text(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, "VARCHAR", meaning, required)


def _day(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, "DATE", meaning, required)


def _yes_no(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, "BOOLEAN", meaning, required)


def _whole(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, "BIGINT", meaning, required)


# What standardise adds to every row that a clean.sql inserts. A clean.sql never fills these itself.
ORIGIN = (
    _text("source", "the source folder's name", True),
    _text("delivery_id", "the delivery that the row came in", True),
)
# What a clean.sql gives with every row, so that each fact can be traced to a line of a file.
ROW = (_whole("row_number", "the row of the delivered file, 1 for the first row of data", True),)

# A clean.sql gives local ids ("local_id", "from_local_id", "to_local_id"); standardise turns each into a record id,
# "source:local_id", in the column named beside it here.
RECORD_IDS = {
    "local_id": "record_id",
    "from_local_id": "from_record_id",
    "to_local_id": "to_record_id",
    "local_fact_id": "fact_id",
}
# Where an address or a fact's place is: standardise works it out from uprn, address_text and postcode.
PLACE = (_text("dwelling_id", "uprn:N, or a key made from the normalised address; empty when it names no dwelling"),)
# The columns of a standard table that a clean.sql never gives.
NOT_GIVEN = {column.name for column in (*ORIGIN, *PLACE)} | set(RECORD_IDS.values())

STANDARD = {
    table.short_name: table
    for table in (
        Table(
            "standard.person",
            "A person as one agency knows them: a record. Several may be the same person.",
            (
                *ORIGIN,
                *ROW,
                _text("record_id", "source:local_id", True),
                _text("local_id", "the agency's own identifier of the person, unique within the source", True),
                _text("agency_id", "the agency that knows them", True),
                _text("forename", "first name as given"),
                _text("middle_names", "other forenames"),
                _text("surname", "family name as given"),
                _text("previous_surname", "an earlier family name"),
                _text("known_as", "the name they use"),
                _day("born_on", "date of birth; empty when unknown or a default such as 1 January 1900"),
                _day("due_on", "expected date of birth, for a baby not yet born"),
                _day("died_on", "date of death"),
                _text("sex", "F, M or X; empty when not known"),
                _text("ethnicity", "DfE ethnicity code"),
                _text("nhs_number", "ten digits, no spaces; emptied with a note when the check digit is wrong"),
                _text("upn", "unique pupil number; emptied with a note when the check letter is wrong"),
            ),
            ("source", "local_id"),
        ),
        Table(
            "standard.address",
            "An address that one agency holds for a record, dated where the agency dates it.",
            (
                *ORIGIN,
                *ROW,
                _text("record_id", "whose address", True),
                _text("local_id", "whose address, the agency's own identifier", True),
                _text("uprn", "unique property reference number, digits"),
                _text("address_text", "the lines of the address without the postcode, separated by commas"),
                _text("postcode", "normal form, one space; emptied with a note when it cannot be one"),
                _day("valid_from", "first day there; empty when unknown"),
                _day("valid_to", "first day no longer there; empty when still there or unknown"),
                _day("as_at", "the day the agency held this to be true, for undated addresses"),
                _yes_no("is_protected", "the agency marked the address as not to be found (a refuge, for instance)"),
                *PLACE,
            ),
        ),
        Table(
            "standard.relation",
            "A bond that one agency asserts between two of its own records: FROM is KIND of TO.",
            (
                *ORIGIN,
                *ROW,
                _text("from_record_id", "who is related", True),
                _text("from_local_id", "who is related, the agency's own identifier", True),
                _text("kind", "a code of vocabulary.codes.relation_kinds", True),
                _text("to_record_id", "to whom", True),
                _text("to_local_id", "to whom, the agency's own identifier", True),
                _day("valid_from", "first day; empty when unknown"),
                _day("valid_to", "first day it no longer held; empty when it still holds"),
            ),
        ),
        Table(
            "standard.involvement",
            "An agency works with a person: which service, which worker, since when.",
            (
                *ORIGIN,
                *ROW,
                _text("record_id", "with whom", True),
                _text("local_id", "with whom, the agency's own identifier", True),
                _text("agency_id", "the agency that works with them", True),
                _text("service", "the service or team in plain words"),
                _text("staff_id", "the worker, by the agency's own staff identifier; never matched by name"),
                _text("role", "what the worker is to the family"),
                _yes_no("is_lead", "this worker leads the help"),
                _day("valid_from", "since", True),
                _day("valid_to", "first day it no longer held; empty when it still holds"),
                _day("last_contact_on", "the last day the agency saw or spoke with them"),
            ),
        ),
        Table(
            "standard.fact",
            "One dated thing that an agency knows, about a person or about a place.",
            (
                *ORIGIN,
                *ROW,
                _text("fact_id", "source:local_fact_id", True),
                _text("local_fact_id", "the agency's own identifier of the fact, unique within the source", True),
                _text("record_id", "about whom; empty for a fact about a place only"),
                _text("local_id", "about whom, the agency's own identifier"),
                _text("agency_id", "the agency that knows it", True),
                _text("kind", "a code of vocabulary.codes.fact_kinds", True),
                _day("happened_on", "the day, or the first day of a spell", True),
                _day("ended_on", "first day no longer so, for a spell that has ended"),
                _yes_no("is_spell", "it lasts: drawn as a bar, not a dot", True),
                _text("detail", "a few plain words or a label of a code list; never free text about a person"),
                Column("amount", "DOUBLE", "a number that goes with it"),
                _text("unit", "of the amount: PERCENT, GBP, DAYS, SESSIONS"),
                _text("uprn", "where, for a fact about a place"),
                _text("address_text", "where, for a fact about a place"),
                _text("postcode", "where, for a fact about a place"),
                *PLACE,
            ),
            ("source", "local_fact_id"),
        ),
        Table(
            "standard.agency",
            "An organisation that knows or helps people; each school is one.",
            (
                *ORIGIN,
                *ROW,
                _text("agency_id", "stable code, upper case, unique in the council", True),
                _text("kind", "a letter of vocabulary.codes.agency_kinds", True),
                _text("name", "what people call it", True),
            ),
            ("agency_id",),
        ),
        Table(
            "standard.listed",
            "A property of the council's own address list, where it supplies one. It is about no person.",
            (
                *ORIGIN,
                *ROW,
                _text("uprn", "unique property reference number, digits", True),
                _text("address_text", "the lines of the address without the postcode, separated by commas", True),
                _text("postcode", "normal form, one space"),
                _text("kind", "RESIDENTIAL, COMMUNAL, COMMERCIAL or OTHER; empty when the list does not say"),
                _day("valid_from", "first day it stood there; empty when unknown"),
                _day("valid_to", "first day it no longer did; empty when it still does"),
            ),
            ("uprn",),
        ),
        Table(
            "standard.worker",
            "A worker as their own agency lists them.",
            (
                *ORIGIN,
                *ROW,
                _text("agency_id", "the worker's agency", True),
                _text("staff_id", "the agency's own staff identifier", True),
                _text("name", "the worker's name"),
                _text("job_title", "what they do"),
                _text("team", "their team"),
                _text("email", "work e-mail"),
                _text("phone", "work telephone"),
            ),
            ("agency_id", "staff_id"),
        ),
    )
}

NOTES = {
    table.short_name: table
    for table in (
        Table(
            "standard.note",
            "Something standardise emptied, joined or left out, so that nothing is lost silently.",
            (
                _text("source", "the source", True),
                _text("record_id", "about which record; empty where the row has none"),
                _text("rule", "why, as an UPPER_CASE code", True),
                _text("column_name", "which column"),
            ),
        ),
    )
}

LINKED = {
    table.short_name: table
    for table in (
        Table(
            "linked.pair",
            "Two records that were compared and scored.",
            (
                _text("record_id_l", "one record", True),
                _text("record_id_r", "the other", True),
                Column("weight", "DOUBLE", "match weight in bits (log2 of the odds)", True),
                Column("probability", "DOUBLE", "0 to 1", True),
                _text("veto", "why the guard holds them apart whatever the weight; empty when it does not"),
            ),
        ),
        Table(
            "linked.record_person",
            "Which resolved person each record belongs to.",
            (
                _text("record_id", "the record", True),
                _text("person_ref", "the resolved person, stable from run to run", True),
            ),
            ("record_id",),
        ),
        Table(
            "linked.doubt",
            "Two records that a person might settle, with what speaks for and against their being one.",
            (
                _text("record_id_l", "one record", True),
                _text("record_id_r", "the other", True),
                _text("why", "NEAR the threshold, likely but held apart by a VETO, or a random SAMPLE", True),
                _text("veto", "why the guard holds them apart"),
                Column("weight", "DOUBLE", "match weight in bits (log2 of the odds)", True),
                _yes_no("is_decided", "people have settled it", True),
                _whole("draw", "its place in a random order that is the same in every run", True),
                Column("prior", "DOUBLE", "bits with which any two records begin", True),
                _text("evidence", "JSON: for each comparison the level reached and its bits", True),
            ),
            ("record_id_l", "record_id_r"),
        ),
        Table(
            "linked.person",
            "A resolved person: the best name, dates and identifiers from all their records.",
            (
                _text("person_ref", "public reference", True),
                _text("forename", "as most records give it"),
                _text("surname", "as most records give it, the newest deliveries first"),
                _text("known_as", "the name they use"),
                _text("previous_surnames", "other family names held, separated by commas"),
                _day("born_on", "date of birth"),
                _day("due_on", "expected date of birth"),
                _day("died_on", "date of death"),
                _text("sex", "F, M or X"),
                _text("nhs_number", "verified by check digit only"),
                _text("upn", "verified by check letter only"),
            ),
            ("person_ref",),
        ),
    )
}

FAMILIES = {
    table.short_name: table
    for table in (
        Table(
            "families.dwelling",
            "A place where people live or lived.",
            (
                _text("dwelling_id", "uprn:N, or a key made from the normalised address", True),
                _text("uprn", "unique property reference number, where known"),
                _text("address_text", "lines of the address, tidied"),
                _text("postcode", "normal form"),
                _yes_no("is_communal", "more than ten unrelated people at once: no household is derived", True),
                _yes_no("is_protected", "must not be found (a refuge, for instance)", True),
            ),
            ("dwelling_id",),
        ),
        Table(
            "families.residence",
            "A person lived at a dwelling for a period, as sources say.",
            (
                _text("person_ref", "who", True),
                _text("dwelling_id", "where", True),
                _day("valid_from", "first day known there"),
                _day("valid_to", "first day known elsewhere; empty when still there"),
                _text("sources", "which sources say so, separated by commas", True),
                _day("last_seen_on", "the newest day any source held it to be true"),
            ),
        ),
        Table(
            "families.household",
            "People at one dwelling on the run's day: derived from residence, never entered.",
            (
                _text("dwelling_id", "where", True),
                _text("person_ref", "who", True),
                _day("valid_from", "first day known there"),
                _day("valid_to", "first day known elsewhere; empty, for a household is of the run's day"),
            ),
        ),
        Table(
            "families.household_status",
            "What is improbable about the people at a dwelling on the run's day; about a place, never about people.",
            (
                _text("dwelling_id", "where; protected dwellings are not here", True),
                _text("status", "a code of vocabulary.codes.household_statuses, PROBABLE where nothing is amiss", True),
                _whole("people", "how many live there", True),
                _whole("adults", "how many of them are known to be 18 or older", True),
                _day("valid_from", "since when all of them live there, where that is known"),
            ),
            ("dwelling_id",),
        ),
        Table(
            "families.relation",
            "A typed, sourced, dated bond between two resolved people: FROM is KIND of TO.",
            (
                _text("from_person_ref", "who is related", True),
                _text("kind", "a code of vocabulary.codes.relation_kinds", True),
                _text("to_person_ref", "to whom", True),
                _day("valid_from", "first day, where known"),
                _day("valid_to", "first day it no longer held"),
                _text("sources", "which sources say so, separated by commas; PEOPLE where workers said so", True),
                _text("strength", "STRONG binds a family; WEAK is shown as evidence and binds nobody", True),
                _whole("said_by", "how many sources say so", True),
            ),
        ),
        Table(
            "families.family_member",
            "Who belongs to which family; a person may belong to two.",
            (
                _text("family_ref", "the family, stable from run to run", True),
                _text("person_ref", "the member", True),
                _text("role", "CHILD, PARENT or OTHER_ADULT, on the run's day", True),
            ),
            ("family_ref", "person_ref"),
        ),
    )
}

QUESTIONS = {
    table.short_name: table
    for table in (
        Table(
            "questions.flag",
            "An agency says yes about a person to a question of the council, as at the day of its newest delivery.",
            (
                _text("person_ref", "about whom, in view or not; never somebody who must not be found", True),
                _text("agency_id", "whose answer", True),
                _text("question", "the code of a question in definitions/questions", True),
                _text("category", "what it is to say so: a code of vocabulary.codes.categories", True),
                Column("sensitivity", "UTINYINT", "0 identity to 3 restricted", True),
                _day("as_at", "the day of the agency's newest delivery", True),
            ),
            ("person_ref", "agency_id", "question", "category"),
        ),
    )
}

PUBLISHED = {
    table.short_name: table
    for table in (
        Table(
            "published.person",
            "A resolved person in view: the best name and dates from all their records.",
            (
                *LINKED["person"].columns,
                _yes_no("is_shielded", "an agency holds a protected address for them", True),
            ),
            ("person_ref",),
        ),
        Table(
            "published.out_of_view",
            "Keyed hashes of exact identifiers of people not in view, so that a contact can find them.",
            (
                _text("person_ref", "public reference", True),
                _text("scheme", "NHS_NUMBER, UPN or NAME_AND_BIRTH", True),
                _text("hash", "HMAC-SHA-256 of the normalised identifier, hexadecimal", True),
            ),
        ),
        Table(
            "published.family",
            "A family in view.",
            (
                _text("family_ref", "public reference", True),
                _text("name", "The SURNAME family: the surname most of its children, else adults, carry", True),
            ),
            ("family_ref",),
        ),
        Table("published.family_member", "Who belongs to which family in view.", FAMILIES["family_member"].columns),
        Table(
            "published.relation",
            "Bonds between people in view.",
            FAMILIES["relation"].columns[:6],  # how strong a bond is follows from its kind and its sources
        ),
        Table(
            "published.dwelling",
            "Dwellings of people in view.",
            (
                *FAMILIES["dwelling"].columns,
                # Since when all of them live there is not published: it would tell when somebody unseen came.
                _text("household_status", "what is improbable about who lives there; never of a protected place"),
            ),
            ("dwelling_id",),
        ),
        Table(
            "published.residence",
            "Where people in view live and lived.",
            (
                *FAMILIES["residence"].columns,
                _text("records", "the person's records that say so, with a unit separator between; none if protected"),
            ),
        ),
        Table(
            "published.involvement",
            "Which agency works, or worked, with whom.",
            (
                _text("person_ref", "with whom", True),
                _text("agency_id", "the agency", True),
                _text("service", "service or team in plain words"),
                _text("staff_id", "the worker's staff identifier in that agency"),
                _text("role", "what the worker is to the family"),
                _yes_no("is_lead", "this worker leads the help", True),
                _day("valid_from", "since", True),
                _day("valid_to", "first day it no longer held"),
                _day("last_contact_on", "last contact"),
                _text("source", "the source that says so", True),
                _text("records", "the person's records that say so, with a unit separator between"),
            ),
        ),
        Table(
            "published.fact",
            "One dated thing that an agency knows about a person in view or about their dwelling.",
            (
                _text("fact_id", "source:local_fact_id", True),
                _text("person_ref", "about whom; empty for a fact about a dwelling"),
                _text("dwelling_id", "about which dwelling; empty for a fact about a person"),
                _text("agency_id", "who knows it", True),
                _text("kind", "a code of vocabulary.codes.fact_kinds", True),
                _text("category", "a code of vocabulary.codes.categories", True),
                Column("sensitivity", "UTINYINT", "0 identity to 3 restricted", True),
                _day("happened_on", "the day, or the first day of a spell", True),
                _day("ended_on", "first day no longer so"),
                _yes_no("is_spell", "drawn as a bar, not a dot", True),
                _text("detail", "a few plain words"),
                Column("amount", "DOUBLE", "a number that goes with it"),
                _text("unit", "PERCENT, GBP, DAYS, SESSIONS"),
                _text("source", "the source that says so", True),
                _text("record_id", "the person's record that says so; empty for a fact about a dwelling"),
            ),
            ("fact_id",),
        ),
        Table(
            "published.flag",
            "An agency says yes about a person. The web side asks about one person at a time, never for a list.",
            QUESTIONS["flag"].columns,
            QUESTIONS["flag"].key,
        ),
        Table(
            "published.review",
            "Two records that a reviewer is asked about: one of them at least is somebody in view, and no place is "
            "here that must not be found.",
            (
                _text("pair_ref", "the pair's reference, a keyed hash of the two record ids", True),
                _text("why", "NEAR, VETO or SAMPLE", True),
                _text("veto", "why the guard holds them apart"),
                _whole("place", "its place in the order of value, 1 first", True),
                Column("weight", "DOUBLE", "match weight in bits", True),
                _text("record_id_l", "one record", True),
                _text("record_id_r", "the other", True),
                _text("person_ref_l", "whom the run takes the one for", True),
                _text("person_ref_r", "whom the run takes the other for", True),
                _text("agency_id_l", "who holds the one", True),
                _text("agency_id_r", "who holds the other", True),
                _text("shown_l", "JSON: what the one record says of who it is", True),
                _text("shown_r", "JSON: what the other says", True),
                _text("evidence", "JSON: prior, and for each comparison the level reached and its bits", True),
                _whole("records", "how many records the two people have together", True),
                _yes_no("has_child", "one of them is under 18", True),
                _yes_no("has_plan", "one of them, or of their family, has a child protection plan", True),
                _yes_no("is_open", "an agency works with one of them now", True),
                _yes_no("is_shielded", "one of them must not be found: for cleared reviewers alone", True),
            ),
            ("pair_ref",),
        ),
        Table(
            "published.record",
            "A record of somebody in view whom the run made of several: so that people can say it is somebody else's.",
            (
                _text("person_ref", "whom the run takes it for", True),
                _text("record_id", "the record", True),
                _text("agency_id", "who holds it", True),
                _text("forename", "first name as given"),
                _text("surname", "family name as given"),
                _day("born_on", "date of birth"),
            ),
            ("record_id",),
        ),
        Table(
            "published.agency",
            "Every agency named in the run.",
            (
                _text("agency_id", "stable code", True),
                _text("kind", "a letter of vocabulary.codes.agency_kinds", True),
                _text("name", "what people call it", True),
                _day("current_as_of", "the day of its newest delivery"),
            ),
            ("agency_id",),
        ),
        Table(
            "published.worker",
            "Workers as their own agencies list them.",
            tuple(column for column in STANDARD["worker"].columns if column not in (*ORIGIN, *ROW)),
            ("agency_id", "staff_id"),
        ),
        Table(
            "published.delivery",
            "What arrived, and what became of it.",
            (
                _text("delivery_id", "identifier", True),
                _text("source", "the source", True),
                _text("file_name", "as it arrived", True),
                _text("sha256", "of the file", True),
                _day("as_at", "the day the extract speaks of", True),
                _whole("rows_landed", "rows kept", True),
                _whole("rows_set_aside", "rows set aside, each with its reason", True),
                _whole("notes", "quality notes", True),
            ),
            ("delivery_id",),
        ),
        Table(
            "published.people_count",
            "Counts for the partnership board: people linked, in view, out of view.",
            (
                _text("measure", "LINKED, IN_VIEW, OUT_OF_VIEW, IN_VIEW_ and why, SOURCE_ and which", True),
                _whole("people", "how many", True),
            ),
            ("measure",),
        ),
    )
}

TABLES = {
    table.name: table for group in (STANDARD, NOTES, LINKED, FAMILIES, QUESTIONS, PUBLISHED) for table in group.values()
}
