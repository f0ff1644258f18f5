"""Where figures, rules and answers come from, and when a duty is due."""

from typing import TYPE_CHECKING

from ..i18n import _, say
from ..model.amounts.step import Step
from ..model.facts import Origin
from ..model.rule import Moment
from .formats import day

if TYPE_CHECKING:
    from ..model.outcome import AttachmentOutcome


def status_word(status: str, supplied: str | None = None) -> str:
    """Say why a figure or a rule is not simply the call's own; nothing when it is."""
    if supplied:
        return _("fornito dal richiedente")
    words = {
        "derived": _("stima"),
        "estimate": _("stima"),
        "secondary": _("fonte secondaria"),
        "missing": _("manca nel testo"),
        "undetermined": _("non determinabile"),
    }
    return words.get(status, "")


def figure_word(step: Step) -> str:
    """Say why the figure of a step is not simply the call's own, and from which day it holds; nothing when neither."""
    since = "" if step.since is None else _("valore dal {day}").format(day=day(step.since))
    return " · ".join(part for part in (status_word(step.status, step.supplied), since) if part)


def origin_word(origin: Origin) -> str:
    """Say where an answer came from."""
    words = {
        "asked": _("risposta"),
        "file": _("domanda"),
        "profile": _("profilo"),
        "import": _("importato"),
        "derived": _("ricavato"),
        "default": _("predefinito"),
    }
    return words[origin]


def moment_word(moment: Moment) -> str:
    """Say when a duty is due."""
    words = {
        "submission": _("alla domanda"),
        "award": _("alla concessione"),
        "execution": _("durante il progetto"),
        "before": _("prima della domanda"),
        "after": _("dopo l'invio della domanda"),
        "reporting": _("alla rendicontazione"),
    }
    return words[moment]


def signer_words(paper: "AttachmentOutcome") -> str:
    """Say who signs a document, and whether that is our reading; nothing where nobody does."""
    who = say(paper.signer)
    return f"{who} ({_('nostra lettura')})" if who and "signer" in paper.ours else who


def because_words(paper: "AttachmentOutcome") -> str:
    """Say why a document is due, and whether the condition is our reading."""
    why = say(paper.because)
    return f"{why} {_('(La condizione è una nostra lettura.)')}" if why and "when" in paper.ours else why
