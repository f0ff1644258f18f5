"""Answers of an application in words: codes by their name, partners by theirs, figures supplied with their unit."""

from textwrap import shorten

from ..i18n import say
from ..interview.suggestions import said
from ..model.walk.figures import figure_facts
from ..wording.facts import described, item_name
from .reading import ReadApplication

_LONGEST = 70
"""Letters of the words of a choice: what a call says of a category can be a paragraph."""


class AnswerWords:
    """Says the answers of one application by its own vocabulary."""

    def __init__(self, reading: ReadApplication) -> None:
        self._facts = reading.application.facts
        self._on = reading.application.on
        self._vocabulary = reading.edition.vocabulary
        supplied = figure_facts(reading.edition.call)
        self.vocabulary = {**self._vocabulary, **{f"supplied.{name}": fact for name, fact in supplied.items()}}

    def said(self, path: str, value: object) -> str:
        """Say an answer of a full key."""
        if path.startswith("supplied."):
            return said(self.vocabulary.get(path), value)
        if path.endswith("].partner"):
            return item_name(str(value), self._facts)
        fact = described(path, self._vocabulary)
        text = fact.choices.get(str(value)) if fact is not None and fact.choices else None
        words = say(text)
        if len(words) <= _LONGEST:
            return said(fact, value, self._on)
        return f"{value}, {shorten(words, _LONGEST, placeholder='…')}"
