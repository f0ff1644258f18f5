"""The block exemption (Reg. (EU) 651/2014): ceilings of aid intensity and thresholds by article, dated."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ..i18n import _
from ..model.noun import record
from ..model.rule import Status
from ..wording.citations import article, gber
from .figures import Size

Span = tuple[date, date]
OLD: Final[Span] = (date(2014, 7, 1), date(2023, 6, 30))
NEW: Final[Span] = (date(2023, 7, 1), date(2026, 12, 31))
MAP_2022: Final[Span] = (date(2022, 1, 1), date(2027, 12, 31))
"""The text of 2014 as amended up to 2021; that of Reg. (EU) 2023/1315; the regional aid map of Italy 2022-27."""

SCHEMES_UNTIL: Final = date(2027, 6, 30)
"""Six months after the end of the regulation its schemes may still be applied (art. 58); regional aid ends with the
map."""

_D = Decimal
_NONE: Final = Decimal(0)
_ALL: Final = Decimal(1)


@record
class Intensity:
    """The highest shares that one kind of cost of one article may get, while this text holds (both days included).

    ``small`` (micro too), ``medium`` and ``large`` are fractions, None where the article is not for that size. Points
    for assisted areas (``zone_a``, ``zone_c``) and further points (``more``: collaboration, dissemination…) are added
    up to ``cap``. ``needs_zone``: the share holds in that zone only.
    """

    article: str
    kind: str
    small: Decimal
    medium: Decimal
    large: Decimal | None
    span: Span
    paragraph: str
    zone_a: Decimal = _NONE
    zone_c: Decimal = _NONE
    more: Decimal = _NONE
    cap: Decimal = _ALL
    needs_zone: str = ""
    status: Status = "official"

    @property
    def cite(self) -> str:
        """Return the provision."""
        return gber(article(f"{self.article}{self.paragraph}"))


@record
class IntensityCeiling:
    """What an article allows: ``rate`` for the size and zone, ``most`` with every further bonus (fractions)."""

    article: str
    rate: Decimal
    most: Decimal
    cite: str
    status: Status


def _sized(
    article: str,
    kind: str,
    shares: tuple[str, str, str | None],
    span: Span,
    paragraph: str,
    *,
    assisted: bool = False,
    more: Decimal = _NONE,
    cap: Decimal = _ALL,
) -> Intensity:
    small, medium, large = shares
    zones = (_D("0.15"), _D("0.05")) if assisted else (_NONE, _NONE)
    most = None if large is None else _D(large)
    return Intensity(article, kind, _D(small), _D(medium), most, span, paragraph, *zones, more, cap)


def _research(span: Span, more: str) -> tuple[Intensity, ...]:
    points, cap = _D(more), _D("0.80")
    return (
        _sized("25", "fundamental", ("1", "1", "1"), span, "(5)(a)"),
        _sized("25", "industrial", ("0.70", "0.60", "0.50"), span, "(5)(b), (6)", more=points, cap=cap),
        _sized("25", "experimental", ("0.45", "0.35", "0.25"), span, "(5)(c), (6)", more=points, cap=cap),
        _sized("25", "feasibility", ("0.70", "0.60", "0.50"), span, "(5)(d), (7)"),
    )


def _both(article: str, kind: str, shares: tuple[str, str, str | None], paragraph: str) -> tuple[Intensity, ...]:
    return tuple(_sized(article, kind, shares, span, paragraph) for span in (OLD, NEW))


def _second(article: str, shares: tuple[str, str, str], span: Span, paragraph: str, more: str = "0") -> Intensity:
    """Return the shares of an article read second-hand, with the points of assisted areas."""
    made = _sized(article, "", shares, span, paragraph, assisted=True, more=_D(more))
    return replace(made, status="secondary")


_GREEN_40: Final = ("0.60", "0.50", "0.40")
_GREEN_30: Final = ("0.50", "0.40", "0.30")
_GREEN_45: Final = ("0.65", "0.55", "0.45")
_GREEN_50: Final = ("0.70", "0.60", "0.50")
INTENSITIES: Final[tuple[Intensity, ...]] = (
    Intensity("14", "", _D("0.35"), _D("0.25"), _D("0.15"), MAP_2022, "", needs_zone="c", status="secondary"),
    Intensity("14", "", _D("0.60"), _D("0.50"), _D("0.40"), MAP_2022, "", needs_zone="a", status="secondary"),
    *_both("17", "", ("0.20", "0.10", None), "(6)"),
    *_both("18", "", ("0.50", "0.50", None), "(2)"),
    *_both("19", "", ("0.50", "0.50", None), "(3)"),
    *_research(OLD, "0.15"),
    *_research(NEW, "0.25"),
    *(_sized("27", "investment", ("0.50",) * 3, span, "(6)", assisted=True) for span in (OLD, NEW)),
    *_both("27", "operating", ("0.50", "0.50", "0.50"), "(9)"),
    *_both("28", "", ("0.50", "0.50", None), "(3)"),
    *_both("28", "advisory", ("1", "1", None), "(4)"),
    *_both("29", "", ("0.50", "0.50", "0.15"), "(4)"),
    *(_sized("31", "", ("0.70", "0.60", "0.50"), s, "(4)", more=_D("0.10"), cap=_D("0.70")) for s in (OLD, NEW)),
    *(_sized("36", "", _GREEN_40, span, "(6)-(8)", assisted=True) for span in (OLD, NEW)),
    _sized("36", "zero_emission", _GREEN_50, NEW, "(6)-(8)", assisted=True),
    _sized("36", "carbon_capture", _GREEN_30, NEW, "(6)-(8)", assisted=True),
    *(_sized("38", "", _GREEN_30, span, "(4)-(6)", assisted=True) for span in (OLD, NEW)),
    _second("36a", ("0.50", "0.40", "0.20"), NEW, "(6)"),
    _second("38a", ("0.50", "0.40", "0.30"), NEW, "(11)-(13)", more="0.15"),
    _second("47", ("0.55", "0.45", "0.35"), OLD, "(7)-(9)"),
    _second("47", ("0.60", "0.50", "0.40"), NEW, "(7)-(9)"),
    _sized("41", "extra_cost", _GREEN_45, OLD, "(7)-(9)", assisted=True),
    _sized("41", "total_cost", _GREEN_30, OLD, "(7)-(9)", assisted=True),
    _sized("41", "renewable", _GREEN_45, NEW, "(7)-(8)"),
    _sized("41", "other", _GREEN_30, NEW, "(7)-(8)"),
)
"""Ceilings by article, kind of cost and text. Of art. 14 those without a region: the highest of the «c» zones, and of
the «a» zones but for the territories of the just transition; ``REGIONAL`` has them by region."""


@record
class RegionalShare:
    """What the regional aid map gives a place: its zone and the share for large firms, ten points more for medium ones
    and twenty for small ones (guidelines on regional aid 2021/C 153/01, points 177-186). ``area``: region (two digits),
    province (two letters) or «sulcis»."""

    area: str
    zone: str
    large: Decimal
    span: Span

    @property
    def cite(self) -> str:
        """Return the map."""
        return "; ".join((gber(article("14")), _("carta degli aiuti a finalità regionale 2022-2027")))


_TRANSITION: Final = (date(2023, 12, 18), MAP_2022[1])
REGIONAL: Final[tuple[RegionalShare, ...]] = (
    *(RegionalShare(region, "a", _D("0.40"), MAP_2022) for region in ("15", "16", "18", "19")),
    *(RegionalShare(region, "a", _D("0.30"), MAP_2022) for region in ("14", "17", "20")),
    RegionalShare("TA", "a", _D("0.50"), _TRANSITION),
    RegionalShare("sulcis", "a", _D("0.40"), _TRANSITION),
)
"""The «a» zones: Campania, Puglia, Calabria, Sicilia; Molise, Basilicata, Sardegna; ten points more in the province of
Taranto and in Sulcis since the map was amended for the just transition."""

_WITHIN: Final = {"TA": "16", "sulcis": "20"}


def regional_share(area: str, on: date) -> RegionalShare | None:
    """Return what the map gives a place on a day; of a province or Sulcis before their own share that of the region."""
    held = [share for share in REGIONAL if share.span[0] <= on <= share.span[1]]
    return next((share for name in (area, _WITHIN.get(area, "")) for share in held if share.area == name), None)


@record
class Threshold:
    """The aid above which the regulation does not apply (art. 4(1)), euro ``per`` project, year, study or cluster."""

    article: str
    kind: str
    amount: Decimal
    per: str
    span: Span
    letter: str

    @property
    def cite(self) -> str:
        """Return the provision."""
        return gber(article(f"4(1)({self.letter})"))


def _pair(article: str, kind: str, old: str, new: str, per: str, letter: str) -> tuple[Threshold, Threshold]:
    amounts = (_D(amount) * 1_000_000 for amount in (old, new))
    first, second = (
        Threshold(article, kind, amount, per, span, letter) for amount, span in zip(amounts, (OLD, NEW), strict=True)
    )
    return first, second


THRESHOLDS: Final[tuple[Threshold, ...]] = (
    *_pair("17", "", "7.5", "8.25", "project", "c"),
    *_pair("18", "", "2", "2.2", "project", "d"),
    *_pair("19", "", "2", "2.2", "year", "e"),
    *_pair("25", "fundamental", "40", "55", "project", "i"),
    *_pair("25", "industrial", "20", "35", "project", "i"),
    *_pair("25", "experimental", "15", "25", "project", "i"),
    *_pair("25", "feasibility", "7.5", "8.25", "study", "i"),
    *_pair("27", "", "7.5", "10", "cluster", "k"),
    *_pair("28", "", "5", "10", "project", "l"),
    *_pair("29", "", "7.5", "12.5", "project", "m"),
    *_pair("31", "", "2", "3", "project", "n"),
    *_pair("36", "", "15", "30", "project", "s"),
    *_pair("38", "", "15", "30", "project", "s"),
    *_pair("41", "", "15", "30", "project", "s"),
)
REGIONAL_OLD: Final = _D(75_000_000)
REGIONAL_NEW: Final = _D(82_500_000)
"""Euro that, times the ceiling for large firms of the zone, give the threshold of art. 14: the adjusted aid of 100 M€
of cost (50 M€ in full and 50 M€ at a half), raised by a tenth in 2023."""


@lru_cache(maxsize=256)
def ceiling(article: str, size: Size, on: date, *, zone: str = "", kind: str | None = None) -> IntensityCeiling | None:
    """Return what an article allows for an award on a day, None when our tables do not say.

    ``zone`` is «a», «c», a place of the map (``REGIONAL``) or empty (outside); ``kind`` None takes the kind of cost
    that allows most. An article that is not for that size allows nothing: rate zero.
    """
    share = regional_share(zone, on)
    if share is not None and article == "14":
        return _of_map(share, size)
    zone = zone if share is None else share.zone
    fitting = [row for row in INTENSITIES if _fits(row, article, on, kind) and row.needs_zone in ("", zone)]
    return max((_of(row, size, zone) for row in fitting), key=lambda found: found.most, default=None)


def _of_map(share: RegionalShare, size: Size) -> IntensityCeiling:
    more = {"micro": _D("0.20"), "small": _D("0.20"), "medium": _D("0.10"), "large": _D(0)}[size]
    rate = share.large + more
    return IntensityCeiling("14", rate, rate, share.cite, "secondary")


def threshold(article: str, on: date, *, kind: str | None = None, regional: Decimal | None = None) -> Threshold | None:
    """Return the notification threshold of an article on a day; of several kinds the highest when ``kind`` is None.

    For art. 14 ``regional`` is the ceiling of the zone for large firms (a fraction); without it there is none.
    """
    if article == "14":
        return None if regional is None else _regional(on, regional)
    rows = [
        row
        for row in THRESHOLDS
        if row.article == article and row.span[0] <= on <= row.span[1] and (kind is None or row.kind in ("", kind))
    ]
    return max(rows, key=lambda row: row.amount, default=None)


def _fits(row: Intensity, article: str, on: date, kind: str | None) -> bool:
    last = SCHEMES_UNTIL if row.span == NEW else row.span[1]
    return row.article == article and row.span[0] <= on <= last and (kind is None or row.kind == kind)


def tells(article: str, on: date) -> bool | None:
    """Return whether our tables have a share of an article for a day; None: they have none of it for any day."""
    rows = [row for row in INTENSITIES if row.article == article]
    return None if not rows else any(_fits(row, article, on, None) for row in rows)


def _of(row: Intensity, size: Size, zone: str) -> IntensityCeiling:
    base = {"micro": row.small, "small": row.small, "medium": row.medium, "large": row.large}[size]
    if base is None:
        return IntensityCeiling(row.article, _D(0), _D(0), row.cite, row.status)
    rate = min(base + {"a": row.zone_a, "c": row.zone_c}.get(zone, _D(0)), row.cap)
    return IntensityCeiling(row.article, rate, min(rate + row.more, row.cap), row.cite, row.status)


def _regional(on: date, share: Decimal) -> Threshold | None:
    for span, base in ((OLD, REGIONAL_OLD), (NEW, REGIONAL_NEW)):
        if span[0] <= on <= span[1]:
            return Threshold("14", "", share * base, "project", span, "a")
    return None
