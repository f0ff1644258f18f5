"""Facts that follow from other facts: places of a commune, size and difficulty of a firm, each with its reason."""

from collections.abc import Iterator, Mapping
from datetime import date

from ..i18n import _
from ..model.fact import Vocabulary
from ..model.facts import Answer, Facts
from .size import SizeResult, size_of

SOURCES: Mapping[str, tuple[str, ...]] = {
    "company.size": ("company.years", "company.links", "company.declared_size"),
}
"""Derived key to the facts that can be asked for it, the most telling first."""


def derive(facts: Facts, vocabulary: Vocabulary, on: date) -> Facts:  # noqa: ARG001
    """Return ``facts`` with the derived answers added, for the applicant and for each partner; never overwritten."""
    told = _told(facts, on)
    partners = facts.lists.get("partners")
    if partners:
        told = told.with_list("partners", tuple(_told(partner, on) for partner in partners))
    return told


def _told(facts: Facts, on: date) -> Facts:
    fresh = {key: answer for key, answer in _company(facts, on) if key not in facts.answers}
    return facts.with_answers(fresh) if fresh else facts


def _company(facts: Facts, on: date) -> Iterator[tuple[str, Answer]]:
    declared = facts.answers.get("company.declared_size")
    if not facts.lists.get("company.years"):
        if declared is not None:
            yield "company.size", declared._replace(note=_("dimensione dichiarata, non calcolata"))
        return
    result = size_of(facts, on)
    if result.size is None:
        return
    note = _size_note(result)
    yield "company.size", Answer(result.size, "derived", note)
    if declared is not None:
        yield "company.size_agrees", Answer(declared.value == result.size, "derived", note)


def _size_note(result: SizeResult) -> str:
    years = ", ".join(str(year.year) for year in result.years[-2:])
    return _("calcolata dai dati degli esercizi {years} ({cite})").format(years=years, cite=result.cite)
