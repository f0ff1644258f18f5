"""De minimis aid: regulations with ceilings and windows, the ledger of the single undertaking, the headroom."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal, NamedTuple, cast

from ..i18n import _
from ..model.facts import Facts
from ..model.noun import record
from ..model.rule import Status
from ..money import ZERO, to_cent
from ..wording.citations import article, regulation
from ..wording.formats import day, money
from .group import Clusters, controllers, link
from .holdings import Web, standing_on, web_of

Window = Literal["fiscal", "rolling"]
GENERAL: Final = ("1407/2013", "2023/2831")
FAMILY: Final = frozenset({"1407/2013", "2023/2831", "1408/2013", "717/2014"})
SERVICES: Final = ("360/2012", "2023/2832")
UNNAMED: Final = "de_minimis"
"""The regulation of an aid that is known to be de minimis and of no known regulation."""

THROUGH_PERSONS: Final = frozenset({"2023/2831", "2023/2832"})
"""The regulations of 2023, whose recital on the single undertaking speaks of all that one entity controls."""

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
    article: str
    status: Status = "official"
    road: bool = False

    @property
    def cite(self) -> str:
        """Return the provision."""
        of_road = [_("secondo comma")] if self.road else []
        return regulation(self.regulation, article(self.article), *of_road)


def _ceiling(
    number: str,
    amount: int,
    window: Window,
    span: tuple[date, date],
    counts: frozenset[str],
    place: str,
    status: Status = "official",
    road: bool = False,
) -> DeMinimisCeiling:
    return DeMinimisCeiling(number, Decimal(amount), window, *span, counts, place, status, road)


_OLD: Final = (date(2014, 1, 1), date(2023, 12, 31))
_NEW: Final = (date(2024, 1, 1), date(2030, 12, 31))
_TAILS: Final = {
    "1407/2013": date(2024, 6, 30),
    "360/2012": date(2024, 6, 30),
    "2023/2831": date(2031, 6, 30),
    "2023/2832": date(2031, 6, 30),
}
"""The last of the six months after the end of a regulation, in which its schemes may still be applied."""

_FARM: Final = frozenset({"1408/2013"})
_FISH: Final = frozenset({"717/2014"})
_ALL: Final = FAMILY | frozenset(SERVICES)
CEILINGS: Final[tuple[DeMinimisCeiling, ...]] = (
    _ceiling("1407/2013", 100_000, "fiscal", _OLD, FAMILY, "3(2)", road=True),
    _ceiling("1407/2013", 200_000, "fiscal", _OLD, FAMILY, "3(2)"),
    _ceiling("2023/2831", 300_000, "rolling", _NEW, FAMILY, "3(2)"),
    _ceiling("1408/2013", 15_000, "fiscal", (date(2014, 1, 1), date(2019, 3, 13)), _FARM, "3", "derived"),
    _ceiling("1408/2013", 25_000, "fiscal", (date(2019, 3, 14), date(2024, 12, 15)), _FARM, "3", "secondary"),
    _ceiling("1408/2013", 50_000, "rolling", (date(2024, 12, 16), date(2032, 12, 31)), _FARM, "3", "secondary"),
    _ceiling("717/2014", 30_000, "fiscal", (date(2014, 7, 1), date(2023, 10, 24)), _FISH, "3", "secondary"),
    _ceiling("717/2014", 40_000, "fiscal", (date(2023, 10, 25), date(2029, 12, 31)), _FISH, "3", "derived"),
    _ceiling("360/2012", 500_000, "fiscal", (date(2012, 4, 29), date(2023, 12, 31)), _ALL, "2(2)", "secondary"),
    _ceiling("2023/2832", 750_000, "rolling", _NEW, frozenset(SERVICES), "3(2)", "derived"),
)
"""Dated ceilings. Those not ``official`` were read second-hand or remembered: shown as to be verified."""


class GrantedAid(NamedTuple):
    """One aid already granted (an item of ``aids``): the day of the award and the gross grant equivalent in euro.

    ``beneficiary`` is the id of a tie, empty for the applicant; ``lines`` the expenses of this plan that it pays for;
    ``share`` the part of it that came to the single undertaking when another one was split (art. 3(9)).
    """

    id: str
    date: date | None
    amount: Decimal | None
    regulation: str
    beneficiary: str = ""
    lines: tuple[str, ...] = ()
    intensity: Decimal | None = None
    authority: str = ""
    share: Decimal | None = None


Weight = Literal["counts", "out", "either", "unknown"]
"""Whether an aid counts: in every reading of what is told, in none, in one of two; or it cannot be placed at all."""


class Entry(NamedTuple):
    """An aid as the ledger sees it: its ``weight`` against the ceiling, the euro that weigh, and why."""

    aid: GrantedAid
    weight: Weight
    amount: Decimal
    why: str
    lacks: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Return whether it counts whichever way the facts are read."""
        return self.weight == "counts"


class Ledger(NamedTuple):
    """The de minimis account of the single undertaking on the day of an award.

    ``used`` is what counts since ``since`` in every reading; ``disputed`` what counts in one of two; ``headroom`` what
    is left at most, never below zero (euro). ``missing`` are the keys of aids that cannot be placed: while there are
    any, more may be used. ``to_verify`` is what a person must check, with what settles it.
    """

    on: date
    ceiling: DeMinimisCeiling
    since: date
    entries: tuple[Entry, ...]
    used: Decimal
    headroom: Decimal
    missing: tuple[str, ...]
    to_verify: tuple[str, ...]
    disputed: Decimal = ZERO

    @property
    def least(self) -> Decimal:
        """Return what is left when all that is disputed counts (euro)."""
        return max(self.headroom - self.disputed, ZERO) if self.used <= self.ceiling.amount else ZERO

    @property
    def settled(self) -> bool:
        """Return whether nothing is missing and both readings leave the same."""
        return not self.missing and self.least == self.headroom


class AidFit(NamedTuple):
    """What becomes of a new de minimis aid: all of it ``fits``, or none does (art. 3(7)); None: it depends.

    ``reduced`` is the largest request that would surely fit (euro).
    """

    asked: Decimal
    fits: bool | None
    reduced: Decimal
    cite: str


def aids_of(facts: Facts) -> tuple[GrantedAid, ...]:
    """Read the list ``aids``; an item without a regulation has an empty one."""
    return tuple(_aid(item) for item in facts.lists.get("aids", ()))


def _aid(item: Facts) -> GrantedAid:
    lines = str(item.value("lines") or "")
    return GrantedAid(
        item.id,
        cast("date | None", item.value("date")),
        cast("Decimal | None", item.value("amount")),
        str(item.value("regulation") or ""),
        str(item.value("beneficiary") or ""),
        tuple(line.strip() for line in lines.split(",") if line.strip()),
        cast("Decimal | None", item.value("intensity")),
        str(item.value("authority") or ""),
        cast("Decimal | None", item.value("share_after_split")),
    )


def in_force(on: date, regulation: str | None = None, road: bool = False) -> DeMinimisCeiling | None:
    """Return the ceiling of a regulation (default: the general one of the day) for an award on ``on``, or None.

    A regulation that is named holds for its schemes six months longer (1407/2013 art. 7(4), 2023/2831 art. 7(3)).
    """
    wanted = GENERAL if regulation is None else (regulation,)
    for ceiling in CEILINGS:
        if ceiling.regulation in wanted and ceiling.valid_from <= on <= ceiling.valid_to and (road or not ceiling.road):
            return ceiling
    return next((one for one in CEILINGS if one.regulation == regulation and _in_tail(one, on, road)), None)


def _in_tail(ceiling: DeMinimisCeiling, on: date, road: bool) -> bool:
    last = _TAILS.get(ceiling.regulation)
    ends = last is not None and ceiling.valid_to.year == last.year - 1
    return ends and last is not None and ceiling.valid_to < on <= last and (road or not ceiling.road)


def window_start(window: Window, on: date, first_month: int = 1) -> date:
    """Return the first day that counts for an award on ``on``; ``first_month`` is that of the fiscal year.

    Rolling: the day after the same day three years before, as the national register counts (its FAQ 15.1: for an award
    of 10 February 2024, aid granted from 11 February 2021).
    """
    if window == "fiscal":
        begun = on.year if on.month >= first_month else on.year - 1
        return date(begun - YEARS + 1, first_month, 1)
    return _years_before(on, YEARS) + timedelta(1)


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
    own = single_undertaking(facts, on)
    wider = through_persons(facts, on) if ceiling.regulation in THROUGH_PERSONS else own
    told = frozenset({"", *(item.id for item in facts.lists.get("company.links", ()))})
    account = _Account(ceiling, since, on, own, wider, told)
    entries = tuple(account.entry(aid) for aid in aids_of(facts))
    used, disputed = (_sum(entries, weight) for weight in ("counts", "either"))
    missing = (*(() if "aids" in facts.lists else ("aids",)), *(key for entry in entries for key in entry.lacks))
    doubts = (*_doubts(ceiling, on), *_of_entries(facts, account, entries))
    if ceiling.window == "fiscal" and first_month is None and any(_near(entry.aid, on) for entry in entries):
        doubts += (_("Esercizio preso da gennaio a dicembre: se comincia in un altro mese il triennio cambia."),)
    headroom = max(ceiling.amount - used, ZERO)
    return Ledger(on, ceiling, since, entries, used, headroom, missing, doubts, disputed)


def _sum(entries: Sequence[Entry], weight: str) -> Decimal:
    return sum((entry.amount for entry in entries if entry.weight == weight), ZERO)


def single_undertaking(facts: Facts, on: date | None = None) -> frozenset[str]:
    """Return the ids of the ties that form one undertaking with the applicant on a day (itself is the empty id).

    Links by votes and control, through other enterprises but not through persons, within Italy (art. 2(2)); what is
    not known of a tie is taken as the most it can be; one that had ended by ``on`` is none.
    """
    web = standing_on(web_of(facts, "most"), on)
    return _members(web, link(web, persons=False))


def through_persons(facts: Facts, on: date | None = None) -> frozenset[str]:
    """Return them with the enterprises that the same natural persons control, and with these persons.

    Recital 4 of Reg. (EU) 2023/2831 takes all that one entity controls for one undertaking, and the national register
    counts persons since March 2025; art. 2(2) speaks of enterprises: the two readings of one text.
    """
    web = standing_on(web_of(facts, "most"), on)
    clusters = link(web, same_market=False)
    members = _members(web, clusters)
    return members | controllers(web, clusters)


def _members(web: Web, clusters: Clusters) -> frozenset[str]:
    own = clusters.find(0)
    return frozenset(
        member.id
        for index, member in enumerate(web.members)
        if clusters.find(index) == own and member.firm and not member.abroad
    )


def request(account: Ledger, asked: Decimal) -> AidFit:
    """Return how ``asked`` euro of new aid fit: above the headroom all of it loses the regulation (art. 3(7))."""
    fits: bool | None = asked <= account.headroom
    if fits and (account.missing or asked > account.least):
        fits = None
    cite = regulation(account.ceiling.regulation, article("3(7)"))
    return AidFit(asked, fits, min(asked, account.least), cite)


class _Account(NamedTuple):
    """What an aid is held against: the ceiling, its window, who is one undertaking in each of two readings."""

    ceiling: DeMinimisCeiling
    since: date
    on: date
    own: frozenset[str]
    wider: frozenset[str]
    told: frozenset[str]

    def entry(self, aid: GrantedAid) -> Entry:
        """Place one aid; what is not known of it matters only where the rest does not settle it."""
        if aid.regulation and aid.regulation not in self.ceiling.counts and aid.regulation != UNNAMED:
            return Entry(aid, "out", ZERO, _("altro regime: non si somma a questo massimale"))
        if aid.date is not None and aid.date > self.on:
            return Entry(aid, "out", ZERO, _("concesso dopo questa data"))
        if aid.date is not None and aid.date < self.since:
            return Entry(aid, "out", ZERO, _("fuori dal triennio"))
        if aid.beneficiary in self.told - self.wider and aid.share is None:
            return Entry(aid, "out", ZERO, _("beneficiario fuori dall'impresa unica"))
        lacks = tuple(f"aids[{aid.id}].{name}" for name in ("date", "amount") if getattr(aid, name) is None)
        lacks += (f"aids[{aid.id}].beneficiary",) if aid.beneficiary not in self.told else ()
        lacks += (f"aids[{aid.id}].regulation",) if not aid.regulation else ()
        if lacks or aid.amount is None:
            return Entry(aid, "unknown", ZERO, _("mancano la data, l'importo, il regolamento o chi lo ha avuto"), lacks)
        return self._weighed(aid, aid.amount if aid.share is None else to_cent(aid.amount * aid.share))

    def _weighed(self, aid: GrantedAid, amount: Decimal) -> Entry:
        if aid.regulation == UNNAMED:
            return Entry(aid, "either", amount, _("de minimis di un regolamento non riconosciuto: da verificare"))
        if aid.share is not None:
            return Entry(aid, "counts", amount, _("nel triennio, per la quota venuta dalla scissione (art. 3(9))"))
        if aid.beneficiary not in self.own:
            return Entry(aid, "either", amount, _("impresa legata solo tramite persone fisiche: da verificare"))
        return Entry(aid, "counts", amount, _("nel triennio"))


def _of_entries(facts: Facts, account: _Account, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what must be checked of the aids themselves, each with what settles it."""
    persons = [entry for entry in entries if entry.weight == "either" and entry.aid.regulation != UNNAMED]
    if persons:
        yield _(
            "{amount} di imprese legate solo tramite persone fisiche: contano secondo il considerando 4 del "
            "Reg. (UE) {number} e il registro degli aiuti (da marzo 2025), non secondo la lettera dell'art. 2(2), "
            "che parla di imprese. Lo dice la visura de minimis del registro nazionale degli aiuti."
        ).format(amount=money(_sum(persons, "either")), number=account.ceiling.regulation)
    unnamed = [entry.aid.id for entry in entries if entry.weight == "either" and entry.aid.regulation == UNNAMED]
    if unnamed:
        yield _(
            "De minimis di un regolamento non riconosciuto ({ids}): può contare o no. Lo dice l'atto di concessione."
        ).format(ids=", ".join(unnamed))
    lost = [entry.aid.id for entry in entries if entry.weight == "unknown"]
    if lost:
        yield _(
            "Di un aiuto non si conoscono importo, data o regolamento ({ids}): quel che resta è al più quanto detto. "
            "Lo dice l'atto di concessione, o la visura del registro nazionale degli aiuti."
        ).format(ids=", ".join(lost))
    strangers = {entry.aid.beneficiary for entry in entries if entry.weight == "out" and _in_window(entry, account)}
    ties = {item.id: item for item in facts.lists.get("company.links", ())}
    for tie in (ties[id] for id in sorted(strangers & set(ties)) if ties[id].value("until") is not None):
        yield _(
            "Il legame con {name} è cessato il {day}: se l'impresa è nata da una scissione, conta la quota dei suoi "
            "aiuti che le è venuta (Reg. (UE) {number}, art. 3(9)): indicarla nell'aiuto (share_after_split)."
        ).format(
            name=str(tie.value("name") or tie.id),
            day=day(cast("date", tie.value("until"))),
            number=account.ceiling.regulation,
        )


def _in_window(entry: Entry, account: _Account) -> bool:
    granted = entry.aid.date
    return entry.aid.regulation in account.ceiling.counts and granted is not None and granted >= account.since


def _doubts(ceiling: DeMinimisCeiling, on: date) -> Iterator[str]:
    if on > ceiling.valid_to:
        yield _(
            "Il Reg. (UE) {number} è scaduto il {day}: nei sei mesi dopo vale solo per i regimi adottati prima. "
            "Lo dice l'atto che istituisce il regime."
        ).format(number=ceiling.regulation, day=day(ceiling.valid_to))
    if ceiling.status != "official":
        yield _("Massimale da verificare sul testo del Reg. (UE) {number}.").format(number=ceiling.regulation)
    if ceiling.road:
        yield _("Massimale del trasporto merci per conto terzi: per altre attività, con contabilità separata, è pieno.")


def _near(aid: GrantedAid, on: date) -> bool:
    """Return whether another start of the fiscal year could change whether an aid counts."""
    return aid.date is not None and _years_before(on, YEARS) < aid.date <= _years_before(on, YEARS - 1)
