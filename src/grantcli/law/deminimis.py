"""De minimis aid: regulations with ceilings and windows, the ledger of the single undertaking, the headroom."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple, cast

from ..i18n import _
from ..model.facts import Facts
from ..model.noun import record
from ..model.rule import Status
from ..money import ZERO
from .group import link
from .holdings import web_of

Window = Literal["fiscal", "rolling"]
GENERAL: Final = ("1407/2013", "2023/2831")
FAMILY: Final = frozenset({"1407/2013", "2023/2831", "1408/2013", "717/2014"})
SERVICES: Final = ("360/2012", "2023/2832")
YEARS: Final = 3


@record
class DeMinimisCeiling:
    """What one regulation allows a single undertaking in one Member State, while it holds (both days included).

    ``amount`` euro of gross grant equivalent over ``window``: the fiscal year and the two before, or any three years.
    ``counts``: the regulations whose aid is set against it. ``road``: only for road freight for hire or reward.
    """

    regulation: str
    amount: Decimal
    window: Window
    valid_from: date
    valid_to: date
    counts: frozenset[str]
    cite: str
    status: Status = "official"
    road: bool = False


def _ceiling(
    regulation: str,
    amount: int,
    window: Window,
    span: tuple[date, date],
    counts: frozenset[str],
    article: str,
    status: Status = "official",
    road: bool = False,
) -> DeMinimisCeiling:
    cite = f"Reg. (UE) {regulation}, {article}"
    return DeMinimisCeiling(regulation, Decimal(amount), window, *span, counts, cite, status, road)


_OLD: Final = (date(2014, 1, 1), date(2023, 12, 31))
_NEW: Final = (date(2024, 1, 1), date(2030, 12, 31))
_FARM: Final = frozenset({"1408/2013"})
_FISH: Final = frozenset({"717/2014"})
_ALL: Final = FAMILY | frozenset(SERVICES)
CEILINGS: Final[tuple[DeMinimisCeiling, ...]] = (
    _ceiling("1407/2013", 100_000, "fiscal", _OLD, FAMILY, "art. 3(2), secondo comma", road=True),
    _ceiling("1407/2013", 200_000, "fiscal", _OLD, FAMILY, "art. 3(2)"),
    _ceiling("2023/2831", 300_000, "rolling", _NEW, FAMILY, "art. 3(2)"),
    _ceiling("1408/2013", 15_000, "fiscal", (date(2014, 1, 1), date(2019, 3, 13)), _FARM, "art. 3", "derived"),
    _ceiling("1408/2013", 25_000, "fiscal", (date(2019, 3, 14), date(2024, 12, 15)), _FARM, "art. 3", "secondary"),
    _ceiling("1408/2013", 50_000, "rolling", (date(2024, 12, 16), date(2032, 12, 31)), _FARM, "art. 3", "secondary"),
    _ceiling("717/2014", 30_000, "fiscal", (date(2014, 7, 1), date(2023, 10, 24)), _FISH, "art. 3", "secondary"),
    _ceiling("717/2014", 40_000, "fiscal", (date(2023, 10, 25), date(2029, 12, 31)), _FISH, "art. 3", "derived"),
    _ceiling("360/2012", 500_000, "fiscal", (date(2012, 4, 29), date(2023, 12, 31)), _ALL, "art. 2(2)", "secondary"),
    _ceiling("2023/2832", 750_000, "rolling", _NEW, frozenset(SERVICES), "art. 3(2)", "derived"),
)
"""Dated ceilings. Those not ``official`` were read second-hand or remembered: shown as to be verified."""


class GrantedAid(NamedTuple):
    """One aid already granted (an item of ``aids``): the day of the award and the gross grant equivalent in euro.

    ``beneficiary`` is the id of a tie, empty for the applicant; ``lines`` the expenses of this plan that it pays for.
    """

    id: str
    date: date | None
    amount: Decimal | None
    regulation: str
    beneficiary: str = ""
    lines: tuple[str, ...] = ()
    intensity: Decimal | None = None
    authority: str = ""


class Entry(NamedTuple):
    """An aid as the ledger sees it: whether it ``counts`` against the ceiling, and why."""

    aid: GrantedAid
    counts: bool
    why: str


class Ledger(NamedTuple):
    """The de minimis account of the single undertaking on the day of an award.

    ``used`` is what counts since ``since``; ``headroom`` what is left, never below zero (euro). ``missing`` are the
    keys of aids that cannot be placed; ``to_verify`` what a person must check.
    """

    on: date
    ceiling: DeMinimisCeiling
    since: date
    entries: tuple[Entry, ...]
    used: Decimal
    headroom: Decimal
    missing: tuple[str, ...]
    to_verify: tuple[str, ...]


class AidFit(NamedTuple):
    """What becomes of a new de minimis aid: all of it ``fits``, or none does (art. 3(7)).

    ``allowed`` is the asked amount or zero; ``reduced`` the largest request that would fit (euro).
    """

    asked: Decimal
    fits: bool
    allowed: Decimal
    reduced: Decimal
    cite: str


def aids_of(facts: Facts) -> tuple[GrantedAid, ...]:
    """Read the list ``aids``; an item without a regulation is left out."""
    items = facts.lists.get("aids", ())
    return tuple(_aid(item) for item in items if item.value("regulation") is not None)


def _aid(item: Facts) -> GrantedAid:
    lines = str(item.value("lines") or "")
    return GrantedAid(
        item.id,
        cast("date | None", item.value("date")),
        cast("Decimal | None", item.value("amount")),
        str(item.value("regulation")),
        str(item.value("beneficiary") or ""),
        tuple(line.strip() for line in lines.split(",") if line.strip()),
        cast("Decimal | None", item.value("intensity")),
        str(item.value("authority") or ""),
    )


def in_force(on: date, regulation: str | None = None, road: bool = False) -> DeMinimisCeiling | None:
    """Return the ceiling of a regulation (default: the general one of the day) for an award on ``on``, or None."""
    wanted = GENERAL if regulation is None else (regulation,)
    for ceiling in CEILINGS:
        if ceiling.regulation in wanted and ceiling.valid_from <= on <= ceiling.valid_to and (road or not ceiling.road):
            return ceiling
    return None


def window_start(window: Window, on: date, first_month: int = 1) -> date:
    """Return the first day that counts for an award on ``on``; ``first_month`` is that of the fiscal year.

    Rolling: the same day three years before counts too, the prudent reading.
    """
    if window == "fiscal":
        begun = on.year if on.month >= first_month else on.year - 1
        return date(begun - YEARS + 1, first_month, 1)
    return _years_before(on, YEARS)


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def ledger(facts: Facts, on: date, regulation: str | None = None) -> Ledger | None:
    """Return the account of the applicant's single undertaking for an award on ``on``; None: no regulation holds then.

    An absent list ``aids`` is not known: the ledger then has no entry and names it as missing.
    """
    ceiling = in_force(on, regulation, facts.value("company.road_freight") is True)
    if ceiling is None:
        return None
    first_month = cast("int | None", facts.value("company.fiscal_year_start_month"))
    since = window_start(ceiling.window, on, first_month or 1)
    members = single_undertaking(facts)
    entries = tuple(_entry(aid, ceiling, since, on, members) for aid in aids_of(facts))
    used = sum((entry.aid.amount or ZERO for entry in entries if entry.counts), ZERO)
    headroom = max(ceiling.amount - used, ZERO)
    doubts = _doubts(ceiling, entries, on, since, ceiling.window == "fiscal" and first_month is None)
    return Ledger(on, ceiling, since, entries, used, headroom, tuple(_gaps(facts, entries)), tuple(doubts))


def single_undertaking(facts: Facts) -> frozenset[str]:
    """Return the ids of the ties that form one undertaking with the applicant (itself is the empty id).

    Links by votes and control, through other enterprises but not through persons, within Italy (art. 2(2)); what is
    not known of a tie is taken as the most it can be.
    """
    web = web_of(facts, "most")
    clusters = link(web, persons=False)
    own = clusters.find(0)
    return frozenset(
        member.id
        for index, member in enumerate(web.members)
        if clusters.find(index) == own and member.firm and not member.abroad
    )


def request(account: Ledger, asked: Decimal) -> AidFit:
    """Tell what becomes of ``asked`` euro of new aid: above the headroom all of it loses the regulation (art. 3(7))."""
    fits = asked <= account.headroom
    cite = f"Reg. (UE) {account.ceiling.regulation}, art. 3(7)"
    return AidFit(asked, fits, asked if fits else ZERO, min(asked, account.headroom), cite)


def _entry(aid: GrantedAid, ceiling: DeMinimisCeiling, since: date, on: date, members: frozenset[str]) -> Entry:
    if aid.regulation not in ceiling.counts:
        return Entry(aid, False, _("altro regime: non si somma a questo massimale"))
    if aid.beneficiary not in members:
        return Entry(aid, False, _("beneficiario fuori dall'impresa unica"))
    if aid.date is None or aid.amount is None:
        return Entry(aid, False, _("mancano la data o l'importo"))
    if aid.date > on:
        return Entry(aid, False, _("concesso dopo questa data"))
    if aid.date < since:
        return Entry(aid, False, _("fuori dal triennio"))
    return Entry(aid, True, _("nel triennio"))


def _gaps(facts: Facts, entries: Sequence[Entry]) -> Iterator[str]:
    if "aids" not in facts.lists:
        yield "aids"
    known = {"", *(item.id for item in facts.lists.get("company.links", ()))}
    for entry in entries:
        aid = entry.aid
        gaps = (
            ("date", aid.date is None),
            ("amount", aid.amount is None),
            ("beneficiary", aid.beneficiary not in known),
        )
        yield from (f"aids[{aid.id}].{name}" for name, gap in gaps if gap)


def _doubts(ceiling: DeMinimisCeiling, entries: Sequence[Entry], on: date, since: date, assumed: bool) -> Iterator[str]:
    if ceiling.status != "official":
        yield _("Massimale da verificare sul testo del Reg. (UE) {number}.").format(number=ceiling.regulation)
    if ceiling.road:
        yield _("Massimale del trasporto merci per conto terzi: per altre attività, con contabilità separata, è pieno.")
    if ceiling.window == "rolling" and any(entry.counts and entry.aid.date == since for entry in entries):
        yield _("Un aiuto cade nel primo giorno del triennio: è contato per prudenza.")
    if assumed and any(_near(entry.aid, on) for entry in entries if entry.aid.regulation in ceiling.counts):
        yield _("Esercizio preso da gennaio a dicembre: se comincia in un altro mese il triennio cambia.")


def _near(aid: GrantedAid, on: date) -> bool:
    """Tell whether another start of the fiscal year could change whether an aid counts."""
    return aid.date is not None and _years_before(on, YEARS) < aid.date <= _years_before(on, YEARS - 1)
