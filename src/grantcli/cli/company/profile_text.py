"""The text of a profile with imported answers written into it: all that does not change stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ...loading.application.import_merge import Figure
from ...loading.application.import_records import IMPORTED, ImportRecord
from ...model.facts import Answer, Facts
from ...model.vocabulary import Fact, Vocabulary
from ...registry.values import write_value
from ...writing.edits import CannotEditError, Edit, edited
from ...writing.yaml_text import answer_lines, answer_text, item_text, key_text, scalar

_COMPANY = "company"


def with_figures(
    text: str,
    figures: Sequence[Figure],
    profile: Facts,
    recorded: Sequence[ImportRecord],
    flat: bool,
    vocabulary: Vocabulary,
) -> str | None:
    """Return the text with ``figures`` in it and ``recorded`` as the list of what was imported.

    ``flat``: the company's fields are alone, without ``company:``. None: it is written in a way that cannot be
    changed in place.
    """
    try:
        for edit in _edits(figures, profile, vocabulary):
            after = edited(text, edit._replace(key=edit.key.removeprefix(f"{_COMPANY}.")) if flat else edit)
            if after.count("#") < text.count("#"):  # an item written anew must not lose what was noted in it
                return None
            text = after
        return edited(text, _records(recorded))
    except CannotEditError:
        return None


def record_of(figure: Figure, file: str) -> ImportRecord:
    """Return the record that a figure came from ``file``."""
    return ImportRecord(figure.path, write_value(figure.fact, figure.value), file)


def _edits(figures: Sequence[Figure], profile: Facts, vocabulary: Vocabulary) -> Iterator[Edit]:
    for name, told in groupby(figures, key=lambda figure: figure.list):
        items = {item: list(of_item) for item, of_item in groupby(told, key=lambda figure: figure.item)}
        held = {item.id for item in profile.lists.get(name, ())}
        if name and vocabulary[name].key is None:
            yield from (_item(name, item, fields, profile, vocabulary[name]) for item, fields in items.items())
            continue
        if name and not held:
            yield _whole(name, items)
            continue
        for item, fields in items.items():
            if name and item not in held:
                yield Edit(f"{name}.{item}", _inline(fields))
            else:
                yield from (
                    Edit(one.path, answer_text(one.fact, one.value), answer_lines(one.fact, one.value, 0))
                    for one in fields
                )


def _item(name: str, item: str, fields: Sequence[Figure], profile: Facts, fact: Fact) -> Edit:
    """Return the edit of an item of a plain list: it is written anew on its line, with the figures in it."""
    items = profile.lists[name]
    index = next(at for at, one in enumerate(items) if one.id == item)
    for figure in fields:
        items = (
            *items[:index],
            _with(items[index], figure.path[len(name) + len(item) + 2 :], figure),
            *items[index + 1 :],
        )
    return Edit(name, item_text(items[index], fact, index), item=index)


def _with(item: Facts, path: str, figure: Figure) -> Facts:
    """Return an item with an answer in it: ``name``, or ``years.2024.turnover`` in a list of its own."""
    inner, _dot, rest = path.partition(".")
    if not rest:
        return item.with_answers({path: Answer(figure.value, "import")})
    ident, _dot, field = rest.partition(".")
    held = {one.id: one for one in item.lists.get(inner, ())}
    held[ident] = _with(held.get(ident, Facts({}, id=ident)), field, figure)
    return item.with_list(inner, tuple(held[one] for one in sorted(held)))


def _whole(name: str, items: Mapping[str, Sequence[Figure]]) -> Edit:
    rows = [f"{key_text(item)}: {_inline(fields)}" for item, fields in items.items()]
    return Edit(name, "{" + ", ".join(rows) + "}", "".join(f"\n  {row}" for row in rows))


def _inline(fields: Sequence[Figure]) -> str:
    named = (f"{one.path.rpartition('.')[2]}: {answer_text(one.fact, one.value)}" for one in fields)
    return "{" + ", ".join(named) + "}"


def _records(recorded: Sequence[ImportRecord]) -> Edit:
    rows = [f"{{key: {scalar(one.key)}, value: {scalar(one.value)}, file: {scalar(one.file)}}}" for one in recorded]
    return Edit(IMPORTED, f"[{', '.join(rows)}]", "".join(f"\n  - {row}" for row in rows))
