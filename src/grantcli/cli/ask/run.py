"""``grantcli ask BANDO``: the interview, saved after every answer; or one answer set, changed, all of them reviewed."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ...i18n import _
from ...model.application import Application
from ...model.call import Edition
from ...model.facts import Facts
from ..claiming import held_file
from ..library import Library, folders, known_ids
from ..reading import On, ReadApplication, day_of, find_call, only_calls, tell, today
from ..shell.exits import BAD_INPUT
from ..shell.setting import Setting, on_the_line
from ..starting_point import FilesGiven, Start, starting_point
from . import sitting, without_terminal
from .keys_given import pairs, unknown_key, with_settings

ABOUT = _(
    "Chiede solo ciò che può ancora cambiare l'esito e salva dopo ogni risposta: lo stesso comando riprende da dove si "
    "era. Ctrl-O apre in ogni momento la mappa di tutte le risposte. Esce come «evaluate»; con Ctrl-C esce con 130 e "
    "le risposte restano nel file. --set non pone quesiti e non vuole un terminale; «--set DATO=» toglie la risposta."
)
Into = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help=_("Il file della domanda (altrimenti domanda.yaml)."))
]


class Wish(NamedTuple):
    """What is to be done beside, or in the place of, the interview."""

    settings: dict[str, str | None]
    edit: tuple[str, ...] = ()
    review: bool = False
    everything: bool = False
    unsure: bool = False
    """The file was not named, nor a profile: it may be another client's that happens to be here."""
    anew: tuple[str, ...] = ()
    """The options with which an interview that wrote nothing is begun again."""


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
    plan: Annotated[
        Path | None, typer.Option("--plan", metavar="FILE", help=_("La tabella delle spese, da non richiedere."))
    ] = None,
    partners: Annotated[
        Path | None, typer.Option("--partners", metavar="FILE", help=_("La tabella dei partner, da non richiedere."))
    ] = None,
    changed: Annotated[
        list[str] | None,
        typer.Option("--set", metavar=_("DATO=VALORE"), help=_("Dà una risposta, senza quesiti; si può ripetere.")),
    ] = None,
    edit: Annotated[
        list[str] | None,
        typer.Option("--edit", metavar=_("DATO"), help=_("Pone questo solo quesito; si può ripetere.")),
    ] = None,
    review: Annotated[bool, typer.Option("--review", help=_("Mostra tutte le risposte, da cambiare."))] = False,
    on: On = None,
) -> int:
    """Interview at the terminal, then print the verdict and what to do next."""
    setting: Setting = ctx.obj
    given, files = day_of(on) if on else None, FilesGiven(profile, plan, partners)
    sure, anew = profile or on_the_line(ctx, "into"), _anew(files, given)
    wish = Wish(pairs(changed or []), tuple(edit or ()), review, everything, not sure, anew)
    library = Library(folders(setting))
    edition = find_call(ident, library, setting)
    if edition is None or not only_calls(ReadApplication(Application(edition.call.id), edition), setting):
        return BAD_INPUT
    start, problems = starting_point(edition, library, into, files)
    tell(problems, setting)
    if start is None:
        return BAD_INPUT
    return _served(edition, start._replace(on=start.on or given), given or start.on or today(), into, wish, setting)


def _anew(files: FilesGiven, day: date | None) -> tuple[str, ...]:
    told = {f"--{name}": value for name, value in files._asdict().items()} | {"--on": day}
    return tuple(word for option, value in told.items() if value is not None for word in (option, str(value)))


def _served(edition: Edition, start: Start, day: date, into: Path, wish: Wish, setting: Setting) -> int:
    """Do what is wished for: what needs no terminal, else the interview or a part of it."""
    facts, problems = with_settings(edition, start.facts, wish.settings, day)
    lost = [problem for key in wish.edit if (problem := unknown_key(key, edition, start.facts)) is not None]
    tell([*lost, *problems], setting)
    if lost or facts is None:
        return BAD_INPUT
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    talking = at_terminal and (not wish.settings or bool(wish.edit) or wish.review)
    if talking or (wish.settings and not wish.edit):
        return held_file(into, lambda: _written(edition, start, facts, day, into, wish, setting, talking), setting)
    if wish.review and not wish.edit:
        return without_terminal.review(edition, start.facts, day, into, setting)
    tell(without_terminal.unasked(edition, facts, day, into, wish.edit), setting)
    return BAD_INPUT


def _written(
    edition: Edition, start: Start, facts: Facts, day: date, into: Path, wish: Wish, setting: Setting, talking: bool
) -> int:
    """Write the answers set, then talk where one can; the file is ours alone meanwhile."""
    session = sitting.session_of(edition, start, into)
    if facts is not start.facts or set(start.named) - {"company"}:
        session.save(facts)
    if talking:
        unsure = wish.unsure and start.resumed
        wanted = sitting.Sitting(wish.edit, wish.review, wish.everything, unsure, wish.anew)
        return sitting.sit(edition, start, facts, day, session, wanted, setting)
    code = without_terminal.settled(edition, facts, day, session, wish.settings, wish.everything, setting)
    return without_terminal.review(edition, facts, day, into, setting) if wish.review else code
