"""On which pages an estimate rests: what others say of a call, where its own text was not read."""

from collections.abc import Iterator
from typing import Final

from ..i18n import _, plural, quoted, say
from ..model.amounts.step import Step
from ..model.call import Source
from ..model.outcome import ContributionOutcome, ExpenseTotals, Outcome

_OF_OTHERS: Final = frozenset({"press", "gloss", "other"})
_MOST: Final = 3


def estimate_pages(outcome: Outcome) -> str:
    """Say the pages of others that the figures of an estimate come from, the first three by name; or ``""``."""
    if outcome.contribution.status != "estimate":
        return ""
    names = list(dict.fromkeys(_names(outcome)))
    told = [_titled(outcome.call.sources[name]) for name in names[:_MOST]]
    rest = len(names) - _MOST
    if rest > 0:
        told.append(plural("un'altra pagina", "altre {n} pagine", rest).format(n=rest))
    return _("Le cifre vengono da: {pages}.").format(pages="; ".join(told)) if told else ""


def _names(outcome: Outcome) -> Iterator[str]:
    for step in (*_steps(outcome.contribution), *_of_costs(outcome.expenses)):
        for cite in step.cite.split(";"):
            name = cite.split()[0] if cite.split() else ""
            source = outcome.call.sources.get(name)
            if source is not None and source.kind in _OF_OTHERS:
                yield name


def _steps(contribution: ContributionOutcome) -> Iterator[Step]:
    yield from contribution.steps
    for one in contribution.support.given if contribution.support is not None else ():
        yield from one.steps


def _of_costs(expenses: ExpenseTotals) -> Iterator[Step]:
    """Yield what the cost rests on that is not read in the call: limits, those nothing goes over too, and cuts."""
    cuts = (step for line in expenses.lines for step in line.steps)
    yield from (step for step in (*expenses.limits, *cuts) if step.status != "official")


def _titled(source: Source) -> str:
    issuer = say(source.issuer).replace(";", ",")
    return f"{quoted(say(source.title))} ({issuer})" if issuer else quoted(say(source.title))
