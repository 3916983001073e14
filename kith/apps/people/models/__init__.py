"""The tables of this room. References, who was brought into view and what workers said stay; the rest dies."""

from kith.apps.people.models.bond_said import BondSaid
from kith.apps.people.models.brought_into_view import BroughtIntoView
from kith.apps.people.models.details import FamilyDetails, PersonDetails
from kith.apps.people.models.doubted_record import DoubtedRecord
from kith.apps.people.models.dwelling import Dwelling
from kith.apps.people.models.fact import Fact
from kith.apps.people.models.family import Family
from kith.apps.people.models.family_member import FamilyMember
from kith.apps.people.models.flag import Flag
from kith.apps.people.models.home_left import HomeLeft
from kith.apps.people.models.involvement import Involvement
from kith.apps.people.models.out_of_view import OutOfView
from kith.apps.people.models.person import Person
from kith.apps.people.models.relation import Relation
from kith.apps.people.models.residence import Residence

__all__ = [
    "BondSaid",
    "BroughtIntoView",
    "DoubtedRecord",
    "Dwelling",
    "Fact",
    "Family",
    "FamilyDetails",
    "FamilyMember",
    "Flag",
    "HomeLeft",
    "Involvement",
    "OutOfView",
    "Person",
    "PersonDetails",
    "Relation",
    "Residence",
]
