"""How each agency saves its files: the name, the delimiter, the encoding, the line ends. One line per file."""

from __future__ import annotations

from dataclasses import dataclass

from kith.engine.sources.declare import File


@dataclass(frozen=True)
class Layout:
    """One file's look; ``{as_at}`` in the name becomes the day it speaks of. For the rest only the name counts.

    ``title_rows`` are written above the headings of a worksheet, one cell each.
    """

    file_name: str
    delimiter: str = ","
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    quote_all: bool = False
    title_rows: tuple[str, ...] = ()


# (source, File.name): its layout. A file that is not here is named after its pattern, with the day for the star.
LAYOUTS: dict[tuple[str, str], Layout] = {
    ("attendance", "attendance"): Layout("attendance_{as_at}.csv", newline="\r\n"),
    ("cin_census", "cin_child"): Layout("CIN_census_979.xml"),
    ("cin_census", "cin_details"): Layout("CIN_census_979.xml"),
    ("cin_census", "cin_assessments"): Layout("CIN_census_979.xml"),
    ("cin_census", "cin_protection_plans"): Layout("CIN_census_979.xml"),
    ("early_help", "caf_register"): Layout(
        "caf_register_{as_at}.csv", encoding="cp1252", newline="\r\n", quote_all=True
    ),
    ("early_help", "caf_team"): Layout("caf_team_{as_at}.csv", encoding="cp1252", newline="\r\n", quote_all=True),
    ("early_help", "caf_workers"): Layout("caf_workers_{as_at}.csv", encoding="cp1252", newline="\r\n", quote_all=True),
    ("exclusions", "exclusions"): Layout("EXCL_{as_at}.csv", delimiter=";", encoding="cp1252", newline="\r\n"),
    ("school_census", "school_census"): Layout("school_census_{as_at}.csv", delimiter="|", bom=True),
    ("school_contacts", "school_contacts"): Layout("pupil_contacts_{as_at}.txt", delimiter="\t", encoding="cp1252"),
    ("school_contacts", "school_support"): Layout("pupil_support_{as_at}.txt", delimiter="\t", encoding="cp1252"),
    ("adult_social_care", "adult_social_care_events"): Layout(
        "adult_social_care_{as_at}.txt", delimiter="\t", encoding="cp1252", newline="\r\n"
    ),
    ("asb", "asb_casework"): Layout(
        "asb_log_{as_at}.xlsx",
        title_rows=("Wexmoor Council: anti-social behaviour log", "Saved {as_at}. Not for circulation."),
    ),
    ("asb", "asb_incidents"): Layout(
        "asb_log_{as_at}.xlsx",
        title_rows=("Wexmoor Council: anti-social behaviour log", "Saved {as_at}. Not for circulation."),
    ),
    ("free_school_meals", "free_school_meals_children"): Layout("fsm_register_{as_at}.csv", newline="\r\n"),
    ("health_visiting", "health_visiting_caseload"): Layout("health_visiting_caseload_{as_at}.csv", quote_all=True),
    ("health_visiting", "health_visiting_reviews"): Layout("health_visiting_reviews_{as_at}.csv", quote_all=True),
    ("housing", "housing_arrears"): Layout("housing_arrears_{as_at}.csv", bom=True, newline="\r\n"),
    ("housing", "housing_notices"): Layout("housing_notices_{as_at}.csv", bom=True, newline="\r\n"),
    ("housing", "housing_support"): Layout("housing_support_{as_at}.csv", bom=True, newline="\r\n"),
    ("housing", "housing_tenancies"): Layout("housing_tenancies_{as_at}.csv", bom=True, newline="\r\n"),
    ("mental_health", "mental_health_referrals"): Layout("mental_health_status_{as_at}.csv", bom=True, quote_all=True),
    ("police", "police_incidents"): Layout("police_incidents_{as_at}.csv", delimiter="|", encoding="cp1252"),
    ("police", "police_nominals"): Layout("police_nominals_{as_at}.csv", delimiter="|", encoding="cp1252"),
    ("police", "police_officers"): Layout("police_officers_{as_at}.csv", delimiter="|", encoding="cp1252"),
    ("probation", "probation_supervisions"): Layout(
        "probation_supervisions_{as_at}.csv", encoding="cp1252", quote_all=True
    ),
    ("youth_justice", "youth_justice_children"): Layout(
        "youth_justice_children_{as_at}.csv", delimiter=";", encoding="utf-16", newline="\r\n"
    ),
    ("youth_justice", "youth_justice_interventions"): Layout(
        "youth_justice_interventions_{as_at}.csv", delimiter=";", encoding="utf-16", newline="\r\n"
    ),
    ("youth_justice", "youth_justice_offences"): Layout(
        "youth_justice_offences_{as_at}.csv", delimiter=";", encoding="utf-16", newline="\r\n"
    ),
    ("voluntary", "voluntary_families"): Layout(
        "WVA families supported {as_at}.xlsx",
        title_rows=("Wexmoor Voluntary Action: families supported", "Return for the partnership, as at {as_at}"),
    ),
}


def layout_of(source: str, file: File) -> Layout:
    """Return the layout that the file is written in."""
    return LAYOUTS.get((source, file.name)) or Layout(file.pattern.replace("*", "{as_at}", 1))
