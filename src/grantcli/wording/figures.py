"""Names for what a call leaves to be supplied: rules, rates and ceilings by what they say, not by their ids alone."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ..i18n import Text, _, plural, quoted, say
from ..model.call import Call
from ..model.computing.call_figure import FactFigure
from ..model.computing.call_figure import Figure as CallFigure
from ..model.contribution import Regime
from ..model.vocabulary import Vocabulary
from ..model.walk.call_nouns import nouns_of
from ..model.walk.figures import Figure, kind_of_figure, missing_values
from .facts import label_of
from .formats import day, money, some

if TYPE_CHECKING:
    from ..model.outcome import RegimeOutcome

_NAMED = 2


def figure_name(ident: str, call: Call, wanted: str | None = None) -> str:
    """Return what a rule, a rate or another figure of the call is called; its id where the call has no words for it."""
    return next((say(text, wanted) for one, text in _titles(call) if one == ident and text), ident)


def figures_named(idents: Iterable[str], call: Call) -> str:
    """Return figures by name with their ids, which is how one supplies them: ``Certificazioni (gber.rate.D)``."""
    names = ((one, figure_name(one, call).rstrip(".")) for one in idents)
    return "; ".join(one if name == one else f"{name} ({one})" for one, name in names)


def lacking_words(idents: Iterable[str], call: Call) -> str:
    """Say what the sources of a call do not give: which rules, and which figures, the first of each by name."""
    rules = {one.id for _steps, one in nouns_of(call) if isinstance(one, Figure) and kind_of_figure(one) == "yes_no"}
    wanted = [(one in rules, figure_name(one, call).rstrip(".")) for one in idents]
    names, others = ([name for rule, name in wanted if rule is kind] for kind in (True, False))
    told = []
    if names:
        words = plural("le fonti non danno {n} regola: {names}", "le fonti non danno {n} regole: {names}", len(names))
        told.append(words.format(n=len(names), names=some(names, _NAMED, "; ")))
    if others:
        words = plural("le fonti non danno {n} cifra: {names}", "le fonti non danno {n} cifre: {names}", len(others))
        told.append(words.format(n=len(others), names=some(others, _NAMED, "; ")))
    return " · ".join(told)


def _titles(call: Call) -> Iterator[tuple[str, Text | None]]:
    for _steps, noun in nouns_of(call):
        if isinstance(noun, Regime):
            yield noun.id, noun.title
        elif isinstance(noun, Figure):
            yield noun.id, noun.text
    for _steps, value in missing_values(call):
        yield value.id, value.text


def figure_words(figure: CallFigure | None, write: Callable[[Decimal], str], vocabulary: Vocabulary) -> str:
    """Write a figure: a number by ``write``, the fact that gives it by its label, values by day with their days."""
    if figure is None:
        return "—"
    if isinstance(figure, FactFigure):
        return quoted(label_of(figure.fact, vocabulary))
    if isinstance(figure, Decimal):
        return write(figure)
    said = _("{figure} dal {day}")
    values = (
        said.format(figure=figure_words(one.value, write, vocabulary), day=day(one.since)) for one in figure.values
    )
    return ", ".join(values)


def estimate_amount(regime: "RegimeOutcome") -> str:
    """Write the amount of an estimate: «almeno …» where it leaves costs out; nothing where there is none."""
    if regime.amount is None:
        return ""
    amount = money(regime.amount)
    return _("almeno {amount}").format(amount=amount) if regime.leaves_out else amount
