"""One fact against words and values, typed by the fact's kind: the leaves of a condition."""

import re
from dataclasses import replace
from typing import Any as Anything
from typing import cast

from ...i18n import _
from ...model.condition import Ref, Test, Word
from ...model.vocabulary import Fact
from ...registry.activities import as_division, editions_of
from ...registry.values import read_value
from ..parser.scalars import read_decimal, read_integer, read_yes_no
from ..parser.suggestions import did_you_mean
from ..parser.tree import Leaf, MappingNode
from .cursor import Spot
from .names import ConditionNames

NUMBERS = frozenset({"money", "percent", "number", "integer"})
DATES = frozenset({"date", "datetime"})
PLACES = frozenset({"commune", "region"})
TEXTS = frozenset({"text", "long_text"})
NUMBER_WORDS = ("at_least", "at_most", "more_than", "less_than")
DATE_WORDS = ("before", "after", "not_before", "not_after")
AGE_WORDS = ("younger_than", "reached")
WORDS = ("is", *NUMBER_WORDS, *DATE_WORDS, *AGE_WORDS, "under", "known", "within_words")
_DATE_FOR_NUMBER = {"at_least": "not_before", "at_most": "not_after", "more_than": "after", "less_than": "before"}
_ATECO = re.compile(r"[A-V]|[0-9]{2}(\.[0-9]{1,2}(\.[0-9]{1,2})?)?")
_REGION = re.compile(r"[0-9]{2}")
REF_KEYS = ("fact", "plus", "at", "times")
PLUS_KEYS = ("days", "months", "years")
MONTH_ENDS = ("first_of_month", "end_of_month", "end_of_year")


def read_tests(name: str, fact: Fact, spot: Spot, names: ConditionNames) -> list[Test]:
    """Return the tests that ``name: node`` means; problems are reported."""
    if not isinstance(spot.node, MappingNode) or "fact" in spot.entries:
        return read_test(name, fact, "is", spot, names)
    if not spot.entries:
        spot.tell(_("manca il valore"), "missing_value")
    made: list[Test] = []
    on = spot.at("on") if "on" in spot.entries and set(AGE_WORDS) & set(spot.entries) else None
    for word in spot.entries:
        if word in AGE_WORDS:
            made += _age(name, fact, word, spot.at(word), on, names)
        elif word == "on" and on is not None:
            continue
        elif word in WORDS:
            made += read_test(name, fact, word, spot.at(word), names)
        else:
            text = _("«{word}» non è una parola di confronto").format(word=word)
            hint = did_you_mean(word, WORDS) or _("ammesse: {words}").format(words=", ".join(WORDS))
            spot.tell_key(word, text, "unknown_word", hint)
    return made


def _age(name: str, fact: Fact, word: str, spot: Spot, on: Spot | None, names: ConditionNames) -> list[Test]:
    """Return the test of an age: ``{younger_than: {years: 35}, on: application.submitted_at}``."""
    before = spot.told()
    if fact.kind not in DATES:
        text = _("«{word}» non si addice a «{fact}» ({kind})").format(word=word, fact=name, kind=fact.kind)
        spot.tell(text, "word_does_not_fit", _("solo per date"))
    if on is not None:
        _check_other(fact, on, names)
    days, months, years = _span(spot)
    if spot.told() > before:
        return []
    ref = Ref(fact="on" if on is None else on.word, days=days, months=months, years=years)
    return [Test(fact=name, word=cast(Word, word), value=ref)]


def read_test(name: str, fact: Fact, word: str, spot: Spot, names: ConditionNames) -> list[Test]:
    """Return the test of ``name`` by one word, in a list that is empty when it has problems."""
    misfit = _misfit(word, fact)
    if misfit:
        text = _("«{word}» non si addice a «{fact}» ({kind})").format(word=word, fact=name, kind=fact.kind)
        spot.tell(text, "word_does_not_fit", misfit)
        return []
    value = _value(fact, word, spot, names)
    return [] if value is None else [Test(fact=name, word=cast(Word, word), value=value)]


def _misfit(word: str, fact: Fact) -> str:
    """Return what to write instead, or nothing when the word fits the kind."""
    kind = fact.kind
    if word == "known" or (word == "is" and kind != "list"):
        return ""
    if word in NUMBER_WORDS:
        if kind in DATES:
            return _("per una data: {word}").format(word=_DATE_FOR_NUMBER[word])
        return "" if kind in NUMBERS else _("solo per numeri e importi")
    if word in DATE_WORDS:
        return "" if kind in DATES else _("solo per date")
    if word == "under":
        return "" if kind in PLACES or kind == "ateco" else _("solo per codici ATECO e luoghi")
    if word == "within_words":
        return "" if kind in TEXTS else _("solo per testi")
    return _("di un elenco si usa count, some, every, sum, distinct o known")


def _value(fact: Fact, word: str, spot: Spot, names: ConditionNames) -> object:
    if word == "known":
        return spot.take(read_yes_no)
    if word == "within_words":
        return spot.take(read_integer)
    if word == "under":
        return _under(fact, spot, names)
    if isinstance(spot.node, MappingNode):
        return _reference(fact, spot, names)
    if _names_a_fact(fact, spot, names):
        return Ref(fact=spot.word.strip())
    return _accepted(fact, spot) if word == "is" else _typed(fact, spot)


def _names_a_fact(fact: Fact, spot: Spot, names: ConditionNames) -> bool:
    """Return whether a number, an amount or a day is given by the name of another fact of its family."""
    if fact.kind not in NUMBERS | DATES or not isinstance(spot.node, Leaf):
        return False
    found = names.find(spot.word.strip(), spot.scope)
    return found is not None and _family(found.fact.kind) == _family(fact.kind)


def _under(fact: Fact, spot: Spot, names: ConditionNames) -> tuple[str, ...] | None:
    before = spot.told()
    for part in spot.each():
        if fact.kind == "ateco":
            _check_activity(part)
        elif part.word not in names.areas and not _REGION.fullmatch(part.word):
            text = _("«{text}» non è un'area del bando né una regione").format(text=part.word)
            part.tell(text, "unknown_area", did_you_mean(part.word, names.areas))
    words = tuple(_division(part.word) if fact.kind == "ateco" else part.word for part in spot.each())
    if not words:
        spot.tell(_("manca il valore"), "missing_value")
    return words if spot.told() == before else None


def _division(word: str) -> str:
    """Return a code as ATECO has it: catalogues write a whole division with noughts («47.00»), which is «47»."""
    return as_division(word) or word


def _check_activity(part: Spot) -> None:
    """Report a code that no edition of ATECO has, and one that is read as a division."""
    division = as_division(part.word)
    if division is not None:
        text = _("«{text}» non è in nessuna edizione di ATECO: si intende la divisione {code}")
        said = text.format(text=part.word, code=division)
        part.reader.tell(part.node.mark, part.path, said, "read_as_division", warning=True)
    elif not _ATECO.fullmatch(part.word) or not editions_of(part.word):
        text = _("«{text}» non è un codice di ATECO 2007, 2022 o 2025").format(text=part.word)
        part.tell(text, "not_an_ateco", _('scrivere per esempio "62" o "63.1"'))


def _accepted(fact: Fact, spot: Spot) -> tuple[object, ...] | None:
    values = [_typed(fact, part) for part in spot.each()]
    if not values:
        spot.tell(_("manca il valore"), "missing_value")
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return None if not flat or None in flat else tuple(flat)


def _typed(fact: Fact, spot: Spot) -> object:
    if not isinstance(spot.node, Leaf):
        spot.tell(_("qui serve un solo valore"), "not_a_value")
        return None
    if spot.node.is_null:
        spot.tell(_("manca il valore"), "missing_value")
        return None
    value, refusal = read_value(replace(fact, at_least=None, at_most=None), spot.node.text)
    if refusal:
        spot.tell(refusal.text, refusal.kind, refusal.hint)
    return value


def _reference(fact: Fact, spot: Spot, names: ConditionNames) -> Ref | None:
    """Return ``{fact: …, plus: …, times: …}`` as a Ref to a fact comparable with ``fact``."""
    before = spot.told()
    for key in spot.entries:
        if key not in REF_KEYS:
            text = _("chiave sconosciuta «{key}»").format(key=key)
            hint = f"plus: {{{key}: …}}" if key in PLUS_KEYS else did_you_mean(key, REF_KEYS)
            spot.tell_key(key, text, "unknown_key", hint)
    if "fact" not in spot.entries:
        spot.tell(_("manca «{key}»").format(key="fact"), "missing_key")
        return None
    _check_other(fact, spot.at("fact"), names)
    days, months, years = _span(spot.at("plus")) if "plus" in spot.entries else (0, 0, 0)
    at = spot.at("at").word if "at" in spot.entries else None
    if at is not None and at not in MONTH_ENDS:
        spot.at("at").tell(
            _("«{word}» non è tra i valori ammessi").format(word=at), "not_a_choice", ", ".join(MONTH_ENDS)
        )
    times = spot.at("times").take(read_decimal) if "times" in spot.entries else None
    if spot.told() > before:
        return None
    return Ref(fact=spot.at("fact").word, days=days, months=months, years=years, at=cast(Anything, at), times=times)


def _check_other(fact: Fact, spot: Spot, names: ConditionNames) -> None:
    found = names.find(spot.word, spot.scope)
    if found is None:
        text = _("fatto sconosciuto «{key}»").format(key=spot.word)
        spot.tell(text, "unknown_fact", did_you_mean(spot.word, names.within(spot.scope)))
    elif _family(found.fact.kind) != _family(fact.kind):
        text = _("«{other}» ({kind}) non si confronta con questo fatto ({mine})")
        said = text.format(other=spot.word, kind=found.fact.kind, mine=fact.kind)
        spot.tell(said, "facts_do_not_compare")


def _family(kind: str) -> str:
    for name, kinds in (("number", NUMBERS), ("date", DATES), ("text", TEXTS)):
        if kind in kinds:
            return name
    return kind


def _span(plus: Spot) -> tuple[int, int, int]:
    """Return the days, months and years of ``{years: 35}``."""
    if not plus.entries or not set(plus.entries) <= set(PLUS_KEYS):
        plus.tell(_("servono days, months o years"), "wrong_plus", "{years: 5}")
        return 0, 0, 0
    days, months, years = (plus.at(key).take(read_integer) if key in plus.entries else 0 for key in PLUS_KEYS)
    return days or 0, months or 0, years or 0
