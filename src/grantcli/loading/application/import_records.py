"""Which answers of a profile came from a file that was imported: the profile records it, answer by answer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from ...i18n import _
from ...model.facts import Answer, Facts
from ...model.vocabulary import Fact
from ...registry.values import read_value
from ..parser.reader import Reader
from ..parser.tree import Series, Tree, at, to_plain

IMPORTED: Final = "imported"
FIELDS: Final = ("key", "value", "file")


class ImportRecord(NamedTuple):
    """One answer as it was imported: its dotted key (``company.years.2024.turnover``), its text, the file's name."""

    key: str
    value: str
    file: str


def records(node: Tree | None, reader: Reader) -> list[ImportRecord]:
    """Read the records of a profile, a list of ``{key, value, file}``."""
    if node is None:
        return []
    read = list(_records(node)) if isinstance(node, Series) else [None]
    if None in read:
        text = _("qui serve un elenco di voci con «key», «value» e «file»: lo scrive «grantcli company import»")
        reader.tell(node.mark, IMPORTED, text, "bad_record", warning=True)
    return [record for record in read if record is not None]


def _records(node: Series) -> Iterator[ImportRecord | None]:
    for item in node.items:
        told = [to_plain(part) if (part := at(item, name)) is not None else None for name in FIELDS]
        yield ImportRecord(*(str(part) for part in told)) if all(isinstance(part, str) for part in told) else None


def with_origins(facts: Facts, told: list[ImportRecord], vocabulary: dict[str, Fact]) -> Facts:
    """Return the facts, those still as they were imported with that origin; one corrected since is the profile's."""
    for record in told:
        facts = _marked(facts, record.key, record, vocabulary)
    return facts


def _marked(facts: Facts, key: str, record: ImportRecord, vocabulary: dict[str, Fact]) -> Facts:
    held, fact = facts.answers.get(key), vocabulary.get(key)
    if held is not None and fact is not None:
        same = read_value(fact, record.value)[0] == held.value
        return facts.with_answers({key: Answer(held.value, "import", record.file)}) if same else facts
    for name, items in facts.lists.items():
        if key.startswith(f"{name}.") and name in vocabulary:
            ident, _dot, field = key[len(name) + 1 :].partition(".")
            inner = vocabulary[name].items or {}
            marked = (_marked(item, field, record, inner) if item.id == ident else item for item in items)
            return replace(facts, lists={**facts.lists, name: tuple(marked)})
    return facts
