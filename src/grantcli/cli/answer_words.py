"""Answers of an application in words: codes by their name, partners by theirs, figures supplied with their unit."""

from textwrap import shorten

from ..i18n import say
from ..interview.suggestions import said
from ..model.vocabulary import Fact
from ..model.walk.figures import figures_of, kind_of_figure
from ..wording.facts import described, item_name
from .reading import ReadApplication

_LONGEST = 70
"""Letters of the words of a choice: what a call says of a category can be a paragraph."""


class AnswerWords:
    """Says the answers of one application by its own vocabulary."""

    def __init__(self, reading: ReadApplication) -> None:
        self._facts = reading.application.facts
        self._vocabulary = reading.edition.vocabulary
        figures = (figure for _steps, figure in figures_of(reading.edition.call))
        self._supplied = {figure.id: Fact(kind=kind_of_figure(figure), label=figure.id) for figure in figures}

    def said(self, path: str, value: object) -> str:
        """Say an answer of a full key."""
        if path.startswith("supplied."):
            return said(self._supplied.get(path.partition(".")[2]), value)
        if path.endswith("].partner"):
            return item_name(str(value), self._facts)
        fact = described(path, self._vocabulary)
        text = fact.choices.get(str(value)) if fact is not None and fact.choices else None
        words = say(text)
        if len(words) <= _LONGEST:
            return said(fact, value)
        return f"{value}, {shorten(words, _LONGEST, placeholder='…')}"
