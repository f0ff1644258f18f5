"""Undertaking in difficulty: the five limbs of art. 2(18) of Reg. (EU) 651/2014, read at a date."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple, cast

from ..i18n import _, language
from ..model.facts import Facts, TwoReadings
from ..registry.forms import legal_form
from ..wording.citations import article, gber
from ..wording.formats import money
from .figures import Period, Size, closed, doubtful, of_approval, outdated, periods

END_2019: Final = date(2019, 12, 31)
WITHOUT_CAPITAL: Final = frozenset({"sole", "association", "public"})
"""Natures of legal form that limbs (a) and (b), which speak of companies, leave out."""

PROCEDURES: Final = (
    "company.insolvency_procedure",
    "company.insolvency_conditions",
    "company.rescue_aid",
    "company.restructuring_plan",
)
"""What limbs (c) and (d) are told by."""

YOUNG_YEARS: Final = 3
DEBT_TO_EQUITY: Final = Decimal("7.5")
COVERAGE: Final = Decimal(1)
_ZERO: Final = Decimal(0)


class Limb(NamedTuple):
    """One limb: whether it holds (None: unknown, for want of ``missing``), and why in a sentence.

    ``applies`` false: it is not for this undertaking, and then it does not hold. ``disputed``: two readings of the
    answers differ, as ``why`` says.
    """

    letter: str
    applies: bool
    holds: bool | None
    why: str
    missing: tuple[str, ...] = ()
    disputed: bool = False

    @property
    def cite(self) -> str:
        """Return the provision."""
        return gber(article(f"2(18)({self.letter})"))


class Difficulty(NamedTuple):
    """The judgement on a day: one limb that holds is enough; None when none holds and some are unknown."""

    on: date
    in_difficulty: bool | None
    limbs: tuple[Limb, ...]
    to_verify: tuple[str, ...] = ()
    doubt: TwoReadings | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the keys of the facts that would decide, none when decided."""
        if self.in_difficulty is not None:
            return ()
        return tuple(dict.fromkeys(key for limb in self.limbs if limb.holds is None for key in limb.missing))


def difficulty_of(facts: Facts, on: date, size: Size | None, known: tuple[Period, ...] | None = None) -> Difficulty:
    """Judge the firm of ``facts`` (keys ``company.…``) on a day; ``size`` None where it is unknown.

    ``known`` are its periods where they were read already.
    """
    known = periods(facts.lists.get("company.years", ())) if known is None else known
    judged = _judge(facts, on, size, closed(known, on))
    open_ones = doubtful(known, on)
    if not open_ones:
        return judged
    other = _judge(facts, on, size, tuple(period for period in closed(known, on) if period not in open_ones))
    if judged.in_difficulty is other.in_difficulty:
        return judged
    doubt = of_approval(open_ones[-1], on, with_it=_in_words(judged), without=_in_words(other))
    return judged._replace(in_difficulty=None, to_verify=(*judged.to_verify, doubt.text), doubt=doubt)


def _in_words(judged: Difficulty) -> str:
    words = {True: _("in difficoltà"), False: _("non in difficoltà"), None: _("non si può dire")}
    return words[judged.in_difficulty]


def _judge(facts: Facts, on: date, size: Size | None, counted: tuple[Period, ...]) -> Difficulty:
    limbs = (*_capital_limbs(facts, counted, on, size), *_procedures(facts), _ratios(counted, size))
    told = _any(limbs)
    disputed = [limb for limb in limbs if limb.disputed] if told is None else []
    doubt = None
    if disputed:
        keys = tuple(dict.fromkeys(key for limb in disputed for key in limb.missing))
        doubt = TwoReadings(" ".join(f"{limb.why[:1].upper()}{limb.why[1:]} ({limb.cite})." for limb in disputed), keys)
    return Difficulty(on, told, limbs, tuple(_doubts(counted, on)), doubt)


def both_days(first: Difficulty, later: Difficulty) -> Difficulty:
    """Return what two days come to together, that of the application and that of the award: one of them is enough.

    Aid may not be granted to an undertaking in difficulty (art. 1(4)(c)), whatever it was when it applied.
    """
    told = (first.in_difficulty, later.in_difficulty)
    if later.in_difficulty is True and first.in_difficulty is not True:
        return later
    if True in told or None not in told or first.in_difficulty is None:
        return first
    return later


def difficulty_2019(facts: Facts, size: Size | None, known: tuple[Period, ...] | None = None) -> Difficulty:
    """Judge the firm on 31 December 2019, as the Temporary Framework asks; only accounts closed in 2019 speak.

    ``size`` is that of 2019 where it is known. What is true today of insolvency and rescue aid need not have been then.
    """
    founded = cast("date | None", facts.value("company.founded"))
    if founded is not None and founded > END_2019:
        why = _("l'impresa non esisteva ancora il 31 dicembre 2019")
        return Difficulty(END_2019, False, tuple(Limb(letter, False, False, why) for letter in "abcde"))
    known = periods(facts.lists.get("company.years", ())) if known is None else known
    judged = _judge(facts, END_2019, size, closed(known, END_2019) if closed_in_2019(known) else ())
    limbs = tuple(_then(limb) if limb.letter in "cd" else limb for limb in judged.limbs)
    return judged._replace(in_difficulty=_any(limbs), limbs=limbs)


def derogation(facts: Facts, size: Size | None) -> bool | None:
    """Return whether a firm in difficulty in 2019 is still admitted: micro or small, no insolvency, no rescue aid.

    The wording is that of section 3.1 of the Temporary Framework (C(2020) 1863 as amended), which leaves out firms
    under a procedure, not those that creditors could bring there; None: unknown.
    """
    if size in ("medium", "large"):
        return False
    under, _ripe, rescued, planned = _procedure_answers(facts)
    limbs = (_insolvency(under, False, language()), _rescue(rescued, planned, language()))
    if any(limb.holds for limb in limbs):
        return False
    return None if size is None or any(limb.holds is None for limb in limbs) else True


def age_in_years(founded: date, on: date) -> int:
    """Return the full years of life of a firm on a day (one founded on 29 February counts from 1 March)."""
    return on.year - founded.year - ((on.month, on.day) < (founded.month, founded.day))


def _any(limbs: Sequence[Limb]) -> bool | None:
    told = [limb.holds for limb in limbs]
    if True in told:
        return True
    return None if None in told else False


def _capital_limbs(facts: Facts, known: tuple[Period, ...], on: date, size: Size | None) -> Iterator[Limb]:
    code = cast("str | None", facts.value("company.legal_form"))
    form = legal_form(code) if code else None
    for letter, liability in (("a", "limited"), ("b", "unlimited")):
        if form is not None and (form.nature in WITHOUT_CAPITAL or form.liability not in ("", liability)):
            yield Limb(letter, False, False, _("non riguarda questa forma giuridica"))
        else:
            yield _spare_the_young(_capital_limb(letter, known), facts, on, size)


def _capital_limb(letter: str, known: tuple[Period, ...]) -> Limb:
    if not known:
        return Limb(letter, True, None, _("manca il bilancio"), ("company.years",))
    year = known[-1]
    readings, missing = _losses(year, letter == "a")
    keys = tuple(f"company.years[{year.year}].{name}" for name in missing)
    if not readings:
        return Limb(letter, True, None, _("mancano i dati del patrimonio netto"), keys)
    if len({reading.holds for reading in readings}) > 1:
        return Limb(letter, True, None, _both(year, readings), keys, disputed=True)
    lost, capital, holds = readings[0].lost, readings[0].capital, readings[0].holds
    text = (
        _("le perdite superano la metà del capitale: {lost} su {capital} ({year})")
        if holds
        else _("le perdite non superano la metà del capitale: {lost} su {capital} ({year})")
    )
    return Limb(letter, True, holds, text.format(lost=money(lost), capital=money(capital), year=year.year))


def capital_lost(known: tuple[Period, ...], on: date) -> Limb:
    """Judge limb (a) by a firm's last accounts alone, whatever its form and age: what is known of a linked firm."""
    return _capital_limb("a", closed(known, on))


class LossReading(NamedTuple):
    """One way to read how much capital the losses have eaten (euro), and of which capital; ``of`` says which way."""

    lost: Decimal
    capital: Decimal
    of: str

    @property
    def holds(self) -> bool:
        """Return whether more than half is gone."""
        return self.lost * 2 > self.capital


def _both(year: Period, readings: Sequence[LossReading]) -> str:
    told = "; ".join(
        _("{of}, perdite per {lost} su {capital}: {verdict}").format(
            of=reading.of,
            lost=money(reading.lost),
            capital=money(reading.capital),
            verdict=_("oltre la metà") if reading.holds else _("entro la metà"),
        )
        for reading in readings
    )
    settles = _("Lo dice il bilancio depositato: controllare patrimonio netto, riserve e risultato dell'esercizio.")
    return _("nel {year} le cifre danno due letture: {told}. {settles}").format(
        year=year.year, told=told, settles=settles
    )


def _losses(year: Period, premium: bool) -> tuple[tuple[LossReading, ...], tuple[str, ...]]:
    """Return how much capital the losses have eaten once reserves are used up, each way to read it, else what lacks.

    Reserves and a profit of the year less accumulated losses; and the capital less the equity, which is the same where
    the figures agree. In limb (b) the «fondi propri» of which half must be lost are the capital, or with reserves.
    Losses within half of the capital need neither to be told harmless. With readings come the keys that settle them.
    """
    subscribed, losses = year.amount("subscribed_capital"), year.amount("accumulated_losses")
    if subscribed is None:
        return ((LossReading(_ZERO, _ZERO, ""),), ()) if losses == 0 else ((), ("subscribed_capital",))
    capital = subscribed + ((year.amount("share_premium") or _ZERO) if premium else _ZERO)
    reserves, equity, profit = year.amount("reserves"), year.amount("equity"), year.amount("result") or _ZERO
    readings = []
    if losses is not None and reserves is not None:
        own = reserves + max(profit, _ZERO)
        readings.append(LossReading(max(losses - own, _ZERO), capital, _("da riserve, perdite e risultato")))
        if not premium and own > 0:
            readings.append(LossReading(losses, capital + own, _("sui fondi propri con le riserve")))
    if equity is not None:
        readings.append(LossReading(max(capital - equity, _ZERO), capital, _("dal patrimonio netto")))
    if readings:
        keys = ("equity", "result") if year.amount("result") is None else ("equity",)
        return tuple(readings), keys
    if losses is not None and losses * 2 <= capital:
        return (LossReading(losses, capital, ""),), ()
    return (), ("equity",) if losses is None else ("reserves",)


def _spare_the_young(limb: Limb, facts: Facts, on: date, size: Size | None) -> Limb:
    """Take away limbs (a) and (b) from SMEs that have existed for less than three years."""
    if size == "large" or limb.holds is False:
        return limb
    founded = cast("date | None", facts.value("company.founded"))
    if founded is None:
        unsure = limb.holds or limb.disputed
        return limb._replace(holds=None, missing=(*limb.missing, "company.founded")) if unsure else limb
    if age_in_years(founded, on) >= YOUNG_YEARS:
        return limb
    if size is None:
        return limb._replace(holds=None, missing=(*limb.missing, "company.size"))
    return Limb(limb.letter, False, False, _("PMI costituita da meno di tre anni"))


def _procedures(facts: Facts) -> tuple[Limb, Limb]:
    under, ripe, rescued, planned = _procedure_answers(facts)
    return _insolvency(under, ripe, language()), _rescue(rescued, planned, language())


def _procedure_answers(facts: Facts) -> tuple[bool | None, ...]:
    return tuple([cast("bool | None", facts.value(key)) for key in PROCEDURES])


@cache
def _insolvency(under: bool | None, ripe: bool | None, spoken: str) -> Limb:
    """Judge (c): a procedure under way, or what creditors need to ask for one (``ripe``: no unless answered)."""
    holds = True if ripe else under
    return Limb("c", True, holds, _of_insolvency(under, ripe, spoken), PROCEDURES[:1] if holds is None else ())


def _of_insolvency(under: bool | None, ripe: bool | None, spoken: str) -> str:
    if under:
        return _("procedura di insolvenza", spoken)
    if ripe:
        return _("ricorrono le condizioni per aprire una procedura di insolvenza", spoken)
    if under is None:
        return _("non si sa di procedure di insolvenza", spoken)
    if ripe is None:
        return _("nessuna procedura di insolvenza (le condizioni per aprirla non sono dette: si intende di no)", spoken)
    return _("nessuna procedura di insolvenza, né le condizioni per aprirla", spoken)


@cache
def _rescue(rescued: bool | None, planned: bool | None, spoken: str) -> Limb:
    if rescued or planned:
        return Limb("d", True, True, _("aiuto al salvataggio o piano di ristrutturazione in corso", spoken))
    missing = tuple(key for key, value in zip(PROCEDURES[2:], (rescued, planned), strict=True) if value is None)
    if missing:
        why = _("non si sa di aiuti al salvataggio o alla ristrutturazione", spoken)
        return Limb("d", True, None, why, missing)
    return Limb("d", True, False, _("nessun aiuto al salvataggio o alla ristrutturazione in corso", spoken))


def _ratios(known: tuple[Period, ...], size: Size | None) -> Limb:
    if size is not None and size != "large":
        return Limb("e", False, False, _("riguarda solo le imprese che non sono PMI"))
    if len(known) < 2:
        return Limb("e", True, None, _("servono i due ultimi esercizi"), ("company.years",))
    tested = [_strained(year) for year in known[-2:]]
    if any(strained is False for strained, _keys in tested):
        return Limb("e", True, False, _("in uno dei due ultimi esercizi i rapporti sono nei limiti"))
    missing = tuple(key for _strained_year, keys in tested for key in keys)
    if missing or size is None:
        return Limb("e", True, None, _("mancano debiti, EBITDA o interessi"), missing or ("company.size",))
    return Limb("e", True, True, _("per due anni debiti oltre 7,5 volte il patrimonio e EBITDA sotto gli interessi"))


def _strained(year: Period) -> tuple[bool | None, tuple[str, ...]]:
    """Return whether both ratios of one year are beyond their limits, and what is missing to decide.

    Debt on an equity of zero or less is beyond any ratio; without interest to pay, coverage is never too low.
    """
    debt, equity, ebitda, interest = (year.amount(name) for name in ("debt", "equity", "ebitda", "interest"))
    heavy = None if debt is None or equity is None else debt > DEBT_TO_EQUITY * max(equity, _ZERO)
    thin = None if ebitda is None or interest is None else interest > 0 and ebitda < COVERAGE * interest
    if heavy is False or thin is False:
        return False, ()
    named = zip(("debt", "equity", "ebitda", "interest"), (debt, equity, ebitda, interest), strict=True)
    missing = tuple(f"company.years[{year.year}].{name}" for name, value in named if value is None)
    return (None, missing) if missing else (True, ())


def _doubts(known: tuple[Period, ...], on: date) -> Iterator[str]:
    """Yield accounts that are old, and figures of own funds that hide a loss; more equity is a profit left out."""
    if not known:
        return
    year = known[-1]
    yield from outdated(year.closed_on, on)
    capital, reserves = year.amount("subscribed_capital"), year.amount("reserves")
    losses, equity = year.amount("accumulated_losses"), year.amount("equity")
    if capital is None or reserves is None or losses is None or equity is None:
        return
    profit = max(year.amount("result") or _ZERO, _ZERO)
    built = capital + (year.amount("share_premium") or _ZERO) + reserves - losses + profit
    if built > equity:
        yield _("Nel {year} capitale, riserve e perdite danno {built}, non il patrimonio netto di {equity}.").format(
            year=year.year, built=money(built), equity=money(equity)
        )


def closed_in_2019(known: Sequence[Period]) -> bool:
    """Return whether a period closed in 2019 is there: without one the accounts do not cover the end of that year."""
    return any(period.closed_on.year == END_2019.year for period in known)


def _then(limb: Limb) -> Limb:
    if limb.holds:
        return limb._replace(holds=None, why=_("vero oggi: non si sa al 31 dicembre 2019"), missing=_DECLARED_2019)
    return limb


_DECLARED_2019: Final = ("company.declared_in_difficulty_2019",)
