"""Columns of figures that add up on paper: the parts of a sum rounded so that they make the rounded sum."""

from collections.abc import Sequence
from decimal import Decimal

from ...model.paper.declaration import Blank
from ...money import share_out, to_cent
from ...wording.formats import cents

FIGURES = ("headcount", "turnover", "balance_sheet")
"""The three figures of the size of an enterprise: annual work units, turnover and balance sheet total in euro."""


def added(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """Return a sum, None where a part of it is not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def rounded(amounts: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Return amounts with two decimals that add up to their sum with two decimals, where all are known."""
    whole = added(amounts)
    if whole is None:
        return [None if amount is None else to_cent(amount) for amount in amounts]
    known = [amount for amount in amounts if amount is not None]
    return list(share_out(to_cent(whole), known)) if any(known) else [to_cent(amount) for amount in known]


def plain(text: str, key: str = "") -> Blank:
    """Return a value that needs no answer: a word of the sheet, a name, a sum."""
    return Blank(text, key)


def sum_of(amounts: Sequence[Decimal | None]) -> Blank:
    """Return a sum with two decimals; nothing where a part is not known, since that part is a space already."""
    whole = added(amounts)
    return Blank("" if whole is None else cents(to_cent(whole)), "")
