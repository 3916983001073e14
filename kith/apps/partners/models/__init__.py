"""The tables of this room."""

from kith.apps.partners.models.question_link import QuestionLink

__all__ = ["QuestionLink"]
