"""A company's profile to read: its answers with where each came from, and its position in State-aid law."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..i18n import _, plural
from ..model.facts import Facts
from ..model.standing import Standing
from ..model.vocabulary import Vocabulary
from ..wording.facts import label_of, told, vocabulary_key, written
from ..wording.formats import day
from ..wording.provenance import origin_word
from .data.standing import standing_data
from .data.values import Data, plain
from .layout import Screen, aside, columns, entry, heading, note, show
from .standing import whole_standing

SCHEMA = "grantcli/company/1"
_SHOWN_ELSEWHERE = ("company.years", "company.links", "aids")


def show_company(facts: Facts, standing: Standing, vocabulary: Vocabulary, on: date, console: Console) -> None:
    """Print the profile as it is on a day: ``facts`` with what follows from them, ``standing`` from law."""
    show(_screen(facts, standing, vocabulary, on, console), console)


def _screen(facts: Facts, standing: Standing, vocabulary: Vocabulary, on: date, console: Console) -> Screen:
    name = str(facts.value("company.name") or _("Impresa senza nome"))
    yield Padding(Text(name, style="bold"), (1, 0, 0, 2))
    yield Padding(aside(_("al {day}").format(day=day(on))), (0, 0, 0, 2))
    told = [key for key in facts.answers if key != "company.name" and facts.answers[key].origin != "derived"]
    if told:
        yield heading(_("Che cosa dice il profilo"))
        yield columns(_rows(told, facts, vocabulary), "left", "full")
    if standing.size is None:
        yield heading(_("Dimensione d'impresa"))
        yield note(_("Senza i bilanci («years») la dimensione non si può calcolare."))
    yield from whole_standing(standing, vocabulary, console)


def _rows(keys: list[str], facts: Facts, vocabulary: Vocabulary) -> Iterator[list[RenderableType]]:
    for key in keys:
        held = facts.answers[key]
        value = told(key, held, vocabulary, facts)
        origin = "" if held.origin == "profile" else f"  {origin_word(held.origin)} {held.note}".rstrip()
        yield [Text(label_of(key, vocabulary), style="dim"), Text.assemble(value, (origin, "dim"))]
    for key, items in facts.lists.items():
        if key not in _SHOWN_ELSEWHERE:
            count = plural("{n} voce", "{n} voci", len(items)).format(n=len(items))
            yield [Text(label_of(key, vocabulary), style="dim"), Text(count)]


def company_data(facts: Facts, standing: Standing, on: date, tool: str) -> Data:
    """Return the profile as data: every answer with its origin, lists of the same, and its standing."""
    return {
        "schema": SCHEMA,
        "tool": tool,
        "on": on.isoformat(),
        "facts": _facts_data(facts),
        "standing": standing_data(standing),
    }


def _facts_data(facts: Facts) -> Data:
    answers: Data = {
        key: {"value": plain(told.value), "from": told.origin, **({"note": told.note} if told.note else {})}
        for key, told in facts.answers.items()
    }
    lists = {key: [{"id": item.id, **_facts_data(item)} for item in items] for key, items in facts.lists.items()}
    return {**answers, **lists}


class Imported(NamedTuple):
    """An imported answer, the one that the profile had before (None: none), its place in the file."""

    key: str
    value: object
    held: object
    source: str = ""


class ImportedFile(NamedTuple):
    """What one file of accounts says beside the profile."""

    file: str
    rows: tuple[Imported, ...]


def import_data(read: Sequence[ImportedFile], profile: str, replaced: bool) -> Data:
    """Return what came of an import for scripts: each file's answers, with what the profile held."""
    rows = [
        {"file": one.file, "path": row.key, "value": plain(row.value), "held": plain(row.held), "source": row.source}
        for one in read
        for row in one.rows
    ]
    return {"schema": "grantcli/company-import/1", "profile": profile, "replaced": replaced, "answers": rows}


def show_import(read: ImportedFile, vocabulary: Vocabulary, console: Console, *, profile: str, replaced: bool) -> None:
    """Print what came of an import: the answers written, and one by one those that differ from the profile's."""
    show(_import_screen(read.rows, vocabulary, console, read.file, profile, replaced), console)


def _import_screen(
    rows: Sequence[Imported], vocabulary: Vocabulary, console: Console, file: str, profile: str, replaced: bool
) -> Screen:
    fresh = [row for row in rows if row.held is None]
    other = [row for row in rows if row.held not in (None, row.value)]
    yield heading(_("{file} in {profile}").format(file=file, profile=profile))
    for row in fresh:
        yield entry(console, "pass", _answer_text(row, vocabulary))
    for row in other:
        words = _("prima {old}") if replaced else _("il profilo dice {old}, e resta così")
        old = words.format(old=written(row.held, vocabulary.get(vocabulary_key(row.key))))
        yield entry(console, "warning", _answer_text(row, vocabulary).append(f" · {old}"))
    same = len(rows) - len(fresh) - len(other)
    new = plural("{n} dato nuovo", "{n} dati nuovi", len(fresh)).format(n=len(fresh))
    alike = plural("{n} uguale", "{n} uguali", same).format(n=same)
    different = plural("{n} diverso", "{n} diversi", len(other)).format(n=len(other))
    yield note(f"{new}, {alike}, {different}.", "bold")
    if other and not replaced:
        yield note(_("Per mettere i dati del bilancio al posto di quelli diversi: --replace."), "dim")


def _answer_text(row: Imported, vocabulary: Vocabulary) -> Text:
    value = written(row.value, vocabulary.get(vocabulary_key(row.key)))
    told = Text(f"{label_of(row.key, vocabulary)}: ").append(value, style="bold")
    return told.append(f"  ({row.source})", style="dim") if row.source else told
