"""The forms of aid of a call as its text gives them: instruments with base, rates and terms, ways, joint ceilings."""

from collections.abc import Callable, Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, plural, say
from ..model.call import Call
from ..model.computing.call_figure import NumberFigure, fixed
from ..model.contribution import Rate
from ..model.instruments.instrument import Alternatives, Instrument, InstrumentBase, SupportCap
from ..model.instruments.terms import Terms
from ..model.vocabulary import Vocabulary
from ..wording.aid_forms import form_word
from ..wording.figures import figure_words
from ..wording.formats import listing, money, number, percent
from ..wording.provenance import status_word
from .layout import Screen, aside, entry, heading
from .terms import bonus_words, cap_lines, rate_words, tier_words


def instruments(call: Call, console: Console, vocabulary: Vocabulary) -> Screen:
    """Show what the aid is beside the regimes, form by form; nothing of a call without instruments."""
    if not call.instruments:
        return
    yield heading(_("Le forme dell'aiuto"), str(len(call.instruments)))
    for one in call.instruments:
        yield entry(console, _mark(one.status), *_instrument(one, call, vocabulary))
    for ways in call.alternatives:
        yield entry(console, _mark(ways.status), *_ways(ways, call))
    for cap in call.together:
        yield entry(console, _mark(cap.status), *_ceiling(cap, call, vocabulary))
    if call.reference_rate is not None:
        words = _("Tasso di riferimento: {rate}").format(rate=_reference(call.reference_rate, vocabulary))
        yield entry(console, _mark(call.reference_rate.status), Text(words), aside(call.reference_rate.cite))


def _mark(status: str) -> str:
    return "undetermined" if status == "missing" else "info"


def _instrument(one: Instrument, call: Call, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    yield Text.assemble((say(one.label), "bold"), f"  {form_word(one.form)}")
    yield aside(one.id, one.cite, status_word(one.status))
    base = _base(one.base, call, vocabulary)
    if one.rate is not None:
        yield Text(_("{rate} di: {base}").format(rate=figure_words(one.rate, percent, vocabulary), base=base))
    elif not (one.rates or one.tiers or one.tiers_table) and one.form != "interest":
        yield Text(_("tutto: {base}").format(base=base))
    for rate in one.rates:
        yield Text(rate_words(rate, vocabulary))
    for tier in one.tiers:
        yield Text(tier_words(tier, vocabulary))
    for bonus in one.bonuses:
        yield Text(bonus_words(bonus, vocabulary))
    for cap in one.caps:
        yield from cap_lines(cap, vocabulary)
    if one.terms is not None:
        yield Text(_terms(one.terms, vocabulary))
    for rate in one.not_repaid:
        yield Text(_("non si restituisce: {rate}").format(rate=rate_words(rate, vocabulary)))


def _base(base: InstrumentBase, call: Call, vocabulary: Vocabulary) -> str:
    """Say what an instrument is reckoned on."""
    if base.instrument is not None:
        return _name(base.instrument, call)
    if base.amount is not None:
        return figure_words(base.amount, money, vocabulary)
    if base.categories:
        return _("costo ammesso di {categories}").format(categories=listing(base.categories))
    return _("costo ammesso")


def _terms(terms: Terms, vocabulary: Vocabulary) -> str:
    """Say the terms of a loan: how long, how often, at which rate, how long with interest alone."""
    said = [
        *_so_many(terms.years, lambda n: plural("{n} anno", "{n} anni", n), vocabulary),
        *_so_many(terms.months, lambda n: plural("{n} mese", "{n} mesi", n), vocabulary),
        *_so_many(terms.instalments, lambda n: plural("{n} rata l'anno", "{n} rate l'anno", n), vocabulary),
    ]
    if terms.rate is not None:
        said.append(_("al {rate} annuo").format(rate=figure_words(terms.rate, percent, vocabulary)))
    grace = [
        *_so_many(terms.grace_years, lambda n: plural("{n} anno", "{n} anni", n), vocabulary),
        *_so_many(terms.grace_months, lambda n: plural("{n} mese", "{n} mesi", n), vocabulary),
    ]
    if grace:
        said.append(_("di cui di preammortamento {span}").format(span=listing(grace)))
    return ", ".join(said)


def _so_many(figure: NumberFigure | None, words: Callable[[int], str], vocabulary: Vocabulary) -> list[str]:
    """Return a figure with its unit, singular or plural; nothing where the call gives none."""
    if figure is None:
        return []
    known = fixed(figure)
    return [words(1 if known == 1 else 2).format(n=figure_words(figure, number, vocabulary))]


def _ways(ways: Alternatives, call: Call) -> Iterator[RenderableType]:
    take = {
        "greater": _("vale la via che dà di più"),
        "smaller": _("vale la via che dà di meno"),
        "chosen": _("la sceglie chi fa domanda"),
    }
    yield Text(say(ways.text))
    yield aside(ways.id, take[ways.take], ways.cite, status_word(ways.status))
    for way in ways.ways:
        yield Text(f"{say(way.text) or way.id}: {listing([_name(name, call) for name in way.of])}")


def _ceiling(cap: SupportCap, call: Call, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    sizes = [figure_words(cap.share, percent, vocabulary)] if cap.share is not None else []
    sizes += [figure_words(cap.amount, money, vocabulary)] if cap.amount is not None else []
    yield Text(say(cap.text))
    counted = _("in equivalente sovvenzione") if cap.counts == "equivalent" else ""
    of = listing([_name(name, call) for name in cap.of])
    yield aside(cap.id, _("al più {amount}").format(amount=", ".join(sizes)), counted, of, cap.cite)


def _reference(rate: Rate, vocabulary: Vocabulary) -> str:
    return figure_words(rate.rate, percent, vocabulary) if rate.rate is not None else _("manca nel testo")


def _name(ident: str, call: Call) -> str:
    labels = {one.id: say(one.label) for one in call.instruments}
    return labels.get(ident, _("contributo dei regimi"))
