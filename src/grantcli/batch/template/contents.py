"""What a call wants to know of an application as it is handed in: the facts it looks at, and what its text lacks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from ...assessment.assess import assess
from ...i18n import Text
from ...law.derive import SOURCES
from ...loading.call.supplied import suppliable
from ...model.call import Call, Edition
from ...model.condition import Each, Measure, Ref, Test
from ...model.contribution import Bonus, Cap, Rate
from ...model.expense import Limit, LineRule
from ...model.facts import Facts
from ...model.vocabulary import Fact, Kind, Vocabulary
from ...model.walk.call_nouns import conditions_of

_ALWAYS = ("company.name", "company.vat_number", "company.tax_code", "project.title", "expenses", "people")
_LAST = {"score": 1, "sections": 1, "award": 2, "reporting": 2}
"""What comes after the rest: points one gives oneself, then what is known only after the application."""
_PATH = re.compile(r"(.+?)\[[^\]]*\]\.(.+)")


class Lacking(NamedTuple):
    """Something that the text of the call lacks and one may supply: its id, how it is written, what it is."""

    id: str
    kind: Kind
    regime: Text | None
    text: Text | None


def asked_facts(edition: Edition, on: date, *, drafts: bool = True) -> Vocabulary:
    """Return the facts that a call looks at, those of the company first: what can be asked, not what follows.

    ``drafts`` false leaves out the lists that only the drafts of the form show.
    """
    call = _as_handed_in(edition.on(on))
    wanted = {*_ALWAYS, *_named(call), *assess(edition, Facts(), on).missing}
    wanted |= {source for key in wanted & set(SOURCES) for source in SOURCES[key]}
    if drafts:
        wanted |= {one.each for section in call.sections for one in section.draft if one.each}
    facts = {key: fact for key, fact in edition.vocabulary.items() if "[]" not in key and not fact.derived}
    return {key: facts[key] for key in _in_order(facts) if key in wanted}


def _as_handed_in(call: Call) -> Call:
    """Return a call without what is looked at only after the application."""
    rules = tuple(rule for rule in call.rules if rule.moment == "submission")
    papers = tuple(paper for paper in call.attachments if paper.moment == "submission")
    return replace(call, rules=rules, attachments=papers)


def _in_order(facts: Vocabulary) -> list[str]:
    """Return the keys by what they are of, in the order in which the vocabulary comes to that."""
    first: dict[str, int] = {}
    for at, key in enumerate(facts):
        first.setdefault(_of(key), at)
    return sorted(facts, key=lambda key: (_LAST.get(_of(key), 0), first[_of(key)]))


def _of(key: str) -> str:
    return key.partition(".")[0]


def _named(call: Call) -> Iterator[str]:
    for condition in conditions_of(call):
        if isinstance(condition, Test):
            yield condition.fact
            if isinstance(condition.value, Ref):
                yield condition.value.fact
        elif isinstance(condition, (Each, Measure)):
            yield condition.list


def always_needed(edition: Edition, on: date, facts: Mapping[str, Fact]) -> frozenset[str]:
    """Return the facts and fields (``expenses[].amount``) that any application must answer to be judged."""
    one_of_each = {key: (Facts(id="1"),) for key, fact in facts.items() if fact.kind == "list"}
    missing = (*assess(edition, Facts(), on).missing, *assess(edition, Facts({}, one_of_each), on).missing)
    wanted = {_PATH.sub(r"\1[].\2", key) for key in (*_ALWAYS[:4], "expenses[].amount", *missing)}
    keyed = {key: fact.items or {} for key, fact in facts.items() if fact.key}
    return frozenset(
        wanted | {f"{key}[].{name}" for key, own in keyed.items() for name in own if not own[name].optional}
    )


def lacking(call: Call) -> Iterator[Lacking]:
    """Yield what the text of a call lacks and the verdict or the money waits for."""
    kinds = suppliable(call)
    for rule in call.rules:
        if (rule.status, rule.moment) == ("missing", "submission") and rule.severity != "info":
            yield Lacking(rule.id, kinds[rule.id], None, rule.text)
    lines: Iterator[LineRule | Limit] = chain(call.expenses.refused, call.expenses.limits)
    yield from (Lacking(one.id, kinds[one.id], None, one.text) for one in lines if one.status == "missing")
    for regime in call.contribution.regimes:
        parts: Iterator[Rate | Bonus | Cap] = chain(regime.rates, regime.bonuses, regime.caps)
        yield from (Lacking(one.id, kinds[one.id], regime.title, one.text) for one in parts if one.status == "missing")
