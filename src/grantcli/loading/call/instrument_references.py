"""Instruments of a call that must lead somewhere: their bases, the ways between them, joint ceilings, their forms."""

from collections.abc import Iterator

from ...i18n import _
from ...model.call import Call
from ...model.contribution import Bonus, Cap, Rate
from ...model.expense import Limit
from ...model.instruments.instrument import METHOD_FIGURES, Alternatives, Instrument, SupportCap
from ...model.instruments.payments import CONTRIBUTION
from ...model.walk.call_nouns import Steps
from ..conditions.names import ConditionNames
from ..parser.suggestions import did_you_mean
from .address_problem import AddressProblem
from .addresses import of_kind


def instrument_problems(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    """Yield what of the instruments leads nowhere, or cannot work."""
    for index, instrument in enumerate(call.instruments):
        steps: Steps = ("instruments", index)
        yield from _base(instrument, call, steps)
        yield from _on_cost(instrument, steps)
        yield from _form(instrument, steps)
        yield from _terms(instrument, steps)
    yield from _circles(call)
    yield from _ways(call, names)
    known = {one.id for one in call.instruments}
    for steps, cap in of_kind(call, SupportCap):
        yield from _unknown((*steps, "of"), cap.of, known | {CONTRIBUTION})


def _base(instrument: Instrument, call: Call, steps: Steps) -> Iterator[AddressProblem]:
    base, where = instrument.base, (*steps, "base")
    if sum((bool(base.categories), base.instrument is not None, base.amount is not None)) > 1:
        text = _("la base è una sola: categories, instrument oppure amount")
        yield AddressProblem(where, "two_bases", text)
    known = {one.id for one in call.expenses.categories}
    for category in base.categories:
        if category not in known:
            text = _("il bando non ha la categoria «{id}»").format(id=category)
            yield AddressProblem((*where, "categories"), "unknown_category", text, did_you_mean(category, known))
    if base.instrument is not None:
        yield from _unknown((*where, "instrument"), (base.instrument,), {one.id for one in call.instruments})


def _unknown(steps: Steps, named: tuple[str, ...], known: set[str]) -> Iterator[AddressProblem]:
    for name in named:
        if name not in known:
            text = _("il bando non ha lo strumento «{id}»").format(id=name)
            yield AddressProblem(steps, "unknown_instrument", text, did_you_mean(name, known))


def _on_cost(instrument: Instrument, steps: Steps) -> Iterator[AddressProblem]:
    """Categories, partners and lines mean something only on the admitted cost."""
    on_amount = instrument.base.instrument is not None or instrument.base.amount is not None
    if not on_amount and instrument.form != "interest":
        return
    hint = _("la base è un importo: categorie, partner e righe valgono solo sul costo ammesso")
    for inner, noun in of_kind(instrument, Rate, Bonus, Cap, Limit):
        if isinstance(noun, Limit):
            looks = on_amount
        else:
            by_item = isinstance(noun, Cap) and (noun.of != "project" or noun.each is not None)
            looks = by_item or bool(noun.categories)
        if looks:
            text = _("«{id}» guarda le spese, e lo strumento non si calcola su di esse").format(id=noun.id)
            yield AddressProblem((*steps, *inner), "not_on_cost", text, hint)


def _form(instrument: Instrument, steps: Steps) -> Iterator[AddressProblem]:
    only: tuple[tuple[str, tuple[str, ...], bool], ...] = (
        ("not_repaid", ("loan",), bool(instrument.not_repaid)),
        ("not_repaid_most", ("loan",), instrument.not_repaid_most is not None),
        ("worth", ("deduction",), instrument.worth is not None),
        ("terms", ("loan", "interest", "guarantee"), instrument.terms is not None),
        ("equivalent", ("loan", "interest", "guarantee", "equity"), instrument.equivalent is not None),
    )
    for key, forms, written in only:
        if written and instrument.form not in forms:
            text = _("«{key}» vale solo per la forma {form}: questa è {own}")
            said = text.format(key=key, form=", ".join(forms), own=instrument.form)
            yield AddressProblem((*steps, key), "wrong_form", said)
    for at, limit in enumerate(instrument.limits):
        if limit.base == "contribution":
            text = _("un limite di un regime guarda la spesa: la quota del contributo va in expenses.limits")
            yield AddressProblem((*steps, "limits", at, "base"), "limit_on_contribution", text)


def _terms(instrument: Instrument, steps: Steps) -> Iterator[AddressProblem]:
    """A loan has a length, a number of instalments and a rate; a method the figures that it works with."""
    terms, method = instrument.terms, instrument.equivalent
    if terms is None and instrument.form == "interest":
        text = _("gli interessi si calcolano su un piano: servono durata, rate e tasso (terms)")
        yield AddressProblem(steps, "terms_incomplete", text)
    if terms is not None:
        lacking = [name for name in ("instalments", "rate") if getattr(terms, name) is None]
        lacking += ["years"] if terms.years is None and terms.months is None else []
        if lacking:
            text = _("al piano manca: {keys}").format(keys=", ".join(lacking))
            hint = _("un prestito senza interessi ha rate: 0")
            yield AddressProblem((*steps, "terms"), "terms_incomplete", text, hint if "rate" in lacking else "")
    needed = () if method is None else METHOD_FIGURES[method.method]
    lacking = [name for name in needed if getattr(method, name) is None]
    if lacking:
        text = _("al metodo {method} manca: {keys}")
        said = text.format(method="" if method is None else method.method, keys=", ".join(lacking))
        yield AddressProblem((*steps, "equivalent"), "method_incomplete", said)


def _circles(call: Call) -> Iterator[AddressProblem]:
    """Yield each instrument that is reckoned, in the end, on itself."""
    bases = {one.id: one.base.instrument for one in call.instruments}
    for index, instrument in enumerate(call.instruments):
        way, ahead = [instrument.id], bases[instrument.id]
        while ahead is not None and ahead not in way:
            way.append(ahead)
            ahead = bases.get(ahead)
        if ahead == instrument.id:
            text = _("il calcolo gira in tondo: {facts}").format(facts=" → ".join([*way, instrument.id]))
            yield AddressProblem(("instruments", index, "base", "instrument"), "circular_instruments", text)


def _ways(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    known = {one.id for one in call.instruments}
    seen: set[str] = set()
    for steps, alternatives in of_kind(call, Alternatives):
        yield from _chosen_by(steps, alternatives, names)
        for at, way in enumerate(alternatives.ways):
            where = (*steps, "ways", at, "of")
            yield from _unknown(where, way.of, known)
            for name in way.of:
                if name in seen:
                    text = _("«{id}» sta già in un'altra via").format(id=name)
                    yield AddressProblem(where, "two_ways", text)
                seen.add(name)


def _chosen_by(steps: Steps, alternatives: Alternatives, names: ConditionNames) -> Iterator[AddressProblem]:
    """The applicant chooses by the answer to a question whose choices are the ways; a sum needs no question."""
    if alternatives.take != "chosen":
        return
    found = names.find(alternatives.by, "") if alternatives.by else None
    codes = set((found.fact.choices or {}) if found is not None and found.fact.kind == "choice" else ())
    ways = {way.id for way in alternatives.ways}
    if codes != ways:
        text = _("chi sceglie risponde a un fatto di tipo choice, con una risposta per via: {ways}")
        said = text.format(ways=", ".join(way.id for way in alternatives.ways))
        yield AddressProblem((*steps, "by"), "not_chosen_by", said)
