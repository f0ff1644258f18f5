"""Lint of flat-rate categories: their line is computed, so nobody can answer what rates and caps would ask of it."""

from collections.abc import Iterator

from ...i18n import _
from ...model.contribution import Bonus, Cap, Rate, Regime
from ...model.instruments.instrument import Instrument
from ...model.walk.call_nouns import Steps
from ..call.address_problem import AddressProblem
from .aid_forms import named_within
from .subject import Check, Linted

_HAS = frozenset({"category", "description", "partner"})
"""What a computed line does have."""


def check_flat_lines(linted: Linted) -> Iterator[AddressProblem]:
    """Rates, bonuses and caps that look at fields of the expenses leave flat-rate categories out."""
    call, vocabulary = linted.call, linted.edition.vocabulary
    flats = frozenset(one.id for one in call.expenses.categories if one.flat is not None)
    lacks = {key.removeprefix("expenses[].") for key in vocabulary if key.startswith("expenses[].")} - _HAS
    lacks -= {key for key in vocabulary if "[]" not in key}
    parts: list[tuple[Steps, Rate | Bonus | Cap, frozenset[str]]] = []
    for at, regime in enumerate(call.contribution.regimes):
        parts += _parts(("contribution", "regimes", at), regime, flats)
    parts += [(("contribution", "caps", at), cap, flats) for at, cap in enumerate(call.contribution.caps)]
    for at, one in enumerate(call.instruments):
        if one.base.instrument is None and one.base.amount is None and one.form != "interest":
            parts += _parts(("instruments", at), one, flats & set(one.base.categories or flats))
    for steps, part, about in parts:
        yield from _asking_of(steps, part, about & set(part.categories or about), lacks)


def _parts(
    steps: Steps, whole: Regime | Instrument, flats: frozenset[str]
) -> Iterator[tuple[Steps, Rate | Bonus | Cap, frozenset[str]]]:
    """Yield what looks at lines, with the flat-rate categories that come to it: the first rate that fits is taken."""
    left = flats
    for at, rate in enumerate(whole.rates):
        yield (*steps, "rates", at), rate, left
        left = left - set(rate.categories or left) if rate.when is None else left
    yield from (((*steps, "bonuses", at), bonus, flats) for at, bonus in enumerate(whole.bonuses))
    yield from (((*steps, "caps", at), cap, flats) for at, cap in enumerate(whole.caps))


def _asking_of(
    steps: Steps, part: Rate | Bonus | Cap, about: frozenset[str], lacks: set[str]
) -> Iterator[AddressProblem]:
    named = [*named_within(part)]
    if isinstance(part, Cap) and part.each is not None:
        named.append(("each", part.each.removeprefix("expenses.")))
    for key, name in named if about else ():
        if name in lacks:
            text = _("«{fact}» è un campo delle spese, che una spesa a forfait («{category}») non ha")
            said = text.format(fact=name, category=min(about))
            yield AddressProblem((*steps, key), "flat_has_no_field", said, _("dire le categorie: categories: […]"))


FLAT_CHECKS: tuple[Check, ...] = (check_flat_lines,)
