"""The text of a profile with imported answers written into it: all that does not change stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ...loading.application.import_merge import Figure
from ...loading.application.import_records import IMPORTED, ImportRecord
from ...model.facts import Facts
from ...registry.values import write_value
from ...writing.edits import CannotEditError, Edit, edited
from ...writing.yaml_text import answer_lines, answer_text, key_text, scalar

_COMPANY = "company"


def with_figures(
    text: str, figures: Sequence[Figure], profile: Facts, recorded: Sequence[ImportRecord], flat: bool
) -> str | None:
    """Return the text with ``figures`` in it and ``recorded`` as the list of what was imported.

    ``flat``: the company's fields stand alone, without ``company:``. None: it is written in a way that cannot be
    changed in place.
    """
    try:
        for edit in _edits(figures, profile):
            text = edited(text, edit._replace(key=edit.key.removeprefix(f"{_COMPANY}.")) if flat else edit)
        return edited(text, _records(recorded))
    except CannotEditError:
        return None


def record_of(figure: Figure, file: str) -> ImportRecord:
    """Return the record that a figure came from ``file``."""
    return ImportRecord(figure.path, write_value(figure.fact, figure.value), file)


def _edits(figures: Sequence[Figure], profile: Facts) -> Iterator[Edit]:
    for name, told in groupby(figures, key=lambda figure: figure.list):
        items = {item: list(of_item) for item, of_item in groupby(told, key=lambda figure: figure.item)}
        held = {item.id for item in profile.lists.get(name, ())}
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


def _whole(name: str, items: Mapping[str, Sequence[Figure]]) -> Edit:
    rows = [f"{key_text(item)}: {_inline(fields)}" for item, fields in items.items()]
    return Edit(name, "{" + ", ".join(rows) + "}", "".join(f"\n  {row}" for row in rows))


def _inline(fields: Sequence[Figure]) -> str:
    named = (f"{one.path.rpartition('.')[2]}: {answer_text(one.fact, one.value)}" for one in fields)
    return "{" + ", ".join(named) + "}"


def _records(recorded: Sequence[ImportRecord]) -> Edit:
    rows = [f"{{key: {scalar(one.key)}, value: {scalar(one.value)}, file: {scalar(one.file)}}}" for one in recorded]
    return Edit(IMPORTED, f"[{', '.join(rows)}]", "".join(f"\n  - {row}" for row in rows))
