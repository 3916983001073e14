"""The privacy labels of model fields: every model says for each field what kind of information it holds.

A model carries ``class Privacy: fields = {"surname": IDENTIFIER, ...}``. One declaration will drive erasure, subject
access and the record of processing; a test fails on a field without a label.
"""

from __future__ import annotations

IDENTIFIER = "IDENTIFIER"  # names, numbers and dates that say who somebody is
ADDRESS = "ADDRESS"  # where somebody is or was
REF = "REF"  # a reference to a person or family, meaningless outside Kith
ABOUT_A_PERSON = "ABOUT_A_PERSON"  # something known about a person
FREE_TEXT = "FREE_TEXT"  # words that may hold anything
STAFF = "STAFF"  # about a worker, in their work
SECRET = "SECRET"  # a password or key, in a form that cannot be turned back
NOT_PERSONAL = "NOT_PERSONAL"
LABELS = frozenset({IDENTIFIER, ADDRESS, REF, ABOUT_A_PERSON, FREE_TEXT, STAFF, SECRET, NOT_PERSONAL})
