"""Companies against calls: who may apply where, and which one answer would open most calls."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..model.call import Edition
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from ..wording.facts import question_of
from .fit import Fit, fit, of_company
from .unjudged import Unjudged, unjudged_by


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
    """An answer worth asking for: how many calls wait for it, and how many of them for nothing else of the company.

    ``question`` is how these calls ask for it: what others ask under the same key in other words is another answer.
    """

    key: str
    waiting: int
    opened: int
    question: str = ""


_Asked = tuple[str, str]
"""The key of an answer, and the question that it answers."""


class Match(NamedTuple):
    """A company and its fits; ``asks`` are the answers that would open most, best first.

    ``unjudged`` are the calls that the program broke on.
    """

    who: Who
    fits: tuple[Fit, ...]
    asks: tuple[Ask, ...]
    unjudged: tuple[Unjudged, ...] = ()

    @property
    def name(self) -> str:
        """Return what the company is called."""
        return self.who.name


def match(company: Company, editions: Iterable[Edition], on: date, *, own_days: bool = False) -> Match:
    """Judge a company by every call that can be applied for on a day, in the order of the calls.

    With ``own_days`` an application is judged as of the day that it gives itself. An error of ours costs one call.
    """
    days = company.days if own_days else {}
    fits: list[Fit] = []
    unjudged = []
    for edition in editions:
        call = edition.on(on)
        if call.kind != "call":
            continue
        try:
            fits.append(fit(edition, company.facts[edition.call.id], on, days.get(edition.call.id)))
        except Exception as error:
            unjudged.append(unjudged_by(error, call, edition.folder))
    return Match(company.who, tuple(fits), best_asks(fits), tuple(unjudged))


def best_asks(fits: Sequence[Fit]) -> tuple[Ask, ...]:
    """Return the company's answers that calls wait for: first what opens most calls alone, then what most wait for.

    Calls that are impossible wait for nothing.
    """
    waiting: Counter[_Asked] = Counter()
    opened: Counter[_Asked] = Counter()
    for one in fits:
        if one.chance != "impossible":
            asked = {key: (key, question_of(key, one.vocabulary)) for key in one.missing if of_company(key)}
            waiting.update(asked.values())
            opened.update(asked[key] for key in _enough(one))
    return _best(waiting, opened)


def asks_of_all(matches: Iterable[Match]) -> tuple[Ask, ...]:
    """Return the answers that would open most for all companies together; what is counted are the companies."""
    waiting: Counter[_Asked] = Counter()
    opened: Counter[_Asked] = Counter()
    for one in matches:
        waiting.update((ask.key, ask.question) for ask in one.asks)
        opened.update((ask.key, ask.question) for ask in one.asks if ask.opened)
    return _best(waiting, opened)


def _best(waiting: Counter[_Asked], opened: Counter[_Asked]) -> tuple[Ask, ...]:
    found = [Ask(key, count, opened[key, question], question) for (key, question), count in waiting.items()]
    return tuple(sorted(found, key=lambda ask: (-ask.opened, -ask.waiting)))


def _enough(one: Fit) -> set[str]:
    """Return the answers each of which is all that a call waits for of the company."""
    own = [set(wait.enough) for wait in one.waits if of_company(wait.answers[0])]
    return set.intersection(*own) if own else set()


def whole_vocabulary(editions: Iterable[Edition]) -> Vocabulary:
    """Return the facts of all calls together, the first call's where several have one of the same name."""
    whole: Vocabulary = {}
    for edition in reversed(list(editions)):
        whole.update(edition.vocabulary)
    return whole
