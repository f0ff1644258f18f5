"""The account of an undertaking for the paper: its size with the group, its difficulty, its de minimis aid."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import cast

from ..model.facts import Facts
from ..model.standing import (
    AidAccount,
    AidRow,
    DifficultyAccount,
    DifficultyLimb,
    GroupRow,
    GroupTie,
    SizeAccount,
    SizeYear,
    Standing,
)
from .deminimis import Ledger, ledger
from .difficulty import END_2019, Difficulty, closed_in_2019
from .figures import SIZES, Amount, Size, closed
from .holdings import Web
from .size import SizeResult, YearSize, size_in
from .table import SizeRow
from .undertaking import Undertaking, seen_on


def standing_of(facts: Facts, on: date) -> Standing:
    """Return the account of the applicant (keys ``company.…``, ``aids``) on a day; empty where nothing is known.

    ``facts`` are those after ``derive``: a declared size serves where the accounts do not give one. Size and difficulty
    are those of the day of the application once it is in, like what is derived; aid is that of the award.
    """
    firm, seen = Undertaking(facts), seen_on(facts, on)
    sized = firm.size(seen) if firm.known else None
    size = cast("Size | None", facts.value("company.size"))
    account = _size(sized, firm.worlds.least) if sized is not None and sized.years and firm.worlds else None
    award = cast("date | None", facts.value("award.date")) or on
    kept = ledger(facts, award) if "aids" in facts.lists else None
    return Standing(account, tuple(_difficulties(firm, seen, size)), None if kept is None else _aid(kept))


def _size(sized: SizeResult, web: Web) -> SizeAccount:
    names = [member.id for member in web.members]
    ties = tuple(
        GroupTie(names[tie.holder], names[tie.held], tie.capital, tie.votes, tie.control) for tie in web.holdings
    )
    return SizeAccount(
        sized.size,
        sized.possible,
        sized.basis,
        sized.cite,
        sized.autonomous,
        tuple(_year(year) for year in sized.years),
        tuple(_row(part) for part in sized.years[-1].parts),
        ties,
        sized.to_verify,
    )


def _year(year: YearSize) -> SizeYear:
    head, turnover, balance = (_known(amount) for amount in year.figures)
    return SizeYear(year.year, head, turnover, balance, _settled(year.raw), _settled(year.status), year.cite)


def _row(part: SizeRow) -> GroupRow:
    head, turnover, balance = (_known(amount) for amount in part.figures)
    return GroupRow(
        part.id, part.name, part.role, part.share, part.interest, head, turnover, balance, part.why, part.cite
    )


def _known(amount: Amount) -> Decimal | None:
    return amount.known if amount.complete else None


def _settled(span: tuple[int, int]) -> str | None:
    return SIZES[span[0]] if span[0] == span[1] else None


def _difficulties(firm: Undertaking, on: date, size: Size | None) -> Iterator[DifficultyAccount]:
    known = firm.known
    if known:
        yield _difficulty(firm.difficulty(on, size))
        later = firm.difficulty_at_award(on, size)
        if later is not None:
            yield _difficulty(later)
    if closed_in_2019(known) and on > END_2019:
        yield _difficulty(firm.difficulty_2019(_size_2019(firm) or size))


def _size_2019(firm: Undertaking) -> Size | None:
    """Return the size of 2019 by approved accounts, else an estimate by those that were not."""
    if closed(firm.known, END_2019):
        return firm.size_2019().size
    until_then = tuple(period for period in firm.known if period.closed_on <= END_2019)
    return size_in(firm.worlds, firm.facts, END_2019, until_then).size


def _difficulty(judged: Difficulty) -> DifficultyAccount:
    limbs = tuple(DifficultyLimb(limb.letter, limb.applies, limb.holds, limb.why, limb.cite) for limb in judged.limbs)
    doubt = () if judged.doubt is None or judged.doubt.text in judged.to_verify else (judged.doubt.text,)
    return DifficultyAccount(judged.on, judged.in_difficulty, limbs, (*judged.to_verify, *doubt))


def _aid(kept: Ledger) -> AidAccount:
    rows = tuple(
        AidRow(
            entry.aid.id,
            entry.aid.date,
            entry.aid.amount,
            entry.aid.regulation,
            entry.aid.beneficiary,
            entry.counts,
            entry.why,
            entry.weight,
        )
        for entry in kept.entries
    )
    ceiling = kept.ceiling
    return AidAccount(
        kept.on,
        kept.since,
        ceiling.regulation,
        ceiling.amount,
        kept.used,
        kept.headroom,
        rows,
        ceiling.cite,
        kept.to_verify,
        None if kept.least == kept.headroom else kept.least,
        kept.missing,
    )
