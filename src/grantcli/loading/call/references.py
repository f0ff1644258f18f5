"""Names inside a call that must lead somewhere: lists, categories, regimes, dates. Checked whenever a call is read."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...i18n import _
from ...model.attachment import Attachment, Sentence
from ...model.call import Call
from ...model.contribution import Bonus, Cap, Rate, Regime, Tier
from ...model.expense import FlatRate, Limit
from ...model.instruments.instrument import Instrument
from ...model.instruments.payments import CONTRIBUTION
from ...model.rule import Rule
from ...model.timeline import After
from ...model.walk.call_nouns import Steps
from ...registry.places import regions
from ..conditions.comparisons import DATES, NUMBERS
from ..conditions.names import ConditionNames
from ..parser.suggestions import did_you_mean
from .address_problem import AddressProblem
from .addresses import of_kind
from .instrument_references import instrument_problems
from .known_in_time import circles, not_known_there
from .silences import wrong_defaults


def _each(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    for steps, noun in of_kind(call, Rule, Attachment, Sentence):
        if noun.each is not None and names.find_list(noun.each, "") is None:
            lists = {key for key in names.within("") if names.find_list(key, "")}
            text = _("«{name}» non è un elenco").format(name=noun.each)
            yield AddressProblem((*steps, "each"), "unknown_list", text, did_you_mean(noun.each, lists))


def _counted_from(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    dates = {key for key, fact in names.vocabulary.items() if fact.kind in DATES and "[]" not in key}
    for steps, after in of_kind(call, After):
        if after.fact not in dates:
            text = _("«{fact}» non è un fatto di tipo data").format(fact=after.fact)
            yield AddressProblem((*steps, "fact"), "unknown_fact", text, did_you_mean(after.fact, dates))


def _per(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    for steps, limit in of_kind(call, Limit):
        found = names.find(limit.per, "") if limit.per else None
        if limit.per and (found is None or found.fact.kind not in {*NUMBERS, "list"}):
            text = _("«{name}» non è un elenco né un numero").format(name=limit.per)
            yield AddressProblem((*steps, "per"), "unknown_fact", text, did_you_mean(limit.per, names.within("")))


def _line_fields(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    """What a limit or a cap looks at in each line is a field of the expenses, of a limit a number."""
    known = {key.removeprefix("expenses[]."): fact for key, fact in names.vocabulary.items() if "expenses[]." in key}
    numbers = {key for key, fact in known.items() if fact.kind in NUMBERS}
    for steps, limit in of_kind(call, Limit):
        if limit.field is not None and limit.field not in numbers:
            text = _("«{field}» non è un numero fra i campi delle spese").format(field=limit.field)
            yield AddressProblem((*steps, "field"), "unknown_field", text, did_you_mean(limit.field, numbers))
    for steps, cap in of_kind(call, Cap):
        if cap.each is not None and cap.each.removeprefix("expenses.") not in known:
            text = _("«{field}» non è un campo delle spese").format(field=cap.each)
            hint = did_you_mean(cap.each, {f"expenses.{key}" for key in known})
            yield AddressProblem((*steps, "each"), "unknown_field", text, hint)


def _categories(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    known = {category.id for category in call.expenses.categories}
    for steps, named in _named_categories(call):
        for category in named:
            if category not in known:
                text = _("il bando non ha la categoria «{id}»").format(id=category)
                yield AddressProblem(steps, "unknown_category", text, did_you_mean(category, known))


def _named_categories(call: Call) -> Iterator[tuple[Steps, tuple[str, ...]]]:
    for steps, paid in of_kind(call, Rate, Bonus, Cap):
        yield (*steps, "categories"), paid.categories
    for steps, flat in of_kind(call, FlatRate):
        yield (*steps, "of"), flat.of
    for steps, limit in of_kind(call, Limit):
        yield (*steps, "of"), limit.of
        yield (*steps, "base"), limit.base if isinstance(limit.base, tuple) else ()


def _estimates(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    regimes = {regime.id for regime in call.contribution.regimes}
    for index, regime in enumerate(call.contribution.regimes):
        if regime.estimates is not None and regime.estimates not in regimes - {regime.id}:
            text = _("il bando non ha il regime «{id}»").format(id=regime.estimates)
            steps = ("contribution", "regimes", index, "estimates")
            yield AddressProblem(steps, "unknown_regime", text, did_you_mean(regime.estimates, regimes))


def _regime_limits(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    for index, regime in enumerate(call.contribution.regimes):
        for at, limit in enumerate(regime.limits):
            if limit.base == "contribution":
                text = _("un limite di un regime guarda la spesa: la quota del contributo va in expenses.limits")
                steps = ("contribution", "regimes", index, "limits", at, "base")
                yield AddressProblem(steps, "limit_on_contribution", text)


def _flats(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    flats = {one.id: one.flat.of for one in call.expenses.categories if one.flat is not None}
    for index, category in enumerate(call.expenses.categories):
        way, ahead = [category.id], list(flats.get(category.id, ()))
        while ahead and category.id not in ahead:
            way.append(ahead.pop(0))
            ahead += [one for one in flats.get(way[-1], ()) if one not in way[1:]]
        if ahead:
            text = _("il forfait di «{id}» si calcola, alla fine, su sé stesso").format(id=category.id)
            yield AddressProblem(("expenses", "categories", index, "flat", "of"), "circular_flats", text)


def _zone(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    try:
        ZoneInfo(call.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        text = _("il fuso orario «{zone}» non esiste").format(zone=call.zone)
        yield AddressProblem(("zone",), "unknown_zone", text, _("per esempio {example}").format(example="Europe/Rome"))


def _regions(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    for index, code in enumerate(call.regions):
        if code not in regions():
            text = _("«{code}» non è il codice ISTAT di una regione (due cifre, come 03)").format(code=code)
            yield AddressProblem(("regions", index), "not_a_region", text)


def _tiers(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    for steps, tier in of_kind(call, Tier):
        if (tier.from_ is None) is (tier.over is None):
            text = _("uno scaglione comincia con from oppure con over")
            hint = _("from: da quell'importo compreso · over: oltre quell'importo")
            yield AddressProblem(steps, "two_starts", text, hint)


def _tables(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    bracketed = {name for name, table in call.tables.items() if table.brackets is not None}
    for steps, regime in of_kind(call, Regime, Instrument):
        if regime.tiers_table is not None and regime.tiers_table not in bracketed:
            text = _("il bando non ha una tabella a scaglioni («brackets») di nome «{id}»").format(
                id=regime.tiers_table
            )
            hint = did_you_mean(regime.tiers_table, bracketed)
            yield AddressProblem((*steps, "tiers_table"), "unknown_table", text, hint)
    for name, table in call.tables.items():
        if table.each is not None and names.find_list(table.each, "") is None:
            text = _("«{name}» non è un elenco").format(name=table.each)
            yield AddressProblem(("tables", name, "each"), "unknown_list", text)
        key = f"{table.each}[].{name}" if table.each else name
        if key in call.facts:
            text = _("«{name}» è già il nome di un fatto").format(name=name)
            yield AddressProblem(("tables", name), "table_is_fact", text)


def _dated_by(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    days = {key.rpartition("[].")[2] for key, fact in names.vocabulary.items() if fact.kind in DATES}
    if call.dated_by is not None and call.dated_by not in days:
        text = _("«{fact}» non è un fatto di tipo data").format(fact=call.dated_by)
        yield AddressProblem(("dated_by",), "unknown_fact", text, did_you_mean(call.dated_by, days))


def _payments(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    """What is paid together is named together: a sum in two groups would be paid twice."""
    groups: dict[str, tuple[str, ...]] = {}
    known = {CONTRIBUTION, *(one.id for one in call.instruments)}
    for index, payment in enumerate(call.payments):
        for name in payment.of:
            if name not in known:
                text = _("il bando non ha lo strumento «{id}»").format(id=name)
                yield AddressProblem(("payments", index, "of"), "unknown_instrument", text, did_you_mean(name, known))
            if groups.setdefault(name, payment.of) != payment.of:
                text = _("«{id}» sta già in un altro gruppo di pagamenti").format(id=name)
                yield AddressProblem(("payments", index, "of"), "two_payments", text)


def _defaults(call: Call, _names: ConditionNames) -> Iterator[AddressProblem]:
    return wrong_defaults(call.facts)


CHECKS: tuple[Callable[[Call, ConditionNames], Iterator[AddressProblem]], ...] = (
    _each,
    _counted_from,
    _per,
    _line_fields,
    _categories,
    _estimates,
    _regime_limits,
    _flats,
    _zone,
    _regions,
    _tiers,
    _tables,
    _dated_by,
    _defaults,
    _payments,
    circles,
    not_known_there,
    instrument_problems,
)


def reference_problems(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    """Yield every name in the call that leads nowhere."""
    for check in CHECKS:
        yield from check(call, names)
