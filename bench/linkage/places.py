"""Gives every dwelling an address, in American or in British manners; a building may hold many dwellings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[np.object_]
Columns = dict[str, NDArray[np.generic]]

_STREETS = """
    Oak Maple Cedar Elm Pine Walnut Willow Birch Chestnut Spruce Main Park Lake Hill River Church School Mill
    Spring Washington Lincoln Jefferson Madison Franklin Jackson Adams Monroe Grant Sunset Highland Prospect
    Pleasant Forest Meadow Ridge Valley Orchard Garden Harbour Beacon Lighthouse Anchor Mariner Capstan Heron
    Osprey Pelican Quarry Station Railroad Market Liberty Union Columbia Victory Colonial Summit Grove Dogwood
    Magnolia Juniper Hickory Sycamore Laurel Poplar Aspen Cherry Peach Plum Locust Vine Rose Lilac Ivy Clover
    Fern Hazel Holly Rowan Thistle
""".split()  # noqa: SIM905
_AMERICAN = (("St", "Street"), ("Ave", "Avenue"), ("Rd", "Road"), ("Dr", "Drive"), ("Ln", "Lane"), ("Ct", "Court"),
             ("Blvd", "Boulevard"), ("Pl", "Place"))  # fmt: skip
_BRITISH = (("St", "Street"), ("Rd", "Road"), ("Ave", "Avenue"), ("Cl", "Close"), ("Ln", "Lane"), ("Dr", "Drive"),
            ("Gdns", "Gardens"), ("Cres", "Crescent"), ("Ct", "Court"), ("Terr", "Terrace"))  # fmt: skip
_CITIES = ("Port Callis", "Harbour Point", "Saltmarsh", "East Callis", "Fort Brannock", "Tern Bay")
_TOWNS = (
    "Callismouth",
    "Brannock",
    "Eastry Wells",
    "Saltley Green",
    "Ternbury",
    "Nether Callis",
    "Upper Wick",
    "Holmstow",
)
_WARDS = ("North", "South", "East", "West", "Old", "New", "Upper", "Lower", "Great", "Little", "Kings", "Queens")


def _buildings(random: np.random.Generator, count: int, flats: float) -> tuple[NDArray[np.int64], Texts]:
    """Return the building of each dwelling and its number inside (None: the whole house)."""
    sizes = np.where(random.random(count) < flats / 9, random.integers(3, 24, count), 1)
    building = np.repeat(np.arange(count), sizes)[:count]
    first = np.searchsorted(building, building)
    inside = (np.arange(count) - first + 1).astype(str).astype(object)
    inside[sizes[building] == 1] = None
    return building, inside


def american(random: np.random.Generator, count: int, communal_from: int) -> Columns:
    """Unit, street number, street name (short and long), city, state and zip; 40 buildings a street."""
    building, unit = _buildings(random, count, 0.3)
    unit[communal_from:] = None
    street = building // 40
    shape = street * 7919 + 13
    name = np.array(_STREETS, dtype=object)[shape % len(_STREETS)]
    ending = np.array(_AMERICAN, dtype=object)[(shape // len(_STREETS)) % len(_AMERICAN)]
    direction = np.array(["", "", "", "N ", "S ", "E ", "W "], dtype=object)[(shape // 641) % 7]
    city = (street // 12) % len(_CITIES)
    number = (building % 40) * 4 + 100 * (street % 37) + random.integers(1, 4, count)[building]
    return {
        "dwelling": np.arange(count), "unit": unit, "number": number.astype(str).astype(object),
        "street": direction + name + " " + ending[:, 0], "street_long": direction + name + " " + ending[:, 1],
        "city": np.array(_CITIES, dtype=object)[city], "state": np.full(count, "HB", dtype=object),
        "postcode": (98100 + city * 20 + street % 4).astype(str).astype(object),
    }  # fmt: skip


def british(random: np.random.Generator, count: int, communal_from: int) -> Columns:
    """Flat, house number, street, town and postcode; 16 buildings a postcode, three postcodes a street."""
    building, unit = _buildings(random, count, 0.22)
    unit[communal_from:] = None
    block = building // 16
    street = block // 3
    shape = street * 7919 + 29
    name = np.array(_STREETS, dtype=object)[shape % len(_STREETS)]
    before = np.where((shape // 97) % 3 == 0, np.array(_WARDS, dtype=object)[(shape // 11) % len(_WARDS)] + " ", "")
    ending = np.array(_BRITISH, dtype=object)[(shape // len(_STREETS)) % len(_BRITISH)]
    town = (street // 25) % len(_TOWNS)
    letters = np.array(list("ABDEFGHJLNPQRSTUWXYZ"), dtype=object)
    # Letters QX are no real postcode area; a district holds 9 sectors of 400 postcodes.
    district = (block // 3600).astype(str).astype(object)
    sector = (1 + block // 400 % 9).astype(str).astype(object)
    postcode = "QX" + district + " " + sector + letters[block // 20 % 20] + letters[block % 20]
    return {
        "dwelling": np.arange(count), "unit": unit, "number": (1 + building % 48).astype(str).astype(object),
        "street": before + name + " " + ending[:, 0], "street_long": before + name + " " + ending[:, 1],
        "city": np.array(_TOWNS, dtype=object)[town], "state": np.full(count, None, dtype=object), "postcode": postcode,
    }  # fmt: skip
