"""Companies against calls: who may apply where, and which one answer would open most doors."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..model.call import Edition
from ..model.fact import Vocabulary
from ..model.facts import Facts
from .fit import Fit, fit, of_company


class Company(NamedTuple):
    """A company as its profile has it: what it is called, and what is known of it by each call's vocabulary."""

    name: str
    facts: Mapping[str, Facts]


class Ask(NamedTuple):
    """An answer worth asking for: how many calls wait for it, and how many of them for nothing else of the company."""

    key: str
    waiting: int
    opened: int


class Match(NamedTuple):
    """A company and its fits, in the order of the calls; ``asks`` are the answers that would open most, best first."""

    name: str
    fits: tuple[Fit, ...]
    asks: tuple[Ask, ...]


def match(company: Company, editions: Iterable[Edition], on: date) -> Match:
    """Judge a company by every call that can be applied for on a day."""
    fits = tuple(fit(one, company.facts[one.call.id], on) for one in editions if one.on(on).kind == "call")
    return Match(company.name, fits, best_asks(fits))


def best_asks(fits: Sequence[Fit]) -> tuple[Ask, ...]:
    """Return the company's answers that calls wait for: first what opens most calls alone, then what most wait for.

    Calls that are impossible wait for nothing.
    """
    waiting: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for one in fits:
        if one.chance == "impossible":
            continue
        own = [key for key in one.missing if of_company(key)]
        waiting.update(own)
        opened.update(own if len(own) == 1 else ())
    found = [Ask(key, count, opened[key]) for key, count in waiting.items()]
    return tuple(sorted(found, key=lambda ask: (-ask.opened, -ask.waiting)))


def whole_vocabulary(editions: Iterable[Edition]) -> Vocabulary:
    """Return the facts of all calls together, the first call's where several have one of the same name."""
    return {key: fact for edition in reversed(list(editions)) for key, fact in edition.vocabulary.items()}
