"""Every place of a call where a figure, a condition or the name of a fact may stand: from the model, and in a file."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from grantcli.loading.parser.reader import Shape, fields_of, shape_of
from grantcli.model.call import Call

NAMING = frozenset({"fact", "per", "field", "each", "by", "on", "dated_by"})
"""Keys whose text is the name of a fact or of a list."""
_READ_BY_NAMES = frozenset({"figure", "condition", "compute", "row"})
Steps = tuple[str | int, ...]


class Place(NamedTuple):
    """An address in a call, what may stand there, and the same with no numbers (``rules[].when``)."""

    steps: Steps
    how: str
    kind: str

    def __str__(self) -> str:
        text = ""
        for step in self.steps:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text


def kinds_of_place() -> set[tuple[str, str]]:
    """Return every kind of place that the model has, with what may stand there."""
    return set(_in_noun(Call, "", (Call,)))


def _in_noun(noun: Any, path: str, within: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    for key, part in fields_of(noun).items():
        yield from _in_shape(part.shape, f"{path}.{key}" if path else key, within, key)


def _in_shape(shape: Shape, path: str, within: tuple[Any, ...], key: str) -> Iterator[tuple[str, str]]:
    if shape.how in _READ_BY_NAMES:
        yield path, shape.how
    elif shape.how == "noun" and shape.inside[0] not in within:
        yield from _in_noun(shape.inside[0], path, (*within, shape.inside[0]))
    elif shape.how in ("tuple", "dict"):
        yield from _in_shape(shape_of(shape.inside[0]), f"{path}[]", within, key)
    elif shape.how == "scalar" and shape.inside[0] is str and key in NAMING:
        yield path, "name"


def places_in(data: Mapping[str, Any]) -> Iterator[Place]:
    """Yield every place that a call written as plain data fills."""
    yield from _of_noun(Call, data, (), "")


def _of_noun(noun: Any, data: Mapping[str, Any], steps: Steps, kind: str) -> Iterator[Place]:
    known = fields_of(noun)
    for key, value in data.items():
        if value is not None:
            yield from _of_value(known[key].shape, value, (*steps, key), f"{kind}.{key}" if kind else key, key)


def _of_value(shape: Shape, value: Any, steps: Steps, kind: str, key: str) -> Iterator[Place]:
    if shape.how in ("figure", "condition"):
        yield Place(steps, shape.how, kind)
    elif shape.how == "compute":
        inside = isinstance(value, dict) and "where" in value
        yield Place((*steps, "where"), "condition", kind) if inside else Place(steps, "compute", kind)
    elif shape.how == "row":
        yield from _of_row(value, steps, kind)
    elif shape.how == "noun":
        yield from _of_noun(shape.inside[0], value, steps, kind)
    elif shape.how in ("tuple", "dict"):
        inner = shape_of(shape.inside[0])
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _of_value(inner, part, (*steps, step), f"{kind}[]", key)
    elif shape.how == "scalar" and shape.inside[0] is str and key in NAMING:
        yield Place(steps, "name", kind)


def _of_row(row: Mapping[str, Any], steps: Steps, kind: str) -> Iterator[Place]:
    yield Place((*steps, "value"), "figure", kind)
    yield from (Place((*steps, key), "column", kind) for key in row if key not in ("value", "text", "cost"))
    if "cost" in row:
        yield from (Place((*steps, "cost", word), "figure", kind) for word in row["cost"])
