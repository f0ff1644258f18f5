"""Which of many conditions can hold of an item at all, by a few of its fields, before any is judged."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...model.condition import All, Any, Condition, Ref, Test
from ...model.facts import Facts
from ...model.walk.scope import Scope
from .lookups import default_answer

Trigger = tuple[str, frozenset[object]]


class _Field(NamedTuple):
    """A field of the item: which conditions each of its values lets through, and which its silence does."""

    name: str
    by_value: dict[object, tuple[int, ...]]
    silent: tuple[int, ...]


class Sieve:
    """Conditions over the items of one list, sifted by the values they wait for.

    A condition that waits for values of no field of the item (or for no fixed ones) always passes the sieve; what
    passes must still be judged.
    """

    def __init__(self, conditions: Sequence[Condition | None], scope: Scope) -> None:
        waiting: dict[str, dict[object, set[int]]] = {}
        always: set[int] = set()
        for i, condition in enumerate(conditions):
            triggers = _triggers(condition, scope)
            if triggers is None:
                always.add(i)
            for name, values in triggers or ():
                for value in values:
                    waiting.setdefault(name, {}).setdefault(value, set()).add(i)
        self._always = tuple(sorted(always))
        self._fields = tuple(_field(name, values, scope) for name, values in waiting.items())

    def of(self, item: Facts) -> Sequence[int]:
        """Return the conditions (by index, in order) that may hold of ``item``."""
        passed: set[int] = set()
        answers = item.answers
        for name, by_value, silent in self._fields:
            answer = answers.get(name)
            if answer is None:
                if silent:
                    passed.update(silent)
            elif isinstance(answer[0], tuple):
                for value in answer[0]:
                    passed.update(by_value.get(value, ()))
            elif answer[0] in by_value:
                passed.update(by_value[answer[0]])
        return sorted(passed.union(self._always)) if passed else self._always


def _field(name: str, values: dict[object, set[int]], scope: Scope) -> _Field:
    default = default_answer(scope.fact(name))
    if default is None:
        silent: Iterable[int] = set().union(*values.values())
    else:
        taken = default.value if isinstance(default.value, tuple) else (default.value,)
        silent = {i for value in taken for i in values.get(value, ())}
    return _Field(name, {value: tuple(sorted(held)) for value, held in values.items()}, tuple(sorted(silent)))


def _triggers(condition: Condition | None, scope: Scope) -> list[Trigger] | None:
    """Return values of the item's fields one of which the condition needs; None where it needs no such value."""
    match condition:
        case Test(value=Ref()):
            return None
        case Test(fact=name) if scope.is_computed(name):
            return None
        case Test(fact=name, word="is", value=value) if scope.holder(name) == "item" and name != "id":
            return [(name, frozenset(value) if isinstance(value, tuple) else frozenset((value,)))]
        case All(of=parts):
            return next((own for part in parts if (own := _triggers(part, scope)) is not None), None)
        case Any(of=parts):
            each = [_triggers(part, scope) for part in parts]
            return None if None in each else [trigger for own in each for trigger in own or ()]
    return None
