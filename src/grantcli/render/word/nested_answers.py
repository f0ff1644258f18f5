"""The answers of an application in words, nested by their keys: what a Word template may print as well."""

from ...model.facts import Facts
from ...model.outcome import Outcome
from ...wording.facts import told

Nested = dict[str, object]


def answers(outcome: Outcome) -> Nested:
    """Return ``{"company": {"name": …}, "people": [{"name": …}]}``: texts as people write them, lists of mappings.

    A key that has both an answer and keys below it (``company.seat``, ``company.seat.name``) has its answer.
    """
    return _nested(outcome.facts, "", outcome)


def _nested(facts: Facts, path: str, outcome: Outcome) -> Nested:
    made: Nested = {"id": facts.id} if facts.id else {}
    for key, answer in sorted(facts.answers.items()):
        _put(made, key, told(path + key, answer, outcome.vocabulary, outcome.facts))
    for key, items in sorted(facts.lists.items()):
        _put(made, key, [_nested(item, f"{path}{key}[{item.id}].", outcome) for item in items])
    return made


def _put(made: Nested, key: str, value: object) -> None:
    *steps, last = key.split(".")
    held = made
    for step in steps:
        inner = held.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        held = inner
    held[last] = value
