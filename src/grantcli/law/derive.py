"""Facts that follow from other facts: places of a commune, size and difficulty of a firm, each with its reason."""

from collections.abc import Generator, Iterator, Mapping
from datetime import date
from typing import Final, cast

from ..i18n import _
from ..model.facts import Answer, Facts, TwoReadings
from ..model.vocabulary import APPLICANT_KIND, NO_FIRM_YET, Vocabulary
from ..wording.citations import annex_one, article
from ..wording.formats import day
from .deminimis import aids_of, ledger
from .difficulty import END_2019, PROCEDURES, Difficulty, age_in_years, both_days, closed_in_2019, derogation
from .figures import Size
from .size import SizeResult
from .undertaking import Undertaking, seen_on
from .whereabouts import with_places

SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    "company.size": ("company.years", "company.links", "company.declared_size"),
    "company.sme": ("company.years", "company.links", "company.declared_size"),
    "company.age_years": ("company.founded",),
    "company.in_difficulty": (
        "company.declared_in_difficulty",
        "company.years",
        "company.founded",
        "company.insolvency_procedure",
        "company.insolvency_conditions",
        "company.rescue_aid",
        "company.restructuring_plan",
    ),
    "company.in_difficulty_2019": ("company.declared_in_difficulty_2019", "company.years", "company.founded"),
    "aid.on_expenses": ("aids",),
    "aid.deminimis.used": ("aids",),
    "aid.deminimis.ceiling": ("aids",),
    "aid.deminimis.headroom": ("aids",),
    "company.tf_difficulty_derogation": (
        "company.insolvency_procedure",
        "company.rescue_aid",
        "company.restructuring_plan",
        "company.declared_size",
    ),
}
"""Derived key to the facts that can be asked for it."""
_SOURCES_OF_LAW: Final = frozenset(source for sources in SOURCES.values() for source in sources)


def sources_of(key: str) -> tuple[str, ...]:
    """Return the full keys that can be asked for a derived one: in an item (``partners[P2].company.size``) the item's.

    Empty where the key does not follow from others.
    """
    before, inside, name = key.rpartition("].")
    return tuple(f"{before}{inside}{source}" for source in SOURCES.get(name, ()))


def is_source(key: str) -> bool:
    """Return whether something is derived from a key, in an item or not."""
    return key.rpartition("].")[2] in _SOURCES_OF_LAW


Derived = Iterator[tuple[str, Answer | TwoReadings]]


def derive(facts: Facts, vocabulary: Vocabulary, on: date) -> Facts:
    """Return ``facts`` with the derived answers added, for the applicant and for each partner; never overwritten.

    Size, age and difficulty are those of the day of the application once it is in, aid that of the award.
    """
    seen = seen_on(facts, on)
    told = _with_company(with_places(facts, vocabulary, on), seen)
    if "aids" in told.lists:
        told = _unless_told(told, _aid(told, on))
    partners = told.lists.get("partners")
    if partners:
        told = told.with_list("partners", tuple(_with_company(partner, seen) for partner in partners))
    return told


def _with_company(facts: Facts, on: date) -> Facts:
    return _unless_told(facts, _company(facts, on))


def _unless_told(facts: Facts, derived: Derived) -> Facts:
    found = [(key, told) for key, told in derived if key not in facts.answers]
    fresh = {key: told for key, told in found if isinstance(told, Answer)}
    known = facts.with_answers(fresh) if fresh else facts
    return known.with_doubts({key: told for key, told in found if isinstance(told, TwoReadings)})


def _company(facts: Facts, on: date) -> Derived:
    answers = facts.answers
    founded = answers.get("company.founded")
    if founded is not None and cast("date", founded.value) <= on:
        note = _("dalla data di costituzione")
        yield "company.age_years", Answer(age_in_years(cast("date", founded.value), on), "derived", note)
    firm = Undertaking(facts)
    size = yield from _size(answers, firm.size(on) if firm.known else None)
    yield from _difficulty(firm, on, size)
    yield from _difficulty_2019(firm, size)
    spared = derogation(facts, size)
    if spared is not None:
        note = _("micro o piccola impresa senza procedure né aiuti al salvataggio (Quadro temporaneo, sez. 3.1)")
        yield "company.tf_difficulty_derogation", Answer(spared, "derived", note)


def _size(
    answers: Mapping[str, Answer], result: SizeResult | None
) -> Generator[tuple[str, Answer | TwoReadings], None, Size | None]:
    declared = answers.get("company.declared_size")
    if result is not None and result.doubt is not None and "company.size" not in answers:
        yield "company.size", result.doubt
        if ("large" in result.possible) and len(result.possible) > 1:
            yield "company.sme", result.doubt
        else:
            yield "company.sme", Answer(result.possible != ("large",), "derived", result.doubt.text)
        return None
    note = "" if result is None else _size_note(result)
    if declared is not None and result is not None and (result.size or declared.value not in result.possible):
        yield "company.size_agrees", Answer(declared.value == result.size, "derived", note)
    told = answers.get("company.size") or _settled(result, note, declared, answers.get(APPLICANT_KIND))
    if told is None:
        return None
    yield "company.size", told
    yield "company.sme", Answer(told.value != "large", told.origin, told.note)
    if result is not None and result.size is not None:
        yield "company.size_basis", Answer(result.basis, "derived", told.note)
        yield "company.autonomous", Answer(result.autonomous, "derived", told.note)
        yield "company.size_to_verify", Answer(bool(result.to_verify), "derived", " ".join(result.to_verify))
    else:
        yield "company.size_basis", Answer("declared", told.origin, told.note)
        if result is not None:
            doubt = _("I dati dei bilanci o dei legami non bastano a calcolare la dimensione: vale quella dichiarata.")
            yield "company.size_to_verify", Answer(True, "derived", doubt)
    return cast("Size", told.value)


def _settled(result: SizeResult | None, note: str, declared: Answer | None, kind: Answer | None) -> Answer | None:
    """Return the computed size, else the declared one where the figures do not contradict it, else None.

    What those declare who will found a firm is an estimate: there are no accounts yet.
    """
    if result is not None and result.size is not None:
        return Answer(result.size, "derived", note)
    if declared is None:
        return None
    if kind is not None and kind.value in NO_FIRM_YET:
        note = _("stima in buona fede dell'impresa da costituire ({cite})").format(cite=annex_one(article("4(3)")))
        return Answer(declared.value, "derived", note)
    if result is None:
        return declared._replace(note=_("dimensione dichiarata, non calcolata"))
    if declared.value not in result.possible:
        return None
    return declared._replace(note=_("dimensione dichiarata: i dati dei bilanci non bastano a calcolarla"))


def _size_note(result: SizeResult) -> str:
    years = ", ".join([str(year.year) for year in result.years[-2:]])
    return _("calcolata dai dati degli esercizi {years} ({cite})").format(years=years, cite=result.cite)


def _difficulty(firm: Undertaking, on: date, size: Size | None) -> Derived:
    answers = firm.facts.answers
    declared = answers.get("company.declared_in_difficulty")
    judged = firm.difficulty(on, size) if firm.known or _speaks(answers) else None
    later = firm.difficulty_at_award(on, size)
    if judged is not None and later is not None:
        judged = both_days(judged, later)
    if judged is not None and judged.doubt is not None and judged.in_difficulty is None:
        yield "company.in_difficulty", judged.doubt
        return
    told = _difficulty_answer(judged, declared)
    if told is not None:
        yield "company.in_difficulty", told
        if judged is not None and judged.in_difficulty is not None and declared is not None:
            agrees = declared.value == judged.in_difficulty
            yield "company.difficulty_agrees", Answer(agrees, "derived", told.note)


def _difficulty_2019(firm: Undertaking, size: Size | None) -> Derived:
    answers = firm.facts.answers
    declared = answers.get("company.declared_in_difficulty_2019")
    founded = answers.get("company.founded")
    later = founded is not None and cast("date", founded.value) > END_2019
    judged = None
    if later or closed_in_2019(firm.known):
        judged = firm.difficulty_2019(firm.size_2019().size or size)
    told = _difficulty_answer(judged, declared)
    if told is not None:
        yield "company.in_difficulty_2019", told


def _speaks(answers: Mapping[str, Answer]) -> bool:
    return any(key in answers for key in PROCEDURES)


def _difficulty_answer(judged: Difficulty | None, declared: Answer | None) -> Answer | None:
    """Return the computed judgement, else the declared one: the figures prevail where they decide."""
    if judged is not None and judged.in_difficulty is not None:
        return Answer(judged.in_difficulty, "derived", _difficulty_note(judged))
    return None if declared is None else declared._replace(note=_("dichiarato: i dati non bastano a calcolarlo"))


def _difficulty_note(judged: Difficulty) -> str:
    telling = [limb for limb in judged.limbs if limb.holds] or [limb for limb in judged.limbs if limb.applies]
    said = "; ".join([f"{limb.why} ({limb.cite})" for limb in telling]) or judged.limbs[0].why
    return f"{said} · {_('al {day}').format(day=day(judged.on))}"


def _aid(facts: Facts, on: date) -> Derived:
    """Yield what the ledger says: whether aid in it pays for expenses of this plan, and the de minimis account."""
    paying = any(aid.lines and aid.regulation != "none" for aid in aids_of(facts))
    yield "aid.on_expenses", Answer(paying, "derived", _("dagli aiuti già concessi e dalle spese che indicano"))
    yield from _de_minimis(facts, on)


def _de_minimis(facts: Facts, on: date) -> Derived:
    """Yield the general de minimis account on the day of the award where it is known, else on the day asked."""
    account = ledger(facts, cast("date | None", facts.value("award.date")) or on)
    if account is None:
        return
    if not account.settled:
        yield "aid.deminimis.headroom", TwoReadings(" ".join(account.to_verify), account.missing)
        return
    note = _("concessi dal {since} all'impresa unica ({cite})").format(
        since=day(account.since), cite=account.ceiling.cite
    )
    yield "aid.deminimis.used", Answer(account.used, "derived", note)
    yield "aid.deminimis.ceiling", Answer(account.ceiling.amount, "derived", account.ceiling.cite)
    yield "aid.deminimis.headroom", Answer(account.headroom, "derived", note)
