"""Companies against calls: who may apply where, and which one answer would open most calls."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..model.call import Edition
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from .fit import Fit, fit, of_company


class Who(NamedTuple):
    """Who a company is: what it is called, the name its row gives itself, its VAT number, the file and row it is in.

    What is not known is empty; row 0: it is the whole file.
    """

    name: str
    ident: str = ""
    vat_number: str = ""
    file: str = ""
    row: int = 0


class Company(NamedTuple):
    """A company as its profile has it: who it is, and what is known of it by each call's vocabulary.

    ``days``: for the call that it has an application to, the day that this gives.
    """

    who: Who
    facts: Mapping[str, Facts]
    days: Mapping[str, date] = MappingProxyType({})

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.who.name


class Ask(NamedTuple):
    """An answer worth asking for: how many calls wait for it, and how many of them for nothing else of the company."""

    key: str
    waiting: int
    opened: int


class Match(NamedTuple):
    """A company and its fits; ``asks`` are the answers that would open most, best first."""

    who: Who
    fits: tuple[Fit, ...]
    asks: tuple[Ask, ...]

    @property
    def name(self) -> str:
        """Return what the company is called."""
        return self.who.name


def match(company: Company, editions: Iterable[Edition], on: date, *, own_days: bool = False) -> Match:
    """Judge a company by every call that can be applied for on a day, in the order of the calls.

    With ``own_days`` an application is judged as of the day that it gives itself.
    """
    days = company.days if own_days else {}
    calls = (one for one in editions if one.on(on).kind == "call")
    fits = tuple(fit(one, company.facts[one.call.id], on, days.get(one.call.id)) for one in calls)
    return Match(company.who, fits, best_asks(fits))


def best_asks(fits: Sequence[Fit]) -> tuple[Ask, ...]:
    """Return the company's answers that calls wait for: first what opens most calls alone, then what most wait for.

    Calls that are impossible wait for nothing.
    """
    waiting: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for one in fits:
        if one.chance != "impossible":
            waiting.update(key for key in one.missing if of_company(key))
            opened.update(_enough(one))
    return _best(waiting, opened)


def asks_of_all(matches: Iterable[Match]) -> tuple[Ask, ...]:
    """Return the answers that would open most for all companies together; what is counted are the companies."""
    waiting: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for one in matches:
        waiting.update(ask.key for ask in one.asks)
        opened.update(ask.key for ask in one.asks if ask.opened)
    return _best(waiting, opened)


def _best(waiting: Counter[str], opened: Counter[str]) -> tuple[Ask, ...]:
    found = [Ask(key, count, opened[key]) for key, count in waiting.items()]
    return tuple(sorted(found, key=lambda ask: (-ask.opened, -ask.waiting)))


def _enough(one: Fit) -> set[str]:
    """Return the answers each of which is all that a call waits for of the company."""
    own = [set(wait.enough) for wait in one.waits if of_company(wait.answers[0])]
    return set.intersection(*own) if own else set()


def words_for(key: str, fits: Iterable[Fit], otherwise: Vocabulary) -> Vocabulary:
    """Return the vocabulary of a call that waits for a key: two calls may mean different things by one key."""
    return next((one.vocabulary for one in fits if one.chance != "impossible" and key in one.missing), otherwise)


def whole_vocabulary(editions: Iterable[Edition]) -> Vocabulary:
    """Return the facts of all calls together, the first call's where several have one of the same name."""
    whole: Vocabulary = {}
    for edition in reversed(list(editions)):
        whole.update(edition.vocabulary)
    return whole
