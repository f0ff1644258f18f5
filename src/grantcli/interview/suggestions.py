"""Names to complete what is being typed: communes, activities, legal forms, countries, regions."""

from collections.abc import Iterator
from datetime import date

from ..i18n import _
from ..model.vocabulary import Fact
from ..problem import Refusal
from ..registry.activities import ateco_title, edition_on, find_ateco, heirs
from ..registry.countries import countries, country
from ..registry.forms import legal_form, legal_forms
from ..registry.places import commune, regions
from ..registry.search import find_communes
from ..registry.spelling import fold
from ..registry.values import read_value
from ..wording.facts import written

_MOST = 8


def suggestions(fact: Fact, typed: str, on: date) -> Iterator[tuple[str, str]]:
    """Yield texts that may be meant, each with how it is shown; none for kinds without a registry."""
    if not fold(typed):
        return
    if fact.kind == "commune":
        yield from ((str(one), f"{one}  {one.code}") for one in find_communes(typed, _MOST))
    elif fact.kind == "ateco":
        yield from ((code, f"{code}  {title}") for code, title in find_ateco(typed, edition_on(on), _MOST))
    elif fact.kind in ("legal_form", "country", "region"):
        names = _names(fact)
        found = [(code, name) for code, name in names.items() if _fits(typed, code, name)]
        yield from ((name, f"{name}  {code}") for code, name in found[:_MOST])


def _names(fact: Fact) -> dict[str, str]:
    if fact.kind == "legal_form":
        return {code: str(one) for code, one in legal_forms().items()}
    if fact.kind == "country":
        return {code: str(one) for code, one in countries().items()}
    return {code: one.name for code, one in regions().items()}


def _fits(typed: str, code: str, name: str) -> bool:
    words = f" {fold(name)}"
    return f" {fold(typed)}" in words or code.casefold().startswith(typed.strip().casefold())


def named_value(fact: Fact, text: str, on: date) -> tuple[object | None, Refusal | None]:
    """Read an answer; a text that completes to one name only is that name."""
    value, refusal = read_value(fact, text)
    if refusal is None:
        return value, None
    found = list(suggestions(fact, text, on))
    return read_value(fact, found[0][0]) if len(found) == 1 else (None, refusal)


def said(fact: Fact | None, value: object, on: date | None = None) -> str:
    """Say a value in words, a code of a registry by its name, that of the day ``on`` first."""
    name = "" if fact is None else name_of(fact, value, on)
    return name or written(value, fact)


def name_of(fact: Fact, value: object, on: date | None = None) -> str:
    """Return the name of a code from a registry, empty for other kinds."""
    code = str(value)
    if fact.kind == "commune":
        return str(commune(code) or "")
    if fact.kind == "ateco":
        return _activity(code, on)
    if fact.kind == "legal_form":
        return str(legal_form(code) or "")
    if fact.kind == "country":
        found = country(code)
        return str(found) if found else ""
    return regions()[code].name if fact.kind == "region" and code in regions() else ""


def _activity(code: str, on: date | None) -> str:
    """Return a code of ATECO with its title: both titles, where it named another activity until 2024."""
    now, before = ateco_title(code, "2025"), ateco_title(code, "2022") or ateco_title(code, "2007")
    if now and before and code not in heirs(code, "2022", "2025"):
        words = _("{code} {now} (ATECO 2025; fino al 2024: {before})")
        if on is not None and edition_on(on) != "2025":
            words = _("{code} {before} (fino al 2024; ATECO 2025: {now})")
        return words.format(code=code, now=now, before=before)
    return f"{code} {now or before}" if now or before else ""
