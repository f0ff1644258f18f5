"""Names for what a call leaves to be supplied: rules, rates and ceilings by what they say, not by their ids alone."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from ..i18n import Text, say
from ..model.call import Call


class _Worded(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def text(self) -> Text | None: ...


def figure_name(ident: str, call: Call, wanted: str | None = None) -> str:
    """Return what a rule, a rate or another figure of the call is called; its id where the call has no words for it."""
    return next((say(text, wanted) for one, text in _named(call) if one == ident and text), ident)


def figures_named(idents: Iterable[str], call: Call) -> str:
    """Return figures by name with their ids, which is how one supplies them: ``Certificazioni (gber.rate.D)``."""
    names = ((one, figure_name(one, call).rstrip(".")) for one in idents)
    return "; ".join(one if name == one else f"{name} ({one})" for one, name in names)


def _named(call: Call) -> Iterator[tuple[str, Text | None]]:
    expenses, contribution = call.expenses, call.contribution
    worded: list[_Worded] = [*call.rules, *call.tracks, *expenses.refused, *expenses.limits, *contribution.caps]
    for regime in contribution.regimes:
        yield regime.id, regime.title
        worded += [*regime.rates, *regime.bonuses, *regime.caps]
    for figure in worded:
        yield figure.id, figure.text
