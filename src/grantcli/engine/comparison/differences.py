"""What changed: between two versions of a call, and between two outcomes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...i18n import Text, _, say
from ...model.call import Call
from ...model.computing.call_figure import DatedFigure, FactFigure
from ...model.instruments.support import InstrumentOutcome
from ...model.outcome import Outcome
from ...model.walk.call_nouns import nouns_of
from ...money import ZERO
from ...wording.facts import described, item_name, label_of, written
from ...wording.formats import money

_NOT_LAW = frozenset({"amendments"})
_FINER = re.compile(r"way\.|payment\..*\.(?!1$)\d+$")
"""Amounts that say no more than another: of an instrument not taken, of the parts of a payment after the first."""


class Change(NamedTuple):
    """A value that is not the same: its path, before and after (None: not there), the text of what it belongs to.

    ``names`` say before and after in words, where they are codes of the call or have a unit of their own.
    """

    path: str
    before: object
    after: object
    text: Text | None = None
    names: tuple[Text | None, Text | None] = (None, None)


def call_changes(before: Call, after: Call, days: tuple[date, date] | None = None) -> list[Change]:
    """Return every value in which two versions of a call differ, nodes with an id matched by it.

    Paths are those of the call's file: ``deadlines[MAR-4.3-2].at``. A node that came or went is one change. With the
    ``days`` of the two, so is a dated figure that is another on the second: what holds on each of them.
    """
    return list(_compare("", before, after, None, days))


def days_of_figures(call: Call) -> list[date]:
    """Return the days from which the dated figures of a call hold."""
    return sorted(
        {one.since for _steps, dated in nouns_of(call) if isinstance(dated, DatedFigure) for one in dated.values}
    )


def _compare(
    path: str, before: object, after: object, text: Text | None, days: tuple[date, date] | None
) -> Iterator[Change]:
    if days is not None and isinstance(before, DatedFigure) and isinstance(after, DatedFigure):
        before, after = _held(before, days[0]), _held(after, days[1])
    if before == after and (days is None or (not isinstance(after, (tuple, Mapping)) and not is_dataclass(after))):
        return
    pairs = _children(before, after)
    if pairs is None:
        if before != after:
            yield Change(path, before, after, text)
        return
    for step, old, new in pairs:
        inner = f"{path}{step}" if path or not step.startswith(".") else step[1:]
        yield from _compare(inner, old, new, _text_of(new) or _text_of(old) or text, days)


def _held(dated: DatedFigure, day: date) -> Decimal | str | None:
    """Return the figure that holds on a day, or the name of the fact that gives it."""
    value = next((one.value for one in reversed(dated.values) if one.since <= day), None)
    return value.fact if isinstance(value, FactFigure) else value


def _text_of(node: object) -> Text | None:
    if not is_dataclass(node):
        return None
    return next((text for name in ("text", "title", "label") if (text := getattr(node, name, None))), None)


def _children(before: object, after: object) -> list[tuple[str, object, object]] | None:
    """Return the parts of two nodes of one kind side by side; None where they are values."""
    if is_dataclass(before) and type(before) is type(after):
        names = [one.name for one in fields(before) if one.name not in _NOT_LAW]
        return [(f".{name}", getattr(before, name), getattr(after, name)) for name in names]
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return [(f".{key}", before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after))]
    if isinstance(before, tuple) and isinstance(after, tuple):
        old, new = _keyed(before), _keyed(after)
        if old is not None and new is not None:
            return [(f"[{key}]", old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new))]
        if len(before) == len(after) and any(map(is_dataclass, before)):
            return [(f"[{n}]", *pair) for n, pair in enumerate(zip(before, after, strict=True))]
    return None


def _keyed(nodes: tuple[object, ...]) -> dict[str, object] | None:
    """Return nodes by id; None where they have none."""
    if not all(hasattr(node, "id") for node in nodes):
        return None
    return {str(getattr(node, "id", "")): node for node in nodes}


def outcome_changes(before: Outcome, after: Outcome) -> list[Change]:
    """Return what came out differently: verdict, track, findings, amounts, attachments, dates, what is missing."""
    old, new = dict(_picture(before)), dict(_picture(after))
    texts = {**_texts(before), **_texts(after)}
    names, later = _names(before), _names(after)
    return [
        Change(path, old.get(path), new.get(path), texts.get(path), (names.get(path), later.get(path)))
        for path in dict.fromkeys((*old, *new))
        if old.get(path) != new.get(path)
    ]


def _names(outcome: Outcome) -> dict[str, Text]:
    """Return values of an outcome in words: of its call's regimes and tracks by title, what is computed by its unit."""
    regimes = {one.id: one.title for one in outcome.contribution.regimes}
    tracks = {one.id: one.text for one in outcome.call.tracks}
    named = {"regime": regimes.get(outcome.contribution.regime or ""), "track": tracks.get(outcome.track or "")}
    for one in outcome.computed:
        if one.value is not None:
            named[f"amounts.computed.{one.key}"] = written(one.value, described(one.key, outcome.vocabulary))
    for path, amount in amounts_of(outcome):
        if amount is not None and _is_guessed(path, outcome):
            named[f"amounts.{path}"] = _("{amount} (stima)").format(amount=money(amount))
        elif amount is None and path.startswith("payment."):  # it is there: one that is not has no path
            named[f"amounts.{path}"] = _("non calcolabile")
    return {path: text for path, text in named.items() if text is not None}


def _is_guessed(path: str, outcome: Outcome) -> bool:
    """Return whether an amount of aid is an estimate: of one regime or instrument its own, else that of the whole."""
    whole, _dot, ident = path.partition(".")
    contribution = outcome.contribution
    if whole == "regime":
        return any(one.id == ident and one.status == "estimate" for one in contribution.regimes)
    if whole in ("contribution", "net", "partner", "payment", "withheld"):
        return contribution.status == "estimate"
    support = contribution.support
    if support is None:
        return False
    if whole in ("instrument", "kept"):
        return any(one.id == ident and one.status == "estimate" for one in support.instruments)
    return whole in ("repaid", "support", "own_funds") and support.status == "estimate"


def _picture(outcome: Outcome) -> Iterator[tuple[str, object]]:
    """Yield what an outcome says, flat: path and value."""
    yield "verdict", outcome.verdict
    yield "unfunded", outcome.unfunded
    yield "track", outcome.track
    yield "regime", outcome.contribution.regime
    yield "contribution_status", outcome.contribution.status
    yield from ((f"amounts.{path}", amount) for path, amount in amounts_of(outcome) if not _FINER.match(path))
    yield from ((f"findings.{finding.id}", finding.verdict) for finding in outcome.findings)
    yield from ((f"lines.{line.id}", line.verdict) for line in outcome.expenses.lines)
    yield from ((f"attachments.{one.id}", one.due) for one in outcome.attachments)
    yield from ((f"deadlines.{one.id}", one.at) for one in outcome.deadlines)
    yield from ((f"missing.{key}", True) for key in outcome.missing)


def _texts(outcome: Outcome) -> dict[str, Text]:
    return {
        **{f"findings.{finding.id}": finding.text for finding in outcome.findings},
        **{f"lines.{line.id}": line.description for line in outcome.expenses.lines},
        **{f"amounts.line.{line.id}": line.description for line in outcome.expenses.lines},
        **{f"amounts.regime.{regime.id}": regime.title for regime in outcome.contribution.regimes},
        **{f"attachments.{one.id}": one.title for one in outcome.attachments},
        **_texts_of_aid(outcome),
        **{f"deadlines.{one.id}": one.text for one in outcome.deadlines},
        **{f"missing.{key}": label_of(key, outcome.vocabulary) for key in outcome.missing},
        **{f"amounts.computed.{one.key}": label_of(one.key, outcome.vocabulary) for one in outcome.computed},
        **{f"amounts.withheld.{step.rule}": step.text for step in outcome.contribution.withheld},
        **{
            f"amounts.partner.{one.partner}": item_name(one.partner, outcome.facts)
            for one in outcome.contribution.partners
        },
    }


def _texts_of_aid(outcome: Outcome) -> dict[str, Text]:
    """Return what the amounts of instruments and payments are called."""
    found: dict[str, Text] = {}
    for one in _instruments(outcome):
        label = say(one.label)
        found[f"amounts.instrument.{one.id}"] = label
        found[f"amounts.kept.{one.id}"] = _("{label}: non si restituisce").format(label=label)
        found[f"amounts.equivalent.{one.id}"] = _("{label}: equivalente sovvenzione lordo").format(label=label)
    for paid in (payment for schedule in outcome.payments for payment in schedule.payments):
        found[f"amounts.payment.{paid.id}"] = paid.text
        found[f"amounts.payment.{paid.id}.1"] = _("{label}: la prima quota").format(label=say(paid.text))
    return found


def amounts_of(outcome: Outcome) -> Iterator[tuple[str, Decimal | None]]:
    """Yield every amount of an outcome (euro; the score in points) by the path that cases name it by."""
    yield "presented", outcome.expenses.presented
    yield "admitted", outcome.expenses.admitted
    yield "contribution", outcome.contribution.amount
    yield "score", outcome.scoring.points
    for regime in outcome.contribution.regimes:
        yield f"regime.{regime.id}", regime.amount
    for line in outcome.expenses.lines:
        yield f"line.{line.id}", line.admitted
    for share in outcome.contribution.partners:
        yield f"partner.{share.partner}", share.amount
    yield from _of_support(outcome)
    if outcome.call.contribution.withheld:
        yield "net", outcome.contribution.net
    yield from _paid(outcome)
    yield from ((f"withheld.{step.rule}", step.amount) for step in outcome.contribution.withheld)
    for one in outcome.computed:
        if one.value is None or isinstance(one.value, Decimal):
            yield f"computed.{one.key}", one.value
        elif isinstance(one.value, Fraction):
            yield f"computed.{one.key}", round(Decimal(one.value.numerator) / Decimal(one.value.denominator), 12)


def _paid(outcome: Outcome) -> Iterator[tuple[str, Decimal | None]]:
    """Yield the payments, those that come in several parts with these by number."""
    for schedule in outcome.payments:
        for payment in schedule.payments:
            yield f"payment.{payment.id}", payment.amount
            parts = payment.parts if len(payment.parts) > 1 else ()
            yield from ((f"payment.{payment.id}.{i}", part.amount) for i, part in enumerate(parts, 1))


def _instruments(outcome: Outcome) -> tuple[InstrumentOutcome, ...]:
    support = outcome.contribution.support
    return () if support is None else support.instruments


def _of_support(outcome: Outcome) -> Iterator[tuple[str, Decimal | None]]:
    """Yield the amounts of the instruments, and their sums; of one that does not apply nothing (0)."""
    support = outcome.contribution.support
    for one in _instruments(outcome):
        given = one.applies is not False
        yield f"instrument.{one.id}", one.amount if given else ZERO
        yield f"way.{one.id}", one.amount
        yield f"kept.{one.id}", one.kept if given else ZERO
        yield f"equivalent.{one.id}", one.equivalent if given else ZERO
    if support is not None:
        yield "repaid", support.repaid
        yield "support", support.support
        yield "own_funds", support.own_funds
        yield "equivalent", support.equivalent
