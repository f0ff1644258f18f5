"""Every key of a call file: its noun, what it is for, what it may hold, and an example."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from ...i18n import _
from ...model.call import Call
from ..parser.reader import fields_of, shape_of

_DEF = "#/$defs/"
_FIGURES = {"money": "5000", "share": "0.50", "number": "5"}
"""An example of a figure of each unit."""


class KeyLine(NamedTuple):
    """One key: the noun it is in (``Call`` at the top), its name, what it may hold, what it is for, an example."""

    noun: str
    key: str
    holds: str
    text: str
    example: str


def key_lines(schema: Mapping[str, Any]) -> Iterator[KeyLine]:
    """Yield the keys of a call, those of the file itself first, then noun by noun."""
    nouns, units = {"Call": schema, **schema["$defs"]}, _units()
    for noun, made in nouns.items():
        if noun in ("Condition", "Value"):
            continue
        for key, part in made.get("properties", {}).items():
            holds = _holds(part)
            example = _FIGURES.get(units.get((noun, key), ""), _example(part))
            yield KeyLine(noun, key, holds, str(part.get("description", "")), f"{key}: {example}")


@cache
def _units() -> Mapping[tuple[str, str], str]:
    """Return the unit of each key that holds a figure, by its noun and name."""
    found: dict[tuple[str, str], str] = {}
    waiting: list[Any] = [Call]
    seen: set[Any] = set()
    while waiting:
        noun = waiting.pop()
        for key, part in fields_of(noun).items() if noun not in seen else ():
            shape = part.shape
            while shape.how in ("tuple", "dict", "frozenset"):
                shape = shape_of(shape.inside[0])
            if shape.how == "figure":
                found[noun.__name__, key] = shape.inside[0]
            waiting += [shape.inside[0]] if shape.how == "noun" else []
        seen.add(noun)
    return found


def _parts(part: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in part.get("anyOf", [part]) if one.get("type") != "null"]


def _holds(part: Mapping[str, Any]) -> str:
    """Say what a key may hold."""
    return " · ".join(dict.fromkeys(_one(one) for one in _parts(part)))


def _one(part: Mapping[str, Any]) -> str:
    if "$ref" in part:
        return _noun(str(part["$ref"]).removeprefix(_DEF))
    if "enum" in part:
        return ", ".join(str(word) for word in part["enum"])
    if "const" in part:
        return str(part["const"])
    kind = part.get("type")
    if kind == "array":
        return _("elenco di {what}").format(what=_holds(part.get("items", {})) or _("testo"))
    if kind == "object":
        inner = part.get("additionalProperties")
        return _("tabella di {what}").format(what=_holds(inner) if isinstance(inner, Mapping) else _("valori"))
    if isinstance(kind, list):
        return _("sì o no") if "boolean" in kind and "number" not in kind else _scalar(kind)
    return _holds(part) if "anyOf" in part else _("testo")


def _scalar(kind: list[str]) -> str:
    return _("numero o data") if "boolean" not in kind and "number" in kind else _("testo")


def _noun(name: str) -> str:
    words = {
        "Condition": _("una condizione"),
        "Figure": _("un numero, il nome di un fatto o valori per giorno"),
        "Text": _("un testo"),
        "Compute": _("una formula"),
        "Value": _("un valore o un confronto"),
    }
    return words.get(name, name)


def _example(part: Mapping[str, Any]) -> str:
    """Write a value that a key may hold."""
    one = _parts(part)[0] if _parts(part) else {}
    if "$ref" in one:
        name = str(one["$ref"]).removeprefix(_DEF)
        known = {"Condition": "{company.size: small}", "Figure": "0.50", "Text": '"…"', "Compute": '"0.35 * costo"'}
        return known.get(name, "{…}")
    if one.get("enum"):
        return str(one["enum"][0])
    kind = one.get("type")
    if kind == "array":
        return f"[{_example(one.get('items', {}))}]"
    if kind == "object":
        return "{…}"
    if isinstance(kind, list):
        return "true" if "boolean" in kind and "number" not in kind else "1" if "boolean" not in kind else '"…"'
    return '"…"'
