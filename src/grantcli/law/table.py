"""The aggregated table of a group for one period: who counts, why, at which share, and what it adds (art. 6)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ..i18n import _
from ..wording.citations import annex_one, article, articles
from .figures import NO_FIGURES, UNKNOWN_FIGURES, Figures, Period
from .group import ALONE, MemberShare, Role, standings
from .holdings import Member, Web, standing_on

_PLACES: Final[dict[Role, tuple[str, ...]]] = {
    "self": ("6(1)",),
    "linked": ("3(3)", "6(2)"),
    "partner": ("3(2)", "6(2)"),
    "linked_to_partner": ("6(3)",),
    "exempt": ("3(2)",),
    "person": ("3(3)",),
    "public": ("3(4)",),
    "none": ("3(1)",),
}


class SizeRow(NamedTuple):
    """One row: who, in which role, at which share (a fraction), and the figures it adds (already at that share).

    ``interest`` is the largest holding that ties it to the group (a fraction).
    """

    id: str
    name: str
    role: Role
    share: Decimal
    interest: Decimal
    figures: Figures
    why: str
    cite: str


def table(web: Web, period: Period, day: date | None) -> tuple[tuple[SizeRow, ...], Figures]:
    """Return the rows for one period of the applicant and their sum; ties not in force on ``day`` are left out."""
    if len(web.members) == 1:
        return (_row(web.members[0], ALONE, period.figures),), period.figures
    then = standing_on(web, day)
    rows = [
        _row(member, standing, _added(member, standing, period))
        for member, standing in zip(then.members, standings(then), strict=True)
    ]
    return tuple(rows), _sum(rows)


def _sum(rows: Sequence[SizeRow]) -> Figures:
    total = NO_FIGURES
    for row in rows:
        total = total.plus(row.figures)
    return total


def _added(member: Member, standing: MemberShare, period: Period) -> Figures:
    if standing.role == "self":
        return period.figures
    if standing.share == 0 or member.consolidated:
        return NO_FIGURES
    return _figures_of(member, period).times(standing.share)


def _figures_of(member: Member, period: Period) -> Figures:
    """Return a member's figures for the period of the same year, else of the last one closed before it (art. 4(1))."""
    for known in reversed(member.periods):
        if known.year == period.year or (known.closed_on <= period.closed_on and known.year == period.year - 1):
            return known.figures
    return UNKNOWN_FIGURES


def _row(member: Member, standing: MemberShare, figures: Figures) -> SizeRow:
    places = _PLACES[standing.role]
    return SizeRow(
        member.id,
        member.name,
        standing.role,
        standing.share,
        standing.interest,
        figures,
        _why(member, standing),
        annex_one((article if len(places) == 1 else articles)(*places)),
    )


def _why(member: Member, standing: MemberShare) -> str:
    if member.consolidated and standing.share > 0:
        return _("già compresa nei conti consolidati")
    match standing.role:
        case "self":
            return _("l'impresa richiedente")
        case "linked":
            return _("collegata: maggioranza dei voti o controllo, anche indiretto")
        case "partner":
            return _("associata: quota dal 25 al 50 per cento, contata in proporzione")
        case "linked_to_partner":
            return _("collegata a un'associata: contata nella stessa proporzione")
        case "exempt":
            return _("investitore che non rende associata l'impresa")
        case "person":
            return _("persona fisica: non è un'impresa")
        case "public":
            return _("ente pubblico: conta per il controllo pubblico")
        case _:
            return _("sotto il 25 per cento, o associata di un'associata: non conta")
