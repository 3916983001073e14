"""The tables of this room. Person and Family are stable; every other table belongs to a run and dies with it."""

from kith.apps.people.models.details import FamilyDetails, PersonDetails
from kith.apps.people.models.dwelling import Dwelling
from kith.apps.people.models.fact import Fact
from kith.apps.people.models.family import Family
from kith.apps.people.models.family_member import FamilyMember
from kith.apps.people.models.involvement import Involvement
from kith.apps.people.models.out_of_view import OutOfView
from kith.apps.people.models.person import Person
from kith.apps.people.models.relation import Relation
from kith.apps.people.models.residence import Residence

__all__ = [
    "Dwelling",
    "Fact",
    "Family",
    "FamilyDetails",
    "FamilyMember",
    "Involvement",
    "OutOfView",
    "Person",
    "PersonDetails",
    "Relation",
    "Residence",
]
