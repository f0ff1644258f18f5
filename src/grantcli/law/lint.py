"""A call's official figures against the law that it names: rates above a ceiling, caps above a threshold."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from ..i18n import _
from ..model.call import Call, Edition
from ..model.computing.call_figure import fixed
from ..model.condition import All, Any, Condition, Not, Test, parts
from ..model.contribution import Bonus, Cap, Rate, Regime
from ..model.instruments.instrument import KEPT_WHOLE, Instrument
from ..model.walk.call_nouns import conditions_of
from ..problem import Place, Problem
from ..wording.formats import day, money, percent
from .figures import SIZES, Size
from .gber import MAP_2022, IntensityCeiling, ceiling, regional_share, tells, threshold

EVERY: Final = frozenset(SIZES)
SMES: Final = frozenset(SIZES[:3])


def lint_rates(edition: Edition) -> list[Problem]:
    """Return a warning for each official rate or cap above what the article it names allows, with both figures.

    A rate is looked at for every size that it can reach; where nothing says the size, for SMEs. Bonuses count with
    it. The text of the law is that of the day the regime begins, or the call is published. Shares of an article that
    our tables do not hold are left alone; a day that they do not tell of is said. The ceiling is that of the zone that
    the rate, its regime or the call names (``zone_of_aid``); where none is named and places matter, nothing is said
    that another zone could allow.
    """
    place = Place(f"{edition.folder}/call.yaml")
    call = edition.call
    alike = [(f"contribution.regimes[{regime.id}]", regime) for regime in call.contribution.regimes]
    alike += [(f"instruments[{one.id}]", one.reckoned()) for one in call.instruments if _by_intensity(one)]
    return list(dict.fromkeys(problem for path, regime in alike for problem in _regime(call, regime, path, place)))


def _by_intensity(one: Instrument) -> bool:
    """Return whether the rates of an instrument are shares of cost that is aid: not those of loans and guarantees."""
    on_cost = one.base.instrument is None and one.base.amount is None
    return on_cost and one.form in KEPT_WHOLE and one.form != "interest"


def _regime(call: Call, regime: Regime, path: str, place: Place) -> Iterator[Problem]:
    known = [day for day in (regime.valid_from, call.published) if day is not None]
    on = max(known, default=call.checked)
    if on is None:
        return
    for number, rate in enumerate(regime.rates):
        article = rate.article or _article(call, rate.categories)
        if fixed(rate.rate) is None or rate.status != "official" or article is None:
            continue
        reached = sizes_of(rate.when) if _tells_size(rate.when) else SMES
        left = reached - _taken(regime.rates[:number], rate)
        yield from _rate(call, regime, rate, article, left, on, f"{path}.rates[{rate.id}].rate", place)
    yield from _caps(regime.caps, path, on, place)
    yield from _caps(call.contribution.caps, "contribution", on, place)


def _rate(
    call: Call, regime: Regime, rate: Rate, article: str, sizes: frozenset[Size], on: date, path: str, place: Place
) -> Iterator[Problem]:
    named = rate.zone_of_aid or regime.zone_of_aid or call.zone_of_aid
    if tells(article, on) is False:
        text = _("non si conosce il massimale dell'art. {article} al {day}: l'aliquota non è confrontata")
        said = text.format(article=article, day=day(on))
        yield Problem(place, path, said, kind="no_ceiling_known", warning=True)
        return
    for size in SIZES:
        allowed = _allowed(call, rate, article, size, on, named) if size in sizes else None
        given = _with_bonuses(regime, rate, size)
        if allowed is None or given <= allowed.most:
            continue
        text = _("il {given} per la {size} impresa supera il {allowed} di {cite}").format(
            given=percent(given), size=_size_word(size), allowed=percent(allowed.most), cite=allowed.cite
        )
        if named is not None:
            text += f" ({_zone_words(named)})"
        yield Problem(place, path, text, kind="above_ceiling", warning=True)


def _allowed(call: Call, rate: Rate, article: str, size: Size, on: date, named: str | None) -> IntensityCeiling | None:
    """Return the ceiling of the zone named; with none named the highest of any zone where places matter."""
    if named is not None:
        return ceiling(article, size, on, zone="" if named == "none" else named)
    if article == "14":
        return None
    return ceiling(article, size, on, zone="a" if _in_an_area(rate.when) or _speaks_of_places(call) else "")


def _zone_words(named: str) -> str:
    words = {"none": _("fuori dalle zone assistite"), "sulcis": _("zona «a», Sulcis")}
    found = regional_share(named, MAP_2022[0]) or regional_share(named, MAP_2022[1])
    if named in words:
        return words[named]
    return _("zona «{zone}»").format(zone=named if found is None else f"{found.zone}, {named}")


def _speaks_of_places(call: Call) -> bool:
    return any(
        isinstance(part, Test) and (part.fact.endswith((".region", ".province")) or _in_an_area(part))
        for part in conditions_of(call)
    )


def _size_word(size: Size) -> str:
    return {"micro": _("micro"), "small": _("piccola"), "medium": _("media"), "large": _("grande")}[size]


def _caps(caps: Iterable[Cap], path: str, on: date, place: Place) -> Iterator[Problem]:
    for cap in caps:
        limit = threshold(cap.article, on) if cap.article and cap.status == "official" and not cap.least else None
        amount = fixed(cap.amount)
        if limit is None or amount is None or amount <= limit.amount:
            continue
        text = _("il massimo di {given} supera la soglia di {limit} di {cite}").format(
            given=money(amount), limit=money(limit.amount), cite=limit.cite
        )
        yield Problem(place, f"{path}.caps[{cap.id}].amount", text, kind="above_threshold", warning=True)


def _article(call: Call, categories: tuple[str, ...]) -> str | None:
    articles = {
        category.article for category in call.expenses.categories if not categories or category.id in categories
    }
    return articles.pop() if len(articles) == 1 else None


def _taken(before: Sequence[Rate], rate: Rate) -> frozenset[Size]:
    """Return the sizes that earlier rates take away for good: those that ask of the size and of nothing else."""
    taken: frozenset[Size] = frozenset()
    for other in before:
        covers = not other.categories or (set(rate.categories) and set(rate.categories) <= set(other.categories))
        if covers and _only_size(other.when):
            taken |= sizes_of(other.when)
    return taken


def sizes_of(condition: Condition | None) -> frozenset[Size]:
    """Return the sizes for which a condition may hold; what it asks besides size is taken as holding."""
    if isinstance(condition, Test) and _is_size(condition):
        accepted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        return frozenset(size for size in SIZES if size in accepted)
    if isinstance(condition, All):
        return EVERY.intersection(*(sizes_of(part) for part in condition.of))
    if isinstance(condition, Any):
        return frozenset().union(*(sizes_of(part) for part in condition.of))
    if isinstance(condition, Not) and _only_size(condition.of):
        return EVERY - sizes_of(condition.of)
    return EVERY


def _is_size(test: Test) -> bool:
    return test.fact.endswith("company.size") and test.word == "is"


def _tells_size(condition: Condition | None) -> bool:
    return any(isinstance(part, Test) and _is_size(part) for part in parts(condition))


def _only_size(condition: Condition | None) -> bool:
    return all(
        _is_size(part) if isinstance(part, Test) else isinstance(part, (All, Any, Not)) for part in parts(condition)
    )


def _in_an_area(condition: Condition | None) -> bool:
    return any(
        isinstance(part, Test) and part.word == "under" and not part.fact.endswith("ateco") for part in parts(condition)
    )


def _with_bonuses(regime: Regime, rate: Rate, size: Size) -> Decimal:
    given, most = fixed(rate.rate) or Decimal(0), fixed(regime.ceiling)
    points = (fixed(bonus.points) or Decimal(0) for bonus in regime.bonuses if _adds(bonus, rate, size))
    total = given + sum(points, Decimal(0))
    return total if most is None else min(total, max(most, given))


def _adds(bonus: Bonus, rate: Rate, size: Size) -> bool:
    shared = not bonus.categories or not rate.categories or bool(set(bonus.categories) & set(rate.categories))
    return bonus.status == "official" and shared and size in sizes_of(bonus.when)
