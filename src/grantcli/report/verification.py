"""What came of verifying a paper, on a terminal: coherent or not, what differs, and what verifying does not prove."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from rich.console import Console
from rich.text import Text

from ..i18n import _, plural, say
from ..model.outcome import Outcome
from ..model.vocabulary import Vocabulary
from ..wording.formats import day
from .data.places import place_in_words, value_in_words
from .layout import Screen, entry, heading, note, show

_MOST = 10
_SHORT = 60


class PaperFault(Protocol):
    """One thing that differs: its kind, where, what the paper says, what comes of it here."""

    @property
    def kind(self) -> str:
        """Return ``answers``, ``call``, ``outcome``, ``figure`` or ``word``."""

    @property
    def where(self) -> str:
        """Return the place in the outcome, or the figure or word itself."""

    @property
    def paper(self) -> object:
        """Return what the paper says."""

    @property
    def here(self) -> object:
        """Return what comes of it here."""


def show_verification(outcome: Outcome, found: Sequence[PaperFault], notes: Sequence[str], console: Console) -> None:
    """Print whether a paper is coherent, what differs by kind, and the notes."""
    show(_screen(outcome, found, notes, console), console)


def _screen(outcome: Outcome, found: Sequence[PaperFault], notes: Sequence[str], console: Console) -> Screen:
    title, when = say(outcome.call.title), day(outcome.on)
    yield Text(_("{call} · {id} · valutata al {day}").format(call=title, id=outcome.call.id, day=when), style="dim")
    verdict = _("INCOERENTE") if found else _("COERENTE")
    said = (
        _("le risposte, il bando, l'esito o le pagine non dicono la stessa cosa")
        if found
        else _("rivalutata, la domanda dà le stesse cifre che il PDF porta e stampa")
    )
    yield entry(console, "fail" if found else "pass", Text.assemble((verdict, "bold"), f"  {said}"))
    for kind, group in groupby(found, lambda one: one.kind):
        yield heading(_titles()[kind])
        yield from _of_kind(kind, list(group), outcome.vocabulary, console)
    if notes:
        yield heading(_("Da sapere"))
        for text in notes:
            yield entry(console, "warning", Text(text))
    yield Text()
    yield note(_("Coerente non vuol dire autentico: chi lo ha scritto lo prova soltanto una firma."), "dim")


def _titles() -> dict[str, str]:
    return {
        "answers": _("Le risposte"),
        "call": _("Il bando"),
        "outcome": _("L'esito"),
        "figure": _("Le cifre sulle pagine"),
        "word": _("Le parole sulle pagine"),
    }


def _of_kind(kind: str, found: Sequence[PaperFault], vocabulary: Vocabulary, console: Console) -> Screen:
    for one in found[:_MOST]:
        yield entry(console, "fail", Text(_sentence(kind, one, vocabulary)))
    rest = len(found) - _MOST
    if rest > 0:
        yield note(plural("e un'altra", "e altre {n}", rest).format(n=rest))


def _sentence(kind: str, one: PaperFault, vocabulary: Vocabulary) -> str:
    if kind == "answers":
        return _("le risposte nel PDF non sono quelle con cui l'esito fu calcolato")
    if kind == "call":
        return _("l'edizione di «{id}» che c'è qui non è quella del PDF").format(id=one.where)
    if kind == "outcome":
        text = _("{where}: nel PDF {paper}, rivalutando {here}")
        where = place_in_words(one.where, vocabulary)
        return text.format(where=where, paper=_short(one.paper, vocabulary), here=_short(one.here, vocabulary))
    if not one.here:
        return _("«{text}» è sulle pagine e non viene dai dati").format(text=one.where)
    if not one.paper:
        return _("«{text}» viene dai dati e sulle pagine non c'è").format(text=one.where)
    text = _("«{text}» è sulle pagine {printed} volte invece di {written}")
    return text.format(text=one.where, printed=one.paper, written=one.here)


def _short(value: object, vocabulary: Vocabulary) -> str:
    text = value_in_words(value, vocabulary)
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
