"""What changed between two days, two answers or two applications: before and after, a line each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import is_dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple, Protocol

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import Text as Words
from ..i18n import _, say
from ..model.facts import Facts
from ..model.timeline import Amendment
from ..model.vocabulary import Vocabulary
from ..wording.facts import described, label_of, written
from ..wording.formats import change, day, limit, money
from ..wording.verdicts import judgement_word
from .data.values import plain
from .layout import Screen, aside, entry, heading, labelled, note, show


class Changed(Protocol):
    """A value that is not the same: its path, before, after, and the text of what it belongs to."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def before(self) -> object: ...  # noqa: D102
    @property
    def after(self) -> object: ...  # noqa: D102
    @property
    def text(self) -> Words | None: ...  # noqa: D102
    @property
    def names(self) -> tuple[Words | None, Words | None]: ...  # noqa: D102


class AnswerSide(NamedTuple):
    """One of two applications: its vocabulary, what it can be supplied included; how an answer is said."""

    vocabulary: Vocabulary
    said: Callable[[str, object], str]


def show_call_changes(amendments: Iterable[Amendment], changes: Sequence[Changed], console: Console) -> None:
    """Print the amendments that came between two days and every value of the call that they changed."""
    show(_call_changes(list(amendments), changes, console), console)


def show_outcome_changes(changes: Sequence[Changed], console: Console) -> None:
    """Print what came out differently: the verdict and the amounts first."""
    show(_outcome_changes(changes, console), console)


def show_answer_changes(
    changes: Sequence[Changed], sides: tuple[AnswerSide, AnswerSide], console: Console, *, shared: bool = False
) -> None:
    """Print what two applications answer differently; ``shared``: of what only one of them answers, how much."""
    show(_answer_changes(changes, sides, console, shared), console)


def changes_data(changes: Iterable[Changed]) -> list[dict[str, object]]:
    """Return changes as data: path, before, after; a node that came or went is named by its text."""
    return [{"path": one.path, "before": _plain(one.before), "after": _plain(one.after)} for one in changes]


def change_words(one: Changed) -> tuple[str, str, str]:
    """Say a change of an outcome: what it is, before, after."""
    before, after = _sides(one)
    return say(one.text) or _what(one.path), before, after


def _plain(value: object) -> object:
    if isinstance(value, Facts):
        return _item_words(value)
    return _name(value) if is_dataclass(value) else plain(value)


def _name(node: object) -> str:
    """Return what a node of a call is called: its text or title, else its id."""
    return say(getattr(node, "text", None) or getattr(node, "title", None)) or str(getattr(node, "id", ""))


def _answer_changes(
    changes: Sequence[Changed], sides: tuple[AnswerSide, AnswerSide], console: Console, shared: bool
) -> Screen:
    shown = [one for one in changes if not shared or None not in (one.before, one.after)]
    yield heading(_("Risposte diverse"), str(len(shown)))
    if not shown:
        yield note(_("Le risposte date in tutte e due sono le stesse.") if shared else _("Le risposte sono le stesse."))
    for one in shown:
        before, after = (
            _answer(one.path, value, side) for side, value in zip(sides, (one.before, one.after), strict=True)
        )
        moved = Text.assemble((before, "red"), " → ", (after, "green"))
        yield entry(console, "info", Text(_asked(one.path, sides)), moved, aside(one.path))
    if len(shown) < len(changes):
        first = sum(1 for one in changes if one.after is None)
        words = _("Solo nella prima domanda: {first} risposte; solo nella seconda: {second} (con --json, tutte).")
        yield note(words.format(first=first, second=len(changes) - len(shown) - first), "dim")


def _asked(path: str, sides: tuple[AnswerSide, AnswerSide]) -> str:
    """Name an answer; of a whole item, its list and its id; of what the call lacks, what it says."""
    first, second = (one.vocabulary for one in sides)
    vocabulary = first if described(path.removesuffix("]"), first) is not None else {**second, **first}
    if path.startswith("supplied."):
        return _("Letto altrove: {name}").format(name=label_of(path, vocabulary).rstrip("."))
    if path.endswith("]"):
        whole, _bracket, ident = path[:-1].rpartition("[")
        return f"{label_of(whole, vocabulary)} ({ident})"
    return label_of(path, vocabulary)


def _answer(path: str, value: object, side: AnswerSide) -> str:
    if value is None:
        return _("assente")
    return _item_words(value) if isinstance(value, Facts) else side.said(path, value)


def _item_words(item: Facts) -> str:
    """Say an item of a list in short: what it is called, and its amount where it has one."""
    called = (item.value(key) for key in ("description", "name", "company.name"))
    amount = item.value("amount")
    said = [str(next((one for one in called if one), item.id))]
    return ", ".join([*said, *([money(amount)] if isinstance(amount, Decimal) else [])])


def _call_changes(amendments: list[Amendment], changes: Sequence[Changed], console: Console) -> Screen:
    if amendments:
        yield heading(_("Modifiche al bando"), str(len(amendments)))
    for amendment in amendments:
        sure = "" if amendment.verified else _("non verificata")
        since = _("dal {day}").format(day=day(amendment.since))
        yield entry(console, "info", Text(say(amendment.text)), aside(since, amendment.cite, sure))
    yield heading(_("Che cosa cambia nelle regole"), str(len(changes)))
    if not changes:
        yield note(_("Fra i due giorni non cambia nulla."))
    for stem, group in groupby(changes, key=lambda one: one.path.rpartition(".")[0]):
        yield entry(console, "info", *_node_changes(stem, list(group)))


def _node_changes(stem: str, changes: list[Changed]) -> Iterable[RenderableType]:
    if changes[0].text:
        yield Text(say(changes[0].text))
    yield aside(stem)
    for one in changes:
        before, after = _shown(one.path, one.before), _shown(one.path, one.after)
        yield labelled(one.path.removeprefix(stem).lstrip("."), f"{before} → {after}")


def _outcome_changes(changes: Sequence[Changed], console: Console) -> Screen:
    yield heading(_("Che cosa cambia nell'esito"), str(len(changes)))
    if not changes:
        yield note(_("L'esito resta lo stesso."))
    for one in changes:
        yield entry(console, "info", *_change(one))


def _change(one: Changed) -> Iterable[RenderableType]:
    title = say(one.text) or _what(one.path)
    if title:
        yield Text(title)
    before, after = _sides(one)
    line = Text.assemble((before, "red"), " → ", (after, "green"))
    if isinstance(one.before, Decimal) and isinstance(one.after, Decimal) and _is_money(one.path):
        line.append(f"  ({change(one.after - one.before)})", style="bold")
    yield line
    if _sign(one.path):
        yield aside(_sign(one.path))


def _sides(one: Changed) -> tuple[str, str]:
    before, after = one.names
    return say(before) or _shown(one.path, one.before), say(after) or _shown(one.path, one.after)


def _sign(path: str) -> str:
    """Return the id that people know a part of an outcome by; nothing where the path is a key of ours alone."""
    whole, _dot, ident = path.partition(".")
    return ident if whole in ("findings", "attachments", "deadlines", "lines") else ""


def _what(path: str) -> str:
    """Name what an outcome's path means where nothing of the call does."""
    words = {
        "verdict": _("Verdetto"),
        "unfunded": _("Non finanziata: punteggio sotto la soglia"),
        "track": _("Graduatoria o fondo"),
        "regime": _("Regime che si applica"),
        "contribution_status": _("Natura del contributo"),
        "amounts.presented": _("Presentato"),
        "amounts.admitted": _("Ammesso"),
        "amounts.contribution": _("Contributo"),
        "amounts.score": _("Punteggio"),
        "amounts.repaid": _("Si restituisce"),
        "amounts.support": _("Aiuto che paga i costi"),
        "amounts.own_funds": _("A carico di chi fa domanda"),
        "amounts.equivalent": _("Equivalente sovvenzione lordo, in tutto"),
        "amounts.net": _("Contributo al netto delle trattenute"),
    }
    return words.get(path, "")


def _is_money(path: str) -> bool:
    return path.startswith("amounts.") and path != "amounts.score" and not path.startswith("amounts.computed.")


def _shown(path: str, value: object) -> str:
    if path.startswith("missing."):
        return _("non manca") if value is None else _("manca")
    if value is None:
        gone = not path.startswith("amounts.") or path.startswith(
            ("amounts.line.", "amounts.partner.", "amounts.payment.")
        )
        return _("assente") if gone else _("non calcolabile")
    if isinstance(value, Decimal):
        return money(value) if _is_money(path) else written(value)
    if isinstance(value, str):
        return judgement_word(value)
    if is_dataclass(value):
        return _name(value)
    return limit(value) if isinstance(value, datetime) else written(value)
