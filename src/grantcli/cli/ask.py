"""``grantcli ask BANDO``: the interview, saved after every answer."""

import os
import platform
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..filing import HeldError, held
from ..i18n import _, plural, say
from ..model.application import Application
from ..model.call import Edition
from ..problem import Place, Problem, reason_of
from .library import Library, folders, known_ids
from .reading import On, ReadApplication, day_of, find_call, only_calls, tell, today
from .shell.exits import BAD_INPUT, INTERRUPTED, OF_VERDICT
from .shell.setting import Setting
from .shell.terminal import messages, program, screen
from .starting_point import Start, starting_point

if TYPE_CHECKING:
    from ..interview.talk import InterviewEnd
    from ..writing.session import Session

ABOUT = _(
    "Chiede solo ciò che può ancora cambiare l'esito e salva dopo ogni risposta: lo stesso comando riprende da dove si "
    "era. Esce come «evaluate»; con Ctrl-C esce con 130 e le risposte restano nel file."
)
Into = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help=_("Il file della domanda (altrimenti domanda.yaml)."))
]


def run(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar=_("BANDO"), help=_("Il bando."), autocompletion=known_ids)],
    into: Into = Path("domanda.yaml"),
    everything: Annotated[
        bool, typer.Option("--all", "-a", help=_("Chiede anche ciò che non può cambiare l'esito."))
    ] = False,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help=_("Il profilo dell'impresa, da non richiedere."))
    ] = None,
    on: On = None,
) -> int:
    """Interview at the terminal, then print the verdict and what to do next."""
    setting: Setting = ctx.obj
    given = day_of(on) if on else None
    library = Library(folders(setting))
    edition = find_call(ident, library, setting)
    if edition is None or not only_calls(ReadApplication(Application(edition.call.id), edition), setting):
        return BAD_INPUT
    start, problems = starting_point(edition, library, into, profile)
    tell(problems, setting)
    if start is None:
        return BAD_INPUT
    start = start._replace(on=start.on or given)
    day = given or start.on or today()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        tell(_unasked(edition, start, day, into), setting)
        return BAD_INPUT
    return _interview(edition, start, day, into, everything, setting)


def _interview(edition: Edition, start: Start, day: date, into: Path, everything: bool, setting: Setting) -> int:
    """Hold the file, so that no other interview writes into it, and talk."""
    try:
        with held(into.with_name(f".{into.name}.lock"), _who()):
            return _talked(edition, start, day, into, everything, setting)
    except HeldError as error:
        text = _("un'altra intervista sta scrivendo in questo file: {who}").format(who=error)
        hint = _("aspettare che finisca; intanto si può leggere: grantcli evaluate {file}").format(file=into)
        tell([Problem(Place(str(into)), "", text, hint, "claimed")], setting)
    except OSError as error:
        text = _("non si può scrivere: {why}").format(why=reason_of(error))
        tell([Problem(Place(str(into)), "", text, kind="cannot_write")], setting)
    return BAD_INPUT


def _who() -> str:
    return _("processo {number} su {machine}").format(number=os.getpid(), machine=platform.node())


def _talked(edition: Edition, start: Start, day: date, into: Path, everything: bool, setting: Setting) -> int:
    from ..interview.talk import talk
    from ..interview.terminal.questions import Questions
    from ..writing.session import Session

    session = Session(
        into, edition.call.id, edition.vocabulary, start.facts, under=start.under, on=start.on, profile=start.profile
    )
    _greet(edition, into, setting)
    prompter = Questions(day, color=screen(setting).color_system is not None)
    result = talk(edition, start.facts, day, prompter, save=session.save, everything=everything)
    _tell_kept(session, setting)
    _show_differences(session, edition, setting)
    return _end(result, edition, into, setting)


def _tell_kept(session: "Session", setting: Setting) -> None:
    """Say which files are read no more, for what they gave is written out and corrected, and where copies stand."""
    for name in session.unnamed:
        words = _("Le risposte prese da «{name}» sono ora scritte nella domanda, corrette: quel file non è più letto.")
        messages(setting).print(words.format(name=name), soft_wrap=True, markup=False)
    for copy in session.kept:
        words = _("Il file è stato cambiato durante l'intervista, o riscritto: com'era prima è in {file}.")
        messages(setting).print(words.format(file=copy), soft_wrap=True)


def _greet(edition: Edition, into: Path, setting: Setting) -> None:
    console = screen(setting)
    console.print()
    console.print(say(edition.call.title), style="bold")
    words = _("Ogni risposta è salvata subito in {file}. Ci si può fermare quando si vuole.")
    console.print(words.format(file=into), markup=False)


def _show_differences(session: "Session", edition: Edition, setting: Setting) -> None:
    """Say which answers differ from the profile: they hold for this application, the profile stays as it is."""
    from ..interview.suggestions import said
    from ..wording.facts import label_of

    for key, (profiled, answered) in session.differences.items():
        fact = edition.vocabulary.get(key)
        words = _("{label}: il profilo dice «{old}», questa domanda «{new}».").format(
            label=label_of(key, edition.vocabulary), old=said(fact, profiled), new=said(fact, answered)
        )
        messages(setting).print(words, markup=False)


def _end(result: "InterviewEnd", edition: Edition, into: Path, setting: Setting) -> int:
    from ..report.outcome.screen import render

    again = f"{program()} ask {edition.call.id} -o {shlex.quote(str(into))}"
    if not result.finished:
        words = _("\nNessuna risposta da salvare.\nPer ricominciare: {command}")
        if into.exists():
            words = _("\nLe risposte sono in {file}.\nPer riprendere: {command}")
        messages(setting).print(words.format(file=into, command=again), soft_wrap=True, markup=False)
    if result.interrupted:
        return INTERRUPTED
    if result.finished:
        render(result.outcome, screen(setting), brief=True, file=shlex.quote(str(into)), program=program())
    return OF_VERDICT[result.outcome.verdict]


def _unasked(edition: Edition, start: Start, day: date, into: Path) -> list[Problem]:
    """Return the problems of a run without a terminal: each answer that is missing, and where to write it."""
    from ..assessment.assess import assess
    from ..interview.plan import plan

    outcome = assess(edition, start.facts, day)
    place = Place(str(into))
    lack = _("manca la risposta: {question}")
    missing = [
        Problem(place, key, lack.format(question=say(fact.question) or say(fact.label)), kind="missing")
        for key, fact in plan(outcome)
    ]
    count = len(missing)
    text = plural("serve un terminale per porre {n} quesito", "serve un terminale per porre {n} quesiti", count)
    hint = _("le risposte si possono scrivere nel file, poi: grantcli evaluate {file}").format(file=into)
    return [*missing, Problem(place, "", text.format(n=count), hint=hint, kind="no_terminal")]
