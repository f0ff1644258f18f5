"""An application read with its call, or its problems reported."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ..i18n import _
from ..model.application import Application
from ..model.call import Edition
from ..problem import Place, Problem, errors
from .library import Library, folders
from .shell.setting import Setting

if TYPE_CHECKING:
    from ..model.outcome import Outcome

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help=_("La domanda, domanda.yaml («-»: dallo standard input), o un PDF che la porta.")
    ),
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar=_("DATA"), help=_("Data di riferimento (altrimenti quella del file, o oggi).")),
]

_MOST_NEAR = 3


class ReadApplication(NamedTuple):
    """What was read without problems: the application and the call it is for, and where it leaves its profile."""

    application: Application
    edition: Edition
    differences: tuple[Problem, ...] = ()

    def outcome_on(self, day: date) -> "Outcome":
        """Return what comes of the application on a day."""
        from ..assessment.assess import assess

        return assess(self.edition, self.application.facts, day)


def read_application(file: str, setting: Setting) -> ReadApplication | None:
    """Read ``file`` (``-``: standard input; a PDF: what it carries); None after reporting its problems."""
    library = Library(folders(setting))
    application, problems = _read(file, library)
    if any(errors(library.problems)):  # its call is there and cannot be read: that is told, and no other name proposed
        problems = [one for one in problems if one.kind != "unknown_call"]
    doubts = _doubts(application, library) if application else []
    tell([*library.problems, *problems, *doubts], setting)
    if application is None or any(errors([*library.problems, *problems])):
        return None
    from ..loading.application.disagreement import KIND

    differences = tuple(problem for problem in problems if problem.kind == KIND)
    return ReadApplication(application, library[application.call], differences)


def _read(file: str, library: Library) -> tuple[Application | None, list[Problem]]:
    from ..loading.application.application import load_application, parse_application
    from ..loading.parser.parsing import read_stream

    if file == "-":
        text, problems = read_stream(sys.stdin.buffer, _("(standard input)"))
        application, told = parse_application(text, _("(standard input)"), library) if text is not None else (None, [])
        return application, [*problems, *told]
    if file.lower().endswith(".pdf"):
        return _carried(file, library)
    return load_application(Path(file), library)


def _carried(file: str, library: Library) -> tuple[Application | None, list[Problem]]:
    from ..loading.application.application import parse_application
    from ..loading.papers.carried_files import APPLICATION, read_paper

    paper, problems = read_paper(Path(file))
    if paper is None:
        return None, problems
    application, told = parse_application(paper.texts[APPLICATION], APPLICATION, library, beside=paper.texts)
    return application, [problem.in_file(f"{file}/{problem.place.file}") for problem in told]


def with_differences(outcome: "Outcome", reading: ReadApplication) -> "Outcome":
    """Return the outcome as it is handed on (paper, data): with a warning for each answer that is not the profile's."""
    from ..wording.facts import label_of

    told = (f"{label_of(one.path, outcome.vocabulary)}: {one.text}" for one in reading.differences)
    return replace(outcome, warnings=(*outcome.warnings, *told))


def as_seen_on(outcome: "Outcome", now: date) -> "Outcome":
    """Return the outcome with a line on the call, where nobody looked at it for sixty days and it may still be open.

    ``now`` is the day of whoever looks, which need not be that of the evaluation.
    """
    from ..engine.window import window_of
    from ..wording.window_words import not_checked

    call = outcome.call
    gone = call.window is None and window_of(call, now).state == "closed"
    told = "" if gone else not_checked(call, now)
    return replace(outcome, unchecked=told[:1].upper() + told[1:]) if told else outcome


def _doubts(application: Application, library: Library) -> list[Problem]:
    """Return as warnings what cannot be in the group, the periods, the aid and the days: the size is then in doubt."""
    from ..law.check import check, impossible_days

    edition, latest = library.get(application.call), max(today(), application.on or date.min)
    days = impossible_days(application.facts, edition.vocabulary, latest) if edition is not None else []
    return [*(replace(problem, warning=True) for problem in check(application.facts)), *days]


def only_calls(reading: ReadApplication, setting: Setting) -> bool:
    """Return whether one can apply; of a programme or a project say on standard error what it is."""
    if reading.edition.call.kind == "call":
        return True
    from ..report.calls import why_not_a_call
    from .shell.terminal import messages, program

    text = _("«{id}» non è un bando a cui fare domanda").format(id=reading.edition.call.id)
    setting.document.note([Problem(Place(reading.application.call), "call", text, kind="not_a_call")])
    for piece in why_not_a_call(reading.edition.call, program(setting)):
        messages(setting).print(piece)
    return False


def tell(problems: list[Problem], setting: Setting) -> None:
    """Print problems on standard error, each once, and note them for the document that scripts read."""
    if problems:
        from ..report.problems import show_problems
        from .shell.terminal import as_typed, messages

        shown = as_seen_from_here(problems)
        setting.document.note(shown)
        show_problems([replace(one, hint=as_typed(one.hint, setting)) for one in shown], messages(setting))


def as_seen_from_here(problems: list[Problem]) -> list[Problem]:
    """Return problems, each once, whose files are named from the working folder where they are inside it."""
    return list(dict.fromkeys(problem.in_file(from_here(problem.place.file)) for problem in problems))


def from_here(file: str) -> str:
    """Name a file from the working folder where it is inside it."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_absolute() and path.is_relative_to(Path.cwd()) else file


def find_call(ident: str, library: Library, setting: Setting) -> Edition | None:
    """Return the call of this id, or the only one whose id contains it; None after reporting what is wrong."""
    named = [name for name in library.names() if ident in name]
    edition = library.get(named[0] if len(named) == 1 else ident)
    broken = named == [ident] and any(errors(library.problems))
    unknown = [] if edition or broken else [no_such_call(ident, library)]
    tell([*library.problems, *unknown], setting)
    return edition


def no_such_call(ident: str, library: Library) -> Problem:
    """Return the problem that no call has this id, with the nearest one."""
    from difflib import get_close_matches

    known = [*library]
    near = [name for name in known if ident in name] or get_close_matches(ident, known, 1)
    hint = (
        _("forse «{near}»?").format(near="», «".join(near[:_MOST_NEAR])) if near else _("l'elenco: grantcli calls list")
    )
    return Problem(Place(ident), "", _("nessun bando ha questo nome"), hint=hint, kind="unknown_call")


def day_of(text: str, option: str = "--on") -> date:
    """Read a day given as an option as the interview reads one, ``20/06/22`` too; a usage error says what is wrong."""
    from ..model.vocabulary import Fact
    from ..registry.days import FIRST_JUDGED, no_such_year, read_date, with_whole_year

    day, refusal = read_date(Fact(kind="date", label=""), with_whole_year(text, today()))
    if isinstance(day, date):
        if day.year >= FIRST_JUDGED:
            return day
        refusal = no_such_year(text, day.year)
    raise typer.BadParameter(str(refusal), param_hint=option)


def today() -> date:
    """Return the day it is where the program runs."""
    return date.today()  # noqa: DTZ011
