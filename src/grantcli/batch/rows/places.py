"""Problems of a row's answers, said where they were written and in the terms of its table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...i18n import _
from ...problem import Problem
from .row import Row, place_of

_AMBIGUOUS = "ambiguous_number"
_MOST_SHOWN = 5


def placed(row: Row, told: Sequence[Problem]) -> list[Problem]:
    """Return the problems of the answers of a row with their places; in a table their paths count as its columns do.

    Numbers that can be read in two ways are one problem of the row, since one word of the columns' file settles them.
    """
    if row.origin is None:
        return [replace(problem, place=place_of(row)) for problem in told]
    moved = [_moved(row, problem) for problem in told]
    numbers = [problem for problem in moved if problem.kind == _AMBIGUOUS]
    return [*(problem for problem in moved if problem.kind != _AMBIGUOUS), *_together(numbers)]


def _moved(row: Row, problem: Problem) -> Problem:
    path = row.origin.shown(problem.path) if row.origin is not None and problem.path else problem.path
    hint = problem.hint
    if problem.kind == "wrong_supplied":
        name = path.removeprefix("supplied.")
        hint = _("due colonne: «supplied[{id}].value» e «supplied[{id}].source»").format(id=name)
    return replace(problem, path=path, place=place_of(row, path), hint=hint)


def _together(numbers: Sequence[Problem]) -> Iterator[Problem]:
    hint = _("nel file delle colonne: «numbers: italian» se il punto separa le migliaia, «numbers: english» se no")
    for first in numbers[:1]:
        if len(numbers) == 1:
            both = "; ".join(part for part in (first.hint, hint) if part)
            yield replace(first, hint=both)
            continue
        some = ", ".join(problem.place.cell or problem.path for problem in numbers[:_MOST_SHOWN])
        more = "…" if len(numbers) > _MOST_SHOWN else ""
        said = _("{n} numeri si possono leggere in due modi: {cells}").format(n=len(numbers), cells=some + more)
        yield replace(first, text=said, hint=hint)
