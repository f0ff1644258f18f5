"""The signs and words of a judgement: each verdict has a sign, a word and a colour, and never the colour alone."""

from typing import NamedTuple

from rich.console import Console

from ..i18n import _


class Mark(NamedTuple):
    """A sign for the margin, its stand-in where the terminal has only ASCII, and a style."""

    sign: str
    ascii: str
    style: str

    def on(self, console: Console) -> str:
        """Return the sign that this console can show."""
        return self.ascii if console.options.ascii_only else self.sign


MARKS = {
    "pass": Mark("✓", "+", "green"),
    "fail": Mark("✗", "x", "bold red"),
    "unknown": Mark("?", "?", "bold yellow"),
    "undetermined": Mark("∅", "0", "bold magenta"),
    "manual": Mark("◉", "@", "bold cyan"),
    "warning": Mark("!", "!", "bold yellow"),
    "info": Mark("·", "-", "dim"),
    "todo": Mark("☐", "[]", "bold"),
    "none": Mark("–", "-", "dim"),
}
OVERALL = {
    "eligible": "pass",
    "to_verify": "manual",
    "undetermined": "undetermined",
    "incomplete": "unknown",
    "not_eligible": "fail",
}
STYLES = {
    "eligible": "bold green",
    **{verdict: MARKS[mark].style for verdict, mark in OVERALL.items() if mark != "pass"},
}


def overall_word(verdict: str) -> str:
    """Say an overall verdict in one or two words."""
    words = {
        "eligible": _("ammissibile"),
        "to_verify": _("da verificare"),
        "undetermined": _("non determinabile"),
        "incomplete": _("incompleta"),
        "not_eligible": _("non ammissibile"),
    }
    return words[verdict]


def judgement_word(verdict: str) -> str:
    """Say any verdict, of the whole, of a rule, of a line or of a document; a word that is none stays as it is."""
    words = {
        "pass": _("soddisfatto"),
        "fail": _("non soddisfatto"),
        "unknown": _("risposta mancante"),
        "undetermined": _("non determinabile"),
        "manual": _("da verificare"),
        "admitted": _("ammessa"),
        "refused": _("respinta"),
        "cut": _("ridotta"),
        "required": _("dovuto"),
        "score_only": _("solo per il punteggio"),
        "not_due": _("non dovuto"),
        "official": _("ufficiale"),
        "estimate": _("stima"),
    }
    return words.get(verdict) or (overall_word(verdict) if verdict in OVERALL else verdict)


def status_word(status: str) -> str:
    """Say why a figure is not simply the call's own: «stima», «fonte secondaria», «manca»; nothing when it is."""
    words = {
        "derived": _("stima"),
        "estimate": _("stima"),
        "secondary": _("fonte secondaria"),
        "missing": _("manca nel testo"),
        "undetermined": _("non determinabile"),
    }
    return words.get(status, "")


def moment_word(moment: str) -> str:
    """Say when a duty is due."""
    words = {
        "submission": _("alla domanda"),
        "award": _("alla concessione"),
        "execution": _("durante il progetto"),
        "reporting": _("alla rendicontazione"),
    }
    return words[moment]
