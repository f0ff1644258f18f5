"""The names of a condition resolved once, by its scope, into functions of the frame it is judged at."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from ...model.facts import Answer, Facts
from ...model.vocabulary import Fact
from ...model.walk.scope import Scope
from .context import FoundList, Frame
from .judgement import Judgement, Open, made

Judge = Callable[[Frame], Judgement]
Look = Callable[[Frame], Answer | None]
Name = Callable[[Frame], str]
_YES = frozenset({"true", "yes", "sì", "si", "1"})
_NUMBERS = frozenset({"money", "percent", "number"})
_DAYS = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}


def default_answer(fact: Fact | None) -> Answer | None:
    """Return what silence means for ``fact``, typed by its kind; None where silence means nothing.

    Reading has written the default in the one form of its kind: a figure with a point, an ISO day, a code.
    """
    if fact is None or fact.default is None or fact.kind == "list":
        return None
    text = fact.default.strip()
    value: object = text
    if fact.kind == "yes_no":
        value = text.lower() in _YES
    elif fact.kind in _NUMBERS:
        value = Decimal(text)
    elif fact.kind == "integer":
        value = int(text)
    elif fact.kind in _DAYS:
        value = _DAYS[fact.kind](text)
    elif fact.kind == "choices":
        value = () if text in {"", "none", "[]"} else tuple(part.strip() for part in text.split(","))
    return Answer(value, "default")


def namer(name: str, scope: Scope) -> Name:
    """Return the function that gives the full key of ``name`` in a frame.

    Of what partners have, for an item that names none of those who apply together, it is the key of the item's partner.
    """
    holder = scope.holder(name)
    if holder == "item":
        return lambda frame: frame.prefix + name
    if holder == "partner":
        names_partner, shared = f"{scope.inside}[].partner" in scope.vocabulary, name in scope.vocabulary

        def full(frame: Frame) -> str:
            if frame.partner is not None:
                return f"partners[{frame.partner.id}].{name}"
            asks_partner = names_partner and not (shared and _of_one_alone(name, frame.facts))
            return f"{frame.prefix}partner" if asks_partner else name

        return full
    return lambda frame: name  # noqa: ARG005


def _of_one_alone(name: str, facts: Facts) -> bool:
    """Return whether ``name`` is the application's own: answered there, or nobody applies together."""
    return name in facts.answers or not facts.lists.get("partners")


def looker(name: str, scope: Scope) -> Look:
    """Return the function that finds the answer of ``name`` in a frame; a default is answered where there is one."""
    look = _finder(name, scope)
    return (lambda frame: _if_known(look(frame))) if scope.is_computed(name) else look


def _finder(name: str, scope: Scope) -> Look:
    """Return the function that finds the answer under ``name``, computed facts that are open included."""
    holder = scope.holder(name)
    default = default_answer(scope.fact(name))
    if holder == "item":
        if name == "id":
            return lambda frame: Answer(frame.item.id, "derived")
        return lambda frame: frame.item.answers.get(name, default)
    if holder == "partner":
        own = default_answer(scope.vocabulary.get(name))

        def look(frame: Frame) -> Answer | None:
            if frame.partner is None:
                return frame.facts.answers.get(name, own)
            return frame.partner.answers.get(name, default)

        return look
    return lambda frame: frame.facts.answers.get(name, default)


def _if_known(answer: Answer | None) -> Answer | None:
    return None if answer is None or isinstance(answer.value, Open) else answer


def lacker(name: str, scope: Scope) -> Judge:
    """Return the function that judges a frame in which ``name`` is not answered: unknown, and its full key missing.

    A computed fact gives the verdict of what it was computed from instead.
    """
    if scope.is_computed(name):
        look = _finder(name, scope)
        return lambda frame: _lack_of(look(frame))
    if scope.holder(name) == "application":
        lack = Judgement("unknown", (), (name,))
        return lambda frame: lack  # noqa: ARG005
    full = namer(name, scope)
    return lambda frame: Judgement("unknown", (), (full(frame),))


def _lack_of(answer: Answer | None) -> Judgement:
    if answer is None or not isinstance(answer.value, Open):
        return Judgement("undetermined")
    return Judgement(answer.value.verdict, (), answer.value.missing)


def lister(name: str, scope: Scope) -> Callable[[Frame], FoundList]:
    """Return the function that finds the list ``name`` in a frame."""
    holder = scope.holder(name)
    fact = scope.fact(name)
    needed = fact is not None and fact.never_empty
    empty: tuple[Facts, ...] | None = () if fact is not None and fact.default is not None else None

    def find(frame: Frame) -> FoundList:
        item = frame.item if holder == "item" else frame.partner if holder == "partner" else None
        if item is None:
            held = frame.facts.lists.get(name, empty)
            return made(FoundList, (name, held if held or not needed else None, None))
        prefix = frame.prefix if holder == "item" else f"partners[{item.id}]."
        partner = item if prefix == f"partners[{item.id}]." else frame.partner
        return FoundList(prefix + name, item.lists.get(name, empty), partner)

    return find
