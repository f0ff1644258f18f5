"""Calls that the program broke on while it judged a company: told beside the others, which have their fit."""

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..i18n import _, plural, quoted
from ..model.call import Call
from ..problem import Place, Problem

_LONGEST = 300


class Unjudged(NamedTuple):
    """A call that could not be judged: the error in words, where it happened; ``folder`` has the call."""

    call: Call
    folder: str
    error: str
    where: str


def unjudged_by(error: Exception, call: Call, folder: str) -> Unjudged:
    """Return a call that an error left unjudged."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
    return Unjudged(call, folder, what, "".join(traceback.format_exception(error)))


def error_words(one: Unjudged) -> str:
    """Say that a call was not judged, and why."""
    return _("non giudicato per un errore del programma: {error}").format(error=one.error)


def report_words() -> str:
    """Say how an error of ours is reported."""
    return _("per segnalarlo: lo stesso comando con --debug, e ciò che stampa")


def problems_of(found: Iterable[Unjudged]) -> Iterator[Problem]:
    """Yield one problem for each call and error, with how many companies it touches."""
    counted = Counter((one.folder, one.call.id, error_words(one)) for one in found)
    for (folder, ident, said), count in counted.items():
        times = plural("per {n} impresa", "per {n} imprese", count).format(n=count)
        yield Problem(Place(folder), "", f"{quoted(ident)} ({times}): {said}", report_words(), "internal_error")
