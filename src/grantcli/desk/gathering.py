"""Every application below a folder judged, from memory where nothing changed; a broken one stops no other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from ..filing import noting_reads
from ..i18n import _, language
from ..loading.application.application import load_application
from ..model.call import Edition
from ..problem import Place, Problem, errors
from .application_status import ApplicationStatus
from .desk_rows import DeskRow, by_urgency, row_of
from .memory import digest_of, keep, recall
from .search import applications_below
from .status_on_day import status_of


@dataclass(slots=True)
class DeskView:
    """What the desk shows: rows by urgency, the files that could not be read, the problems of these."""

    rows: list[DeskRow] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class DeskOrder:
    """What is asked of the desk: the calls by id, the day it is, the day to judge all on if one was asked for.

    ``since``: what amendments of the calls changed from that day on.
    """

    editions: Mapping[str, Edition]
    today: date
    on: date | None = None
    since: date | None = None

    @cached_property
    def names(self) -> str:
        """What calls answer to, so that a new one that takes a name of another is seen."""
        return digest_of(*(name for one in self.editions.values() for name in (one.call.id, *one.call.aliases)))

    def asked(self, call: str, day: date | None) -> str:
        """Return a digest of all that decides a status beside the files of its application; day None: its own."""
        edition = self.editions.get(call)
        known = "" if edition is None else edition.digest
        return digest_of(self.names, known, str(self.on), str(day))


def gather(folder: Path, order: DeskOrder, tell: Callable[[int], None] = lambda _done: None) -> DeskView:
    """Return every application below a folder, or of one file; ``tell`` is called with how many are done after each."""
    view = DeskView()
    rows = []
    for done, file in enumerate(applications_below(folder), start=1):
        status = _status(file, order, view)
        if status is not None:
            rows.append(row_of(file, status, order.editions[status.call], order.today))
        tell(done)
    view.rows = by_urgency(rows)
    return view


def _status(file: Path, order: DeskOrder, view: DeskView) -> ApplicationStatus | None:
    """Return the status of an application; None after noting its problems. Our own error is a problem of its file."""
    name = digest_of(str(file.absolute()), language(), str(order.since))
    known = recall(name)
    if known is not None and known[0] in (order.asked(known[1].call, day) for day in (None, order.today)):
        return known[1]
    try:
        return _read(file, name, order, view)
    except Exception as error:
        said = _("errore del programma: {error}").format(error=f"{type(error).__name__}: {error}"[:300])
        view.problems.append(Problem(Place(str(file)), "", said, kind="internal_error"))
        view.unread.append(str(file))
        return None


def _read(file: Path, name: str, order: DeskOrder, view: DeskView) -> ApplicationStatus | None:
    with noting_reads() as files:
        application, problems = load_application(file, order.editions)
    if application is None or any(errors(problems)):
        view.problems += errors(problems)
        view.unread.append(str(file))
        return None
    if order.editions[application.call].call.kind != "call":
        text = _("«{id}» non è un bando a cui fare domanda").format(id=application.call)
        view.problems.append(Problem(Place(str(file)), "call", text, kind="not_a_call", warning=True))
        return None
    edition = order.editions[application.call]
    day = order.on or application.on or order.today
    status = status_of(application, edition, day, order.since, len(problems))
    own = order.on is None and application.on is not None
    keep(name, order.asked(application.call, None if own else order.today), files, status)
    return status
