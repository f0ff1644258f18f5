"""An undertaking judged once, though both what follows from facts and the account for the paper ask for it."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final, cast

from ..i18n import language
from ..model.facts import Facts
from .difficulty import END_2019, PROCEDURES, Difficulty, difficulty_2019, difficulty_of
from .figures import Period, Size, closed, periods
from .size import SizeResult, Worlds, size_in, worlds_of

LISTS: Final = ("company.years", "company.links")
ANSWERS: Final = (
    "company.name",
    "company.founded",
    "company.legal_form",
    "company.structure_changed_on",
    "company.public_control_percent",
    *PROCEDURES,
)
"""All that size and difficulty read of an applicant."""


def seen_on(facts: Facts, on: date) -> date:
    """Return the day on which size, age and difficulty are read: that of the application once it is in, else ``on``."""
    filed = cast("date | None", facts.value("application.submitted_at"))
    day = filed.date() if isinstance(filed, datetime) else filed
    return on if day is None or day > on else day


class Undertaking:
    """A firm as size and difficulty see it: two are the same that have the same lists and equal answers.

    ``known`` are its accounting periods, oldest first. The last judgements are kept, by language, since the same facts
    come again with more answers.
    """

    __slots__ = ("_hash", "_lists", "_told", "facts", "known")

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._lists = tuple([id(facts.lists.get(name)) for name in LISTS])
        self._told = tuple([facts.answers.get(key) for key in ANSWERS])
        self._hash = hash(self._lists)
        self.known = _known(self)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Undertaking) and self._lists == other._lists and self._told == other._told

    @property
    def worlds(self) -> Worlds | None:
        """Return its group, None for one that is described wrongly."""
        return _worlds(self)

    def size(self, on: date) -> SizeResult:
        """Return its size on a day."""
        return _size(self, on, language())

    def size_2019(self) -> SizeResult:
        """Return its size on 31 December 2019 by the accounts closed and approved until then."""
        return _size_2019(self, language())

    def difficulty(self, on: date, size: Size | None) -> Difficulty:
        """Judge its difficulty on a day."""
        return _difficulty(self, on, size, language())

    def difficulty_at_award(self, on: date, size: Size | None) -> Difficulty | None:
        """Judge its difficulty on the day of the award, None where it is not known or is the day ``on``."""
        award = cast("date | None", self.facts.value("award.date"))
        if award is None or award == on or not self.known:
            return None
        return _difficulty(self, award, size, language())

    def difficulty_2019(self, size: Size | None) -> Difficulty:
        """Judge its difficulty on 31 December 2019; ``size`` serves where that of 2019 is not known."""
        return _difficulty_2019(self, size, language())


@lru_cache(maxsize=64)
def _known(firm: Undertaking) -> tuple[Period, ...]:
    return periods(firm.facts.lists.get("company.years", ()))


@lru_cache(maxsize=64)
def _worlds(firm: Undertaking) -> Worlds | None:
    return worlds_of(firm.facts)


@lru_cache(maxsize=64)
def _size(firm: Undertaking, on: date, _spoken: str) -> SizeResult:
    return size_in(firm.worlds, firm.facts, on, firm.known)


@lru_cache(maxsize=64)
def _size_2019(firm: Undertaking, _spoken: str) -> SizeResult:
    return size_in(firm.worlds, firm.facts, END_2019, closed(firm.known, END_2019))


@lru_cache(maxsize=64)
def _difficulty(firm: Undertaking, on: date, size: Size | None, _spoken: str) -> Difficulty:
    return difficulty_of(firm.facts, on, size, firm.known)


@lru_cache(maxsize=64)
def _difficulty_2019(firm: Undertaking, size: Size | None, _spoken: str) -> Difficulty:
    return difficulty_2019(firm.facts, size, firm.known)
