"""The interview held at a terminal on one file: whose it is, where it stopped, how it ends."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...i18n import _, language, say
from ...model.call import Edition
from ...model.facts import Facts
from ...wording.applicant import is_firm
from ..reading import as_seen_on, today
from ..shell.exits import INTERRUPTED, OF_VERDICT
from ..shell.setting import Setting
from ..shell.terminal import messages, program, screen
from ..starting_point import Start, client_of
from .going_on import command

if TYPE_CHECKING:
    from ...interview.conversation import Conversation
    from ...interview.talk import InterviewEnd
    from ...writing.session import Session


class Sitting(NamedTuple):
    """What is wanted of the interview: some questions alone, the map first, what cannot change the outcome too.

    ``unsure``: whether the file is of the client meant is to be asked before all else. ``anew``: the options to be
    given again where nothing was written.
    """

    edit: tuple[str, ...] = ()
    review: bool = False
    everything: bool = False
    unsure: bool = False
    anew: tuple[str, ...] = ()


def session_of(edition: Edition, start: Start, into: Path) -> "Session":
    """Return what writes the answers into the file."""
    from ...writing.session import Session

    return Session(
        into, edition.call.id, edition.vocabulary, start.facts, under=start.under, on=start.on, named=start.named
    )


def sit(
    edition: Edition, start: Start, facts: Facts, day: date, session: "Session", wanted: Sitting, setting: Setting
) -> int:
    """Interview the person at the terminal, then print the verdict and what to do next."""
    from ...interview.talk import talk
    from ...interview.terminal.questions import Questions
    from .bookmark import remember, trail_of
    from .for_declarations import lacking

    into, ident = session.path, edition.call.id
    greet(edition, start, facts, day, into, setting, asked=wanted.unsure)
    prompter = Questions(day, color=screen(setting).color_system is not None)
    result = talk(
        edition,
        facts,
        day,
        prompter,
        save=session.save,
        everything=wanted.everything,
        trail=trail_of(into, ident) if start.resumed else None,
        note=lambda trail: remember(into, ident, trail),
        begin=lambda talking: _begin(talking, wanted, into),
        for_declarations=lacking,
        today=today(),
    )
    _tell_kept(session, setting)
    _show_differences(session, edition, setting)
    again = command(ident, into, setting, everything=wanted.everything, anew=wanted.anew)
    return _end(result, into, again, setting)


def _begin(talking: "Conversation", wanted: Sitting, into: Path) -> bool:
    """Put the questions wanted alone, or show the map; False where the interview ends after it."""
    from ...interview.overview import go_to, overview

    if wanted.unsure and (talking.facts.answers or talking.facts.lists):
        _ask_whose(talking, into)
    for key in wanted.edit:
        go_to(talking, key)
    if wanted.review:
        overview(talking, from_top=True)
    return not (wanted.edit or wanted.review)


def _ask_whose(talking: "Conversation", into: Path) -> None:
    """Go on only where the person says that the file lying here is of the client meant; else leave it as it is."""
    from ...interview.conversation import LeaveError
    from ...interview.prompter import Option
    from ...wording.formats import day as written_day

    changed = written_day(date.fromtimestamp(into.stat().st_mtime))  # noqa: DTZ012 - the day as the user's clock had it
    words = _("{file} era già in questa cartella, cambiato il {day}. Si va avanti con la domanda di {client}?")
    title = words.format(file=into, day=changed, client=_whose(talking.facts))
    options = [
        Option("go_on", _("sì, andare avanti con questa domanda")),
        Option("stop", _("no, è un altro cliente: fermarsi senza toccare il file")),
    ]
    wander, talking.wander = talking.wander, lambda: None
    while (picked := talking.pick("#client", title, options, default=None)) == "back":
        talking.first()
    talking.wander = wander
    if picked != "go_on":
        talking.tell(_("Per un altro cliente: lo stesso comando con -o e il nome di un altro file."))
        raise LeaveError


def _whose(facts: Facts) -> str:
    unnamed = _("un'impresa senza nome") if is_firm(facts) else _("un richiedente senza nome")
    return client_of(facts) or unnamed


def in_another_language(edition: Edition) -> bool:
    """Return whether rules of the call are written in its own language alone, and another is spoken."""
    return edition.call.language != language() and any(isinstance(rule.text, str) for rule in edition.call.rules)


def greet(
    edition: Edition, start: Start, facts: Facts, day: date, into: Path, setting: Setting, *, asked: bool
) -> None:
    """Say which call, whose application, judged on which day, and where the answers go; ``asked``: whose, next."""
    from ...wording.formats import day as written_day

    console = screen(setting)
    console.print()
    console.print(say(edition.call.title), style="bold")
    client, written = _whose(facts), written_day(day)
    words = _("Domanda di {client}, valutata al {day}.")
    if start.resumed:
        words = _("Si riprende la domanda di {client}, valutata al {day}.")
    console.print(words.format(client=client, day=written), markup=False)
    if start.resumed and not asked:
        words = _("Per un altro cliente: Ctrl-D, poi lo stesso comando con -o e un altro file.")
        console.print(words, markup=False, style="dim")
    if in_another_language(edition):
        words = _("I testi del bando sono in italiano, la sua lingua; tutto il resto è nella lingua scelta.")
        console.print(words, markup=False, style="dim")
    console.print(_("Ogni risposta è salvata subito; ci si può fermare quando si vuole. Il file:"), markup=False)
    console.print(f"  {into}", markup=False, soft_wrap=True)


def _tell_kept(session: "Session", setting: Setting) -> None:
    """Say which files are read no more, for what they gave is written out and corrected, and where copies are."""
    for name in session.unnamed:
        words = _("Le risposte prese da «{name}» sono ora scritte nella domanda, corrette: quel file non è più letto.")
        messages(setting).print(words.format(name=name), soft_wrap=True, markup=False)
    for copy in session.kept:
        words = _("Il file è stato cambiato durante l'intervista, o riscritto: com'era prima è in {file}.")
        messages(setting).print(words.format(file=copy), soft_wrap=True)


def _show_differences(session: "Session", edition: Edition, setting: Setting) -> None:
    """Say which answers differ from the profile: they hold for this application, the profile stays as it is."""
    from ...interview.suggestions import said
    from ...wording.facts import label_of

    for key, (profiled, answered) in session.differences.items():
        fact = edition.vocabulary.get(key)
        words = _("{label}: il profilo dice «{old}», questa domanda «{new}».").format(
            label=label_of(key, edition.vocabulary), old=said(fact, profiled), new=said(fact, answered)
        )
        messages(setting).print(words, markup=False)


def _end(result: "InterviewEnd", into: Path, again: str, setting: Setting) -> int:
    from ...interview.closing import verdict_words
    from ...report.outcome.screen import render

    if not result.finished:
        words = _("\nNessuna risposta da salvare.\nPer ricominciare: {command}")
        if into.exists():
            words = _("\nLe risposte sono in {file}.\nPer riprendere: {command}")
        messages(setting).print(words.format(file=into, command=again), soft_wrap=True, markup=False)
    if result.interrupted:
        return INTERRUPTED
    if result.finished:
        seen = as_seen_on(result.outcome, today())
        render(seen, screen(setting), brief=True, file=str(into), program=program(setting))
        screen(setting).print(f"\n{verdict_words(result.outcome)}", markup=False, style="bold")
    return OF_VERDICT[result.outcome.verdict]
