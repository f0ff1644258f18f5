"""What is wrong with a mapping file, reported once at its place: before any table is read, and after all are."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Keys
from dataclasses import replace

from ...i18n import _
from ...loading.application.facts import read_facts
from ...loading.parser.suggestions import did_you_mean
from ...problem import Problem, errors
from .columns import Columns
from .mapping import Mapping, fold
from .row_data import Nested, put, settled
from .steps import Target, generic, of_item


def check_mapping(mapping: Mapping, columns: Columns) -> list[Problem]:
    """Return what is wrong with a mapping file whatever the tables are."""
    return [*_shape(mapping), *_targets(mapping, columns), *_lists(mapping, columns), *_values(mapping, columns)]


def _shape(mapping: Mapping) -> Iterator[Problem]:
    own = {"first_row": mapping.first_row, "header": mapping.header}
    for table, rows in mapping.heads.items():
        own |= {f"heads.{table}.first_row": rows.first_row, f"heads.{table}.header": rows.header}
    for path, number in own.items():
        if number < 1:
            yield Problem(mapping.place(path), path, _("le righe si contano da 1"), kind="too_small")
    if mapping.delimiter is not None and len(mapping.delimiter) != 1:
        said = _("il separatore è un solo carattere")
        yield Problem(mapping.place("delimiter"), "delimiter", said, kind="wrong_delimiter")


def _targets(mapping: Mapping, columns: Columns) -> Iterator[Problem]:
    for name, key in mapping.columns.items():
        if key not in ("id", "call", "on") and columns.by_key(key) is None:
            said = _("«{key}» non è un fatto").format(key=key[:80])
            place, path = mapping.place("columns", name), f"columns.{name}"
            yield Problem(place, path, said, columns.nearest(key[:80]), "unknown_fact")


def _lists(mapping: Mapping, columns: Columns) -> Iterator[Problem]:
    for name, the_list in mapping.sheets.items():
        if columns.list_named(the_list) is None:
            said = _("«{name}» non è un elenco").format(name=the_list[:80])
            hint = did_you_mean(the_list, columns.lists) or ", ".join(columns.lists)
            yield Problem(mapping.place("sheets", name), f"sheets.{name}", said, hint, "unknown_list")


def _values(mapping: Mapping, columns: Columns) -> Iterator[Problem]:
    for key, words in mapping.values.items():
        target = target_of(key, columns)
        if target is None or target.fact is None:
            said = _("«{key}» non è un fatto").format(key=key[:80])
            hint = columns.nearest(key[:80])
            yield Problem(mapping.place("values", key), f"values.{key}", said, hint, "unknown_fact")
            continue
        for theirs, ours in words.items():
            for problem in _refused(target, ours, columns):
                place = mapping.place("values", key, theirs)
                yield replace(problem, place=place, path=f"values.{key}.{theirs}")


def target_of(key: str, columns: Columns) -> Target | None:
    """Return what ``expenses[].category`` means, of whichever item."""
    found = columns.by_key(key) or columns.by_key(key.replace("[]", "[1]"))
    return found if found is not None and generic(found.steps) == key else None


def _refused(target: Target, word: str, columns: Columns) -> list[Problem]:
    """Return why no call takes a word as an answer; none where one does."""
    data: Nested = {}
    put(data, of_item(target.steps, "1"), word)
    plain = settled(data, {})
    told = [
        list(errors(read_facts(plain, edition.vocabulary, "file", call=edition.call)[1]))
        for edition in columns.editions
    ]
    return min(told, key=len, default=[])


def unmet(mapping: Mapping, headings: Iterable[str], tables: Keys[str, str]) -> Iterator[Problem]:
    """Yield the columns and sheets of a mapping file that no table has; ``tables``: their names by folded name."""
    seen = {fold(name): name for name in headings}
    own = [(key, name) for key, name in (("id", mapping.id), ("call", mapping.call), ("on", mapping.on)) if name]
    for path, name in [*own, *((f"columns.{name}", name) for name in mapping.columns)]:
        if fold(name) not in seen:
            said = _("nessuna tabella ha la colonna «{name}»").format(name=name[:80])
            hint = did_you_mean(name, set(seen.values()))
            yield Problem(mapping.place(path), path, said, hint, "unmet_column")
    for group, names in (("sheets", mapping.sheets), ("heads", mapping.heads)):
        for name in names:
            if fold(name) not in tables:
                said = _("nessun foglio o file si chiama «{name}»").format(name=name[:80])
                hint = did_you_mean(name, set(tables.values()))
                yield Problem(mapping.place(group, name), f"{group}.{name}", said, hint, "unmet_sheet")
