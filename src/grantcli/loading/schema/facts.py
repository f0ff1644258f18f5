"""The facts that conditions may name, for the schema: each with its label, its question and the answers it knows."""

from collections.abc import Mapping
from typing import Any

from ...i18n import say
from ...model.vocabulary import Fact, Vocabulary
from ..call.vocabulary import Own, whole_vocabulary


def fact_schemas(shared: Vocabulary, value: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a schema for every name of a fact, fields of lists by their own name; each takes any ``value`` too."""
    named: dict[str, list[Fact]] = {}
    for key, fact in whole_vocabulary(shared, own=Own()).items():
        named.setdefault(key.rpartition("[].")[2], []).append(fact)
    return {name: _schema(facts, value) for name, facts in sorted(named.items())}


def list_names(shared: Vocabulary) -> list[str]:
    """Return the names of the lists, for the words over lists."""
    return sorted({key for key, fact in whole_vocabulary(shared, own=Own()).items() if fact.kind == "list"} - {""})


def _schema(facts: list[Fact], value: Mapping[str, Any]) -> dict[str, Any]:
    words = dict.fromkeys(_words(fact) for fact in facts)
    answers = _answers(facts[0]) if len({tuple(_answers(fact)) for fact in facts}) == 1 else []
    known = [{"enum": answers}] if answers else []
    return {"description": " · ".join(words), "anyOf": [*known, dict(value)]}


def _words(fact: Fact) -> str:
    label = say(fact.label)
    return f"{label}. {say(fact.question)}" if fact.question else f"{label}."


def _answers(fact: Fact) -> list[Any]:
    return [True, False] if fact.kind == "yes_no" else list(fact.choices or ())
