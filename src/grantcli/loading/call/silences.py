"""Defaults read as answers are: «100 %», «Italia», «31/12/2026» written once in the one way that judging takes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ...i18n import _
from ...model.vocabulary import Fact, Vocabulary
from ...model.walk.call_nouns import Steps
from ...registry.values import read_value
from .addresses import of_kind
from .broken_reference import BrokenReference

_NO_CHOICE = frozenset({"", "none", "[]"})


def with_plain_defaults(facts: Vocabulary) -> Vocabulary:
    """Return the facts with every default, also of the fields of lists, in its one form; one that is wrong as it is."""
    return {key: _with_plain_default(fact) for key, fact in facts.items()}


def _with_plain_default(fact: Fact) -> Fact:
    made = fact if fact.items is None else replace(fact, items=with_plain_defaults(fact.items))
    if fact.default is None or _is_plain_already(fact, fact.default):
        return made
    value, refusal = read_value(fact, fact.default)
    return made if refusal else replace(made, default=_plain(value))


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


def wrong_defaults(facts: Vocabulary) -> Iterator[BrokenReference]:
    """Yield the defaults of a call's own facts that no answer could be."""
    for steps, fact in of_kind(facts, Fact):
        if fact.default is None or _is_plain_already(fact, fact.default):
            continue
        refusal = read_value(fact, fact.default)[1]
        if refusal:
            where: Steps = ("facts", *steps, "default")
            text = _("«{value}» non va bene per un fatto di tipo {kind}").format(value=fact.default, kind=fact.kind)
            yield BrokenReference(where, "wrong_default", text, refusal.hint or refusal.text)
