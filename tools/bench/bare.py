"""The Marche call as closures on integer cents that check and compute the same things and explain nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from grantcli.engine.conditions.comparisons import moved
from grantcli.model.call import Area, Call
from grantcli.model.condition import All, Condition, Each, Measure, Not, Ref, Test
from grantcli.model.condition import Any as AnyOf
from grantcli.model.contribution import Regime
from grantcli.model.facts import Facts

Plain = Mapping[str, Any]
Check = Callable[[Plain, Plain], bool]
"""Tell whether something holds of an application and, inside a list, of an item (elsewhere: the application again)."""
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda a, b: a >= b,
    "at_most": lambda a, b: a <= b,
    "more_than": lambda a, b: a > b,
    "less_than": lambda a, b: a < b,
    "before": lambda a, b: a < b,
    "after": lambda a, b: a > b,
    "not_before": lambda a, b: a >= b,
    "not_after": lambda a, b: a <= b,
    "is": lambda a, b: a == b,
}


def plain(facts: Facts) -> dict[str, Any]:
    """Return facts as a dictionary of bare values, amounts in cents, lists as lists of such dictionaries."""
    known: dict[str, Any] = {key: _bare(answer.value) for key, answer in facts.answers.items()}
    return known | {key: [{"id": item.id, **plain(item)} for item in items] for key, items in facts.lists.items()}


def _bare(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return value
    return int(value * 100)


def application(call: Call, rates: Mapping[str, Decimal]) -> Callable[[Plain, date], dict[str, int]]:
    """Return the function that judges and computes an application; ``rates`` are those that the user supplied."""
    areas = call.areas
    rules = [(check(r.when, areas), check(r.require, areas), _forbids(r.forbid, areas), r.each) for r in call.rules]
    refused = [check(rule.when, areas) for rule in call.expenses.refused]
    papers = [check(one.when, areas) for one in call.attachments]
    regimes = [(check(one.when, areas), _rates(one, rates, areas)) for one in call.contribution.regimes]
    cap = min(int(one.amount * 100) for one in call.contribution.caps if one.amount is not None)

    def judge(known: Plain, on: date) -> dict[str, int]:
        lines = known["expenses"]
        admitted = [line for line in lines if not any(rule(known, line) for rule in refused)]
        full = {
            **known,
            "on": on,
            "total.presented": sum(line["amount"] for line in lines),
            "total.admitted": sum(line["amount"] for line in admitted),
        }
        grants = [_grant(full, admitted, shares, cap) for holds, shares in regimes if holds(full, full)]
        full["total.contribution"] = grants[0] if grants else 0
        passed = sum(_passes(full, *rule) for rule in rules)
        due = sum(paper(full, full) for paper in papers)
        return {"passed": passed, "admitted": full["total.admitted"], "contribution": grants[0], "due": due}

    return judge


def _passes(known: Plain, when: Check, require: Check, forbid: Check, each: str | None) -> bool:
    items = known.get(each, ()) if each else (known,)
    return all(not when(known, item) or (require(known, item) and not forbid(known, item)) for item in items)


def _forbids(condition: Condition | None, areas: Mapping[str, Area]) -> Check:
    return check(condition, areas) if condition is not None else lambda known, item: False  # noqa: ARG005


Shares = list[tuple[frozenset[str], int, Check]]


def _rates(regime: Regime, rates: Mapping[str, Decimal], areas: Mapping[str, Area]) -> Shares:
    found = [(one, one.rate if one.rate is not None else rates.get(one.id)) for one in regime.rates]
    return [
        (frozenset(one.categories), int(share * 10_000), check(one.when, areas))
        for one, share in found
        if share is not None
    ]


def _grant(known: Plain, lines: list[Plain], shares: Shares, cap: int) -> int:
    total = 0
    for line in lines:
        for categories, share, when in shares:
            if line["category"] in categories and when(known, line):
                total += line["amount"] * share
                break
    return min(cap, (total + 5_000) // 10_000)


def check(condition: Condition | None, areas: Mapping[str, Area]) -> Check:
    """Return the bare closure of a condition; none holds."""
    match condition:
        case None:
            return lambda known, item: True  # noqa: ARG005
        case Test():
            return _test(condition, areas)
        case All(of=parts):
            every = [check(part, areas) for part in parts]
            return lambda known, item: all(one(known, item) for one in every)
        case AnyOf(of=parts):
            some = [check(part, areas) for part in parts]
            return lambda known, item: any(one(known, item) for one in some)
        case Not(of=part):
            inner = check(part, areas)
            return lambda known, item: not inner(known, item)
        case Each():
            return _each(condition, areas)
        case Measure():
            return _measure(condition, areas)
    raise TypeError(condition)


def _test(test: Test, areas: Mapping[str, Area]) -> Check:
    name, word, wanted = test.fact, test.word, test.value
    if isinstance(wanted, Ref):
        return _comparison(name, _COMPARE[word], wanted)
    if word == "known":
        return lambda known, item: ((item.get(name, known.get(name))) is not None) == wanted
    if word == "is":
        accepted = frozenset(map(_bare, wanted)) if isinstance(wanted, tuple) else frozenset((_bare(wanted),))
        return lambda known, item: _among(item.get(name, known.get(name)), accepted)
    if word == "under":
        names = wanted if isinstance(wanted, tuple) else (wanted,)
        places = frozenset().union(*(areas[one].communes for one in names if one in areas))
        starts = tuple(str(one) for one in names if one not in areas) or ("\0",)
        return lambda known, item: _under(item.get(name, known.get(name)), places, starts)
    compare, bound = _COMPARE.get(word, lambda a, b: len(str(a).split()) <= b / 100), _bare(wanted)
    return lambda known, item: (value := item.get(name, known.get(name))) is not None and compare(value, bound)


def _among(value: object, accepted: frozenset[object]) -> bool:
    return not accepted.isdisjoint(value) if isinstance(value, tuple) else value in accepted


def _under(value: object, places: frozenset[str], starts: tuple[str, ...]) -> bool:
    return value in places or str(value).startswith(starts)


def _comparison(name: str, compare: Callable[[Any, Any], bool], ref: Ref) -> Check:
    def holds(known: Plain, item: Plain) -> bool:
        left, right = item.get(name, known.get(name)), item.get(ref.fact, known.get(ref.fact))
        if left is None or right is None:
            return False
        if isinstance(right, int) and ref.times is not None:
            return compare(left, right * int(Decimal(str(ref.times)) * 100) // 100)
        return compare(left, moved(right, ref) if isinstance(right, date) else right)

    return holds


def _each(each: Each, areas: Mapping[str, Area]) -> Check:
    where, the_list, take = check(each.where, areas), each.list, any if each.word == "some" else all
    return lambda known, item: take(where(known, one) for one in item.get(the_list, known.get(the_list, ())))


def _measure(measure: Measure, areas: Mapping[str, Area]) -> Check:
    where, the_list, field, quantity = check(measure.where, areas), measure.list, measure.field, measure.quantity
    tests = [(_COMPARE.get(word, lambda a, b: a == b), wanted) for word, wanted in measure.tests]

    def holds(known: Plain, item: Plain) -> bool:
        found = [one for one in item.get(the_list, known.get(the_list, ())) if where(known, one)]
        if quantity == "count":
            total = 100 * len(found)
        elif quantity == "sum":
            total = sum(one.get(field, 0) for one in found)
        else:
            total = 100 * len({one.get(field) for one in found})
        return all(compare(total, _bound(wanted, known)) for compare, wanted in tests)

    return holds


def _bound(wanted: object, known: Plain) -> Any:
    return known.get(wanted.fact, 0) if isinstance(wanted, Ref) else _bare(wanted)
