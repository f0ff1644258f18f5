"""Defaults read as answers are: «100 %», «Italia», «31/12/2026» written once in the one way that judging takes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ...i18n import _
from ...model.vocabulary import Fact, Vocabulary
from ...model.walk.call_nouns import Steps
from ...registry.values import read_value
from ..identity_key import Same
from .address_problem import AddressProblem
from .addresses import of_kind

_NO_CHOICE = frozenset({"", "none", "[]"})


def with_plain_defaults(facts: Vocabulary) -> Vocabulary:
    """Return the facts with every default, also of the fields of lists, in its one form; one that is wrong as it is.

    A fact in which nothing changes stays the same object; what the last ones came to is remembered.
    """
    return {key: _with_plain_default(Same(fact)) for key, fact in facts.items()}


@lru_cache(maxsize=2048)
def _with_plain_default(same: Same[Fact]) -> Fact:
    fact = same.value
    items = fact.items and with_plain_defaults(fact.items)
    changed = fact.items and items and any(items[key] is not inner for key, inner in fact.items.items())
    made = replace(fact, items=items) if changed else fact
    if fact.default is None or _is_plain_already(fact, fact.default):
        return made
    value, refusal = read_value(fact, fact.default)
    plain = fact.default if refusal else _plain(value)
    return made if plain == fact.default else replace(made, default=plain)


def _is_plain_already(fact: Fact, default: str) -> bool:
    return fact.kind == "list" or (fact.kind == "choices" and default.strip() in _NO_CHOICE)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def wrong_defaults(facts: Vocabulary) -> Iterator[AddressProblem]:
    """Yield the defaults of a call's own facts that no answer could be."""
    for steps, fact in of_kind(facts, Fact):
        if fact.default is None or _is_plain_already(fact, fact.default):
            continue
        refusal = read_value(fact, fact.default)[1]
        if refusal:
            where: Steps = ("facts", *steps, "default")
            text = _("«{value}» non va bene per un fatto di tipo {kind}").format(value=fact.default, kind=fact.kind)
            yield AddressProblem(where, "wrong_default", text, refusal.hint or refusal.text)
