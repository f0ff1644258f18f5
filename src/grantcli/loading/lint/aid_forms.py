"""Lint of instruments: equivalents that could never be known, names of expenses where nothing is reckoned on them."""

from collections.abc import Iterator
from dataclasses import fields

from ...i18n import _
from ...model.call import Call
from ...model.computing.call_figure import DatedFigure, FactFigure, facts_of_figure
from ...model.computing.compute import facts_of_condition
from ...model.condition import All, Any, Each, Measure, Not, Test
from ...model.contribution import Bonus, Rate
from ...model.instruments.instrument import Instrument
from ...model.instruments.terms import Terms
from ...model.walk.call_nouns import Steps
from ..call.address_problem import AddressProblem
from ..call.addresses import of_kind
from .subject import Check, Linted

_CONDITIONS = (All, Any, Not, Test, Each, Measure)


def check_equivalents(linted: Linted) -> Iterator[AddressProblem]:
    """What counts by its gross grant equivalent has one that can be computed: terms, method, reference rate, worth."""
    call = linted.call
    counted = {name for cap in call.together if cap.counts == "equivalent" for name in cap.of}
    for index, one in enumerate(call.instruments):
        lacking = _lacking(one, call)
        if lacking and (one.de_minimis is not None or one.id in counted):
            text = _("conta per il suo equivalente sovvenzione, che non si potrà mai calcolare: manca {key}")
            said = text.format(key=lacking)
            yield AddressProblem(("instruments", index), "equivalent_never_told", said, warning=True)


def _lacking(one: Instrument, call: Call) -> str:
    """Return the key without which the equivalent of an instrument is never known; nothing where it may be."""
    method = None if one.equivalent is None else one.equivalent.method
    if one.form == "deduction":
        return "worth" if one.worth is None else ""
    if one.form not in ("loan", "interest", "guarantee", "equity"):
        return ""
    if method is None and one.form in ("guarantee", "equity"):
        return "equivalent"
    if method != "share" and one.terms is None:
        return "terms"
    discounted = method in (None, "interest", "premium")
    return "reference_rate" if discounted and call.reference_rate is None else ""


def check_reckoned_on(linted: Linted) -> Iterator[AddressProblem]:
    """What is reckoned on an amount looks at no field of expenses or partners.

    So are instruments on an amount, the terms of a loan, the rates of an interest contribution (its terms may differ
    line by line), the share that is not paid back, the reference rate.
    """
    call, vocabulary = linted.call, linted.edition.vocabulary
    fields_ = {key.partition("[].")[2] for key in vocabulary if key.startswith(("expenses[].", "partners[]."))}
    fields_ -= {key for key in vocabulary if "[]" not in key}
    for steps, noun in of_kind((call.instruments, call.reference_rate), Rate, Bonus, Terms):
        whole: Steps = ("reference_rate",) if steps[0] else ("instruments", *steps[1:])
        if not steps[0] and not _on_amount(call.instruments[int(steps[1])], steps[2:], noun):
            continue
        for part, name in named_within(noun):
            if name in fields_:
                text = _("«{fact}» è un campo di spese o partner, e qui si calcola su un importo: non sarà mai noto")
                yield AddressProblem((*whole, part), "field_off_cost", text.format(fact=name))


def _on_amount(instrument: Instrument, steps: Steps, noun: object) -> bool:
    """Tell whether a part of an instrument is reckoned on an amount, not line by line."""
    on_cost = instrument.base.instrument is None and instrument.base.amount is None
    line_by_line = isinstance(noun, Terms) is (instrument.form == "interest")
    return not on_cost or steps[0] == "not_repaid" or not line_by_line


def named_within(noun: object) -> Iterator[tuple[str, str]]:
    """Yield the facts that conditions and figures of a noun name, each with the key it is named under."""
    for part in fields(noun):  # type: ignore[arg-type]
        value = getattr(noun, part.name)
        if isinstance(value, _CONDITIONS):
            yield from ((part.name, name) for name in facts_of_condition(value))
        elif isinstance(value, (FactFigure, DatedFigure)):
            yield from ((part.name, name) for name in facts_of_figure(value))


FORM_CHECKS: tuple[Check, ...] = (check_equivalents, check_reckoned_on)
