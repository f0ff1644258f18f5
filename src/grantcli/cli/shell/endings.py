"""How a run ends that did not go to its end: a sentence for people, a problem for scripts, an exit code."""

import sys
import traceback
from typing import Any

from ...i18n import _
from ...problem import Place, Problem, reason_of
from .document import Document
from .exits import BAD_INPUT, CRASHED, INTERRUPTED, NO_OUTPUT, PIPE_CLOSED
from .signs import visible
from .streams import OutputError, be_deaf
from .usage_errors import usage_words, where_to_read


def end_of_usage(error: Any, document: Document) -> int:
    """Say what is wrong with the line and where to read how it is used."""
    problem = Problem(Place(""), "", usage_words(error), where_to_read(error), "usage")
    document.note([problem])
    print(visible(f"grantcli: {problem.text}"), file=sys.stderr)
    print(visible(problem.hint), file=sys.stderr)
    return int(getattr(error, "exit_code", 2))


def end_of_interrupt(document: Document) -> int:
    """Note that somebody stopped the run."""
    document.note([Problem(Place(""), "", _("interrotto"), kind="interrupted")])
    return INTERRUPTED


def end_of_file(error: OSError, document: Document) -> int:
    """Say which file the system refused, where no command has said it better."""
    name = error.filename if isinstance(error.filename, str) else str(error.filename)
    problem = Problem(Place(name), "", _("il sistema lo rifiuta: {why}").format(why=reason_of(error)), kind="refused")
    document.note([problem])
    print(visible(f"{problem} [{problem.code}]"), file=sys.stderr)
    return BAD_INPUT


def end_of_output(error: OutputError) -> int:
    """Say that standard output cannot be written; a reader who has gone needs no message."""
    be_deaf()
    if error.closed:
        return PIPE_CLOSED
    words = _("grantcli: non si può scrivere sullo standard output: {why}; ciò che vi manca non è stato scritto.")
    print(visible(words.format(why=reason_of(error.cause))), file=sys.stderr)
    return NO_OUTPUT


def end_of_crash(error: BaseException, document: Document, *, debug: bool) -> int:
    """Say what happened, what was kept and how to report it; ``debug`` shows the traceback before."""
    if debug:
        traceback.print_exception(error, file=sys.stderr)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    text = _("errore del programma, l'esito non c'è: {what}").format(what=what)
    kept = _("i file già scritti e le risposte già salvate restano come sono")
    report = _("per segnalarlo: lo stesso comando con --debug, e ciò che stampa")
    document.note([Problem(Place(""), "", text, f"{kept}; {report}", "internal_error")])
    print(visible(f"grantcli: {text}; {kept}; {report}."), file=sys.stderr)
    return CRASHED
