"""The many spellings in which files name the same column, and what a heading says once its trimmings are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Written without spaces, signs and capitals. The first spelling that a file has wins.
SPELLINGS: dict[str, str] = {
    "record_id": "recordid recid uniqueid uid id recordnumber recordno recno recordref recordreference rowid personid"
    " clientid patientid pupilid studentid customerid memberid residentid localid ref reference",
    "first_name": "firstname forename givenname firstnames forenames givennames fname first given christianname"
    " forename1 firstname1 namefirst vorname prenom",
    "middle_name": "middlename middlenames middle middleinitial initial middleinitials mi mname namemiddle"
    " secondforename forename2 othernames otherforenames othergivennames",
    "last_name": "lastname surname familyname lname last family sname namelast nachname apellidos apellido",
    "full_name": "fullname name completename displayname namefull wholename personname",
    "known_as": "knownas preferredname preferredfirstname preferredforename usualname nickname alias aka chosenname",
    "previous_last_name": "previoussurname previouslastname previousname formersurname formerlastname formername"
    " maidenname birthsurname birthlastname nee surnameatbirth priorsurname",
    "date_of_birth": "dateofbirth dob birthdate born bornon datebirth birthdt dobirth bdate brthdt birthdob dateborn"
    " geburtsdatum datenaissance fechanacimiento",
    "birth_day": "birthday dayofbirth dobday birthdayofmonth bd dobd",
    "birth_month": "birthmonth monthofbirth dobmonth bm dobm",
    "year_of_birth": "yearofbirth birthyear yob birthyr dobyear by doby yearborn",
    "sex": "sex gender sexcode gendercode sexatbirth sexgender statedgender legalsex",
    "town": "town city posttown townorcity towncity citytown municipality suburb village cityname townname locality",
    "region": "region state county province stateprovince statecode countyname stateabbreviation regionname",
    "postcode": "postcode zip zipcode postalcode postcd pcode pcd zip5 zippostcode postalzipcode plz",
}
WHOLE_ADDRESS = "address fulladdress addr addresstext addressfull wholeaddress"
# In the order in which an address is written.
ADDRESS_PARTS = (
    "unit unitnumber unitno flat flatnumber flatno apartment apartmentnumber apt aptnumber aptno suite subbuilding"
    " subbuildingname roomnumber",
    "housename buildingname building propertyname",
    "housenumber houseno house streetnumber streetno buildingnumber buildingno propertynumber",
    "street streetname road roadname thoroughfare streetaddress",
    "line1 addressline address1 addressline1 addr1 addrline1 street1",
    "line2 address2 addressline2 addr2 addrline2 street2",
    "line3 address3 addressline3 addr3 addrline3 street3",
    "line4 address4 addressline4 addr4 addrline4",
    "line5 address5 addressline5 addr5 addrline5",
)
IDENTIFIERS: dict[str, str] = {
    "nhs_number": "nhsnumber nhsno nhs nhsnum nhsid",
    "chi_number": "chinumber chi",
    "upn": "upn uniquepupilnumber",
    "uln": "uln uniquelearnernumber",
    "national_insurance": "nationalinsurance nationalinsurancenumber nino ninumber nationalinsuranceno",
    "ssn": "ssn socialsecuritynumber socialsecurityno socsecid soc socialsecurity ssnid ssnitin",
    "itin": "itin",
    "national_id": "nationalid nationalidnumber nationalidentitynumber identitycard idcard idcardnumber",
    "passport": "passport passportnumber passportno",
    "driving_licence": "drivinglicence drivinglicencenumber driverslicense driverslicensenumber driverlicense",
    "email": "email emailaddress emailaddr mail",
}
OTHER: dict[str, str] = {
    "phone": "phone phonenumber telephone telephonenumber tel mobile mobilenumber mobilephone cell cellphone phoneno",
    "occupation": "occupation job jobtitle profession",
    "birth_place": "birthplace placeofbirth birthcountry countryofbirth townofbirth birthtown",
}
GROUPS: dict[str, str] = {
    "ethnicity": "ethnicity ethnicgroup ethniccode ethnicorigin ethnicbackground raceethnicity race ethnicitycode",
    "religion": "religion",
    "deprivation": "deprivation imddecile imdquintile imd",
}
# Words that say whose column it is, or how it was made, and nothing of what stands in it.
_BEFORE = {
    *("person", "client", "patient", "pupil", "student", "customer", "member", "applicant", "resident", "respondent"),
    *(
        "citizen",
        "subject",
        "claimant",
        "service",
        "user",
        "child",
        "pers",
        "tenant",
        "property",
        "people",
        "individual",
        "the",
        "current",
        "home",
    ),
    *("mailing", "postal", "residential", "permanent", "primary", "main", "address", "addr", "own", "legal", "contact"),
}
_AFTER = {
    "cd",
    "code",
    "desc",
    "description",
    "fake",
    "raw",
    "clean",
    "cleaned",
    "std",
    "orig",
    "original",
    "text",
    "value",
    "current",
    "address",
}


def words_of(heading: str) -> list[str]:
    """Return the heading's words in small letters, without what stands in brackets."""
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", heading)
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).split()


def readings(heading: str) -> Iterator[tuple[str, str]]:
    """Yield what the heading may say, whole first, then without its trimmings; beside each, the words left out before.

    ``mailing_address_street_name`` may say ``mailingaddressstreetname``, ``addressstreetname`` or ``streetname``.
    """
    words = words_of(heading)
    for start in range(len(words)):
        if not set(words[:start]) <= _BEFORE:
            return
        for end in range(len(words), start, -1):
            if set(words[end:]) <= _AFTER:
                yield "".join(words[start:end]), " ".join(words[:start])
