"""The table of commands and the options that hold for all of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import __version__
from ..i18n import LANGUAGES, _
from .shell.document import Document
from .shell.lazy_commands import Commands
from .shell.setting import EVERYWHERE, Setting, on_the_line, spoken


def summaries() -> Mapping[str, str]:
    """Return the commands, a line of help each, in the order of use."""
    return {
        "calls": _("I bandi: elencarli, leggerli, controllarli, scriverne uno."),
        "ask": _("Fa l'intervista: chiede ciò che manca, salva ogni risposta, dice l'esito."),
        "company": _("I profili delle imprese: scriverli, leggerli, controllarli, completarli da un bilancio."),
        "expenses": _("Le spese di una domanda: portarle da piani e da fatture elettroniche."),
        "evaluate": _("Valuta una domanda: esito, motivi, contributo, allegati, scadenze."),
        "diff": _("Confronta due domande: risposte, verdetto, importi, documenti."),
        "whatif": _("Dice che cosa cambierebbe il contributo, o che cosa farebbe una risposta diversa."),
        "status": _("Tutte le domande di una cartella: come stanno, che cosa manca, entro quando."),
        "dossier": _("Scrive il fascicolo di una domanda e la lista dei documenti, in PDF."),
        "open": _("Mostra l'ultimo fascicolo di una domanda con il programma del sistema."),
        "verify": _("Rivaluta ciò che un PDF porta con sé e dice se le sue pagine sono coerenti."),
        "declarations": _("Scrive le dichiarazioni di una domanda, precompilate dalle risposte, in Word e PDF."),
        "style": _("Lo stile della casa per i fascicoli: scriverne uno da cui partire."),
        "batch": _("Valuta molte domande, da tabelle o cartelle, e ne scrive esiti e riepilogo."),
        "match": _("Confronta imprese e bandi: chi può chiedere che cosa, e per quanto."),
        "schema": _("Scrive lo schema JSON di ciò che i comandi scrivono con --json."),
        "mcp": _("Porge i comandi a un assistente, sullo standard input e output."),
        "doctor": _("Controlla l'installazione: versioni, caratteri, componenti, cartelle dei bandi."),
        "explain": _("Spiega il codice di un problema, o una regola di un bando."),
    }


MODULES = {
    "calls": "calls.group",
    "ask": "ask.run",
    "company": "company.group",
    "expenses": "expenses.group",
    "evaluate": "evaluate",
    "diff": "diff",
    "whatif": "whatif",
    "status": "status",
    "dossier": "dossier.run",
    "open": "dossier.last_paper",
    "verify": "dossier.verify",
    "declarations": "dossier.declarations",
    "style": "style.group",
    "batch": "batch.run",
    "match": "match.run",
    "schema": "schema",
    "mcp": "assistants.run",
    "doctor": "doctor",
    "explain": "explain",
}
"""The module of each command, below the room ``cli``."""


class Root(Commands):
    """The program itself."""

    summaries = staticmethod(summaries)
    modules = MODULES


def command() -> Any:
    """Return the whole program as one command, its words in the language spoken now."""
    app = typer.Typer(rich_markup_mode=None, cls=Root, invoke_without_command=True)
    app.callback(
        cls=Root,
        help=_("Dal testo di un bando alla domanda: chi può chiederlo, per quanto, con quali documenti."),
        epilog=_("Si comincia con: grantcli calls list"),
        invoke_without_command=True,
        options_metavar=_("[OPZIONI]"),
        subcommand_metavar=_("COMANDO …"),
    )(_root())
    made = typer.main.get_command(app)
    _describe_completion(made)
    return made


def _root() -> Any:
    def root(
        ctx: typer.Context,
        calls: Annotated[
            list[Path] | None,
            typer.Option("--calls", metavar="DIR", help=_("Cartella con altri bandi; si può ripetere.")),
        ] = None,
        own_first: Annotated[
            bool, typer.Option("--own-first", help=_("Fra due bandi di uno stesso nome vale il proprio."))
        ] = False,
        lang: Annotated[
            str, typer.Option("--lang", metavar="it|en", help=_("Lingua dei messaggi."), autocompletion=_languages)
        ] = "it",
        no_color: Annotated[bool, typer.Option("--no-color", help=_("Senza colori."))] = False,
        debug: Annotated[  # noqa: ARG001
            bool, typer.Option("--debug", help=_("Se il programma si guasta, mostra dove."))
        ] = False,
        version: Annotated[bool, typer.Option("--version", help=_("Mostra la versione."))] = False,
    ) -> None:
        language = spoken(lang if on_the_line(ctx, "lang") else None)
        ctx.obj = Setting(tuple(calls or ()), not no_color, ctx.obj or Document(), language, own_first, _line(ctx))
        if lang not in LANGUAGES:
            raise typer.BadParameter(_("«{lang}» non è una lingua fra: it, en").format(lang=lang), param_hint="--lang")
        if version:
            typer.echo(__version__)
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    return root


def _line(ctx: typer.Context) -> tuple[str, ...]:
    """Return the options that hold for every command as they stand on the line."""
    words: list[str] = []
    for param in ctx.command.params:
        option = param.opts[0]
        if option not in EVERYWHERE or not on_the_line(ctx, str(param.name)):
            continue
        told = ctx.params[str(param.name)]
        for value in told if isinstance(told, list | tuple) else [told]:
            words += [option, str(value)] if EVERYWHERE[option] else [option]
    return tuple(words)


def _languages(incomplete: str) -> list[str]:
    return [language for language in LANGUAGES if language.startswith(incomplete)]


def _describe_completion(made: Any) -> None:
    words = {
        "install_completion": _("Installa il completamento per la shell in uso."),
        "show_completion": _("Mostra il completamento per la shell in uso."),
    }
    for param in made.params:
        if param.name in words:
            param.help = words[param.name]
