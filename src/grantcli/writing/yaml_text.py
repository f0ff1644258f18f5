"""Answers as YAML that people can read and correct: scalars quoted only where they need it, items on one line."""

import json
import re
from collections.abc import Iterator

from ..model.facts import Facts, Supplied
from ..model.vocabulary import Fact, Kind
from ..registry.values import write_value

_PLAIN_KINDS: frozenset[Kind] = frozenset({"money", "percent", "number", "integer", "date", "datetime", "yes_no"})
_SAFE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][^\x00-\x1f\x7f-\x9f:#,\[\]{}\"\u2028\u2029\ufeff]*(?<! )")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\t]")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PROSE_WIDTH = 60


def scalar(text: str, kind: Kind = "text") -> str:
    """Return one line of YAML that reads back as ``text``, also inside braces."""
    if kind in _PLAIN_KINDS or (_SAFE.fullmatch(text) and text.lower() not in _WORDS):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda odd: f"\\u{ord(odd[0]):04x}", json.dumps(text, ensure_ascii=False))


def key_text(key: str) -> str:
    """Return a key as YAML."""
    return key if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.\-/]*", key) else _quoted(key)


def answer_text(fact: Fact, value: object) -> str:
    """Return the value of an answer on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(scalar(str(one)) for one in value)}]"
    return scalar(write_value(fact, value), fact.kind)


def answer_lines(fact: Fact, value: object, indent: int) -> str:
    """Return what follows ``key:`` for an answer: on the same line, or a block of prose below it."""
    text = str(value) if fact.kind == "long_text" else ""
    if len(text) < _PROSE_WIDTH and "\n" not in text:
        return f" {answer_text(fact, value)}"
    if _ODD.search(text) or text != text.strip() or any(line != line.rstrip() for line in text.splitlines()):
        return f" {answer_text(fact, value)}"
    space = " " * (indent + 2)
    return " |-\n" + "\n".join(f"{space}{line}" if line else "" for line in text.split("\n"))


def item_text(item: Facts, fact: Fact, index: int) -> str:
    """Return one item of a list as ``{…}``; the key of a list written as a mapping is left out."""
    return "{" + ", ".join(_pairs(item, fact, index)) + "}"


def _pairs(item: Facts, fact: Fact, index: int) -> Iterator[str]:
    fields = fact.items or {}
    if "id" not in item.answers and not fact.key and item.id != str(index + 1):
        yield f"id: {scalar(item.id)}"
    for name, one in fields.items():
        if name == fact.key:
            continue
        if name in item.lists:
            yield f"{key_text(name)}: {list_text(item.lists[name], one)}"
        elif name in item.answers and item.answers[name].origin != "derived":
            yield f"{key_text(name)}: {answer_text(one, item.answers[name].value)}"


def list_text(items: tuple[Facts, ...], fact: Fact) -> str:
    """Return a list on one line."""
    if fact.key and items:
        return "{" + ", ".join(f"{key_text(one.id)}: {item_text(one, fact, 0)}" for one in items) + "}"
    return "[" + ", ".join(item_text(one, fact, index) for index, one in enumerate(items)) + "]"


def list_lines(items: tuple[Facts, ...], fact: Fact, indent: int) -> str:
    """Return what follows ``key:`` for a list: an item a line."""
    if not items:
        return " []"
    return "\n" + "\n".join(item_line(one, fact, index, indent + 2) for index, one in enumerate(items))


def item_line(item: Facts, fact: Fact, index: int, indent: int) -> str:
    """Return the line of one item of a list."""
    head = f"{key_text(item.id)}: " if fact.key else "- "
    return " " * indent + head + item_text(item, fact, index)


def supplied_text(supplied: Supplied) -> str:
    """Return a supplied value with its source."""
    value = answer_text(Fact(kind=supplied.kind, label=""), supplied.value)
    return f"{{value: {value}, source: {_quoted(supplied.source)}}}"
