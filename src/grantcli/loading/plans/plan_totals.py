"""Rows of a plan that are no expenses: totals and subtotals, by a word and something else; VAT; sums that disagree."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from ...registry.spelling import fold

Standing = Literal["line", "total", "vat", "doubtful"]
_BEGINS: Final = re.compile(
    r"^(sub\s?)?tot(ale|ali|al|als)?\b|^(somma|sommano|subtotale|subtotal|grand\stotal|a\sriportare|riporto|sum)\b"
    r"|^(importo|costo|valore|spesa|investimento)\s(totale|complessiv)|^complessiv|^in\stotale\b|^overall\b"
)
_ANYWHERE: Final = re.compile(r"\b(sub\s?)?totale?\b|\bcomplessiv|\bsubtotal")
_OF_VAT: Final = re.compile(r"^(iva|vat|i\sv\sa)\b")
_CODE: Final = re.compile(r"^\(?([A-Za-z]|[0-9]{1,2})((?:[.][0-9A-Za-z]{1,2})*)[.):]?(?=\s|$)")
_CENT: Final = Decimal("0.01")
_MANY = 2


class PlanRow(NamedTuple):
    """A row under the head: its number, the texts of all its cells, whether it names a supplier, what it costs.

    ``summed``: the cell of the amount is a formula that sums others.
    """

    line: int
    texts: tuple[str, ...]
    category: str
    supplier: str
    amount: Decimal | None
    summed: bool = False


class Verdict(NamedTuple):
    """What a row is; of a total, the sum it should be where one is known, and the name of what it sums."""

    standing: Standing
    expected: Decimal | None = None


def judge_rows(rows: Sequence[PlanRow]) -> list[Verdict]:
    """Sort lines from totals, in one pass and one look back: sums of what is above, of what follows, of groups."""
    suppliers = sum(bool(row.supplier) for row in rows)
    above = _Above()
    below = _sums_below(rows)
    parents = _parents(rows)
    verdicts = []
    for index, row in enumerate(rows):
        verdict = parents.get(index) or _judge(row, above, below[index], suppliers * 2 > len(rows))
        above.take(row, verdict)
        verdicts.append(verdict)
    return verdicts


class _Above:
    """The sums of the lines read so far: all of them, those since the last total, those of each category."""

    def __init__(self) -> None:
        self.whole = self.since = self.vat = Decimal(0)
        self.count = self.count_since = 0
        self.of: dict[str, Decimal] = defaultdict(Decimal)
        self._totals: dict[Decimal, int] = defaultdict(int)

    def take(self, row: PlanRow, verdict: Verdict) -> None:
        if verdict.standing == "vat":
            self.vat += row.amount or 0
        elif verdict.standing == "total":
            self.since, self.count_since = Decimal(0), 0
        elif row.amount is not None:
            self.whole, self.since = self.whole + row.amount, self.since + row.amount
            self.count, self.count_since = self.count + 1, self.count_since + 1
            category = fold(row.category)
            self._totals[self.of[category]] -= 1
            self.of[category] += row.amount
            self._totals[self.of[category]] += 1

    def matches(self, amount: Decimal) -> Decimal | None:
        """Return the sum that an amount is, None where it is none."""
        sums = (self.since, self.whole, self.whole + self.vat) if self.count else ()
        near = (amount, amount - _CENT, amount + _CENT)
        found = next((one for one in sums if abs(one - amount) <= _CENT), None)
        return found if found is not None else next((one for one in near if self._totals.get(one, 0) > 0), None)

    def likely(self, named: Iterable[str]) -> Decimal | None:
        """Return what a total that is no such sum should have been: of the category it names, else since the last."""
        for text in named:
            for category, total in self.of.items():
                if category and category in fold(text).split():
                    return total
        return self.since if self.count_since else self.whole if self.count else None


def names_a_total(text: str) -> bool:
    """Return whether a text begins as totals are called."""
    return bool(_BEGINS.search(fold(text)))


def _judge(row: PlanRow, above: _Above, below: Decimal, suppliers: bool) -> Verdict:
    if row.amount is None:
        return Verdict("line")
    said = [fold(text) for text in row.texts]
    matched = above.matches(row.amount)
    if matched is None and not above.count and abs(below - row.amount) <= _CENT and below:
        matched = below
    begins = any(_BEGINS.search(text) for text in said)
    bare = suppliers and not row.supplier
    if any(_OF_VAT.search(text) for text in said) and not row.supplier and _is_vat(row.amount, above):
        return Verdict("vat")
    if begins and (row.summed or (matched is not None and (not row.supplier or above.count >= _MANY))):
        return Verdict("total", matched)
    if begins and not row.supplier and (bare or _alone(row)):
        return Verdict("total", above.likely(row.texts) if above.count else below)
    if not row.supplier and any(_ANYWHERE.search(text) for text in said):
        if matched is not None and (above.count >= _MANY or row.summed):
            return Verdict("total", matched)
        return Verdict("doubtful", above.likely(row.texts)) if begins else Verdict("line")
    if not said and matched is not None:
        return Verdict("total", matched)
    return Verdict("doubtful", matched) if _suspect(row, above, matched) else Verdict("line")


def _alone(row: PlanRow) -> bool:
    """Return whether a row says one thing only, beside its amounts."""
    return len(row.texts) == 1 and not row.category.strip(" ").replace(row.texts[0], "")


def _suspect(row: PlanRow, above: _Above, matched: Decimal | None) -> bool:
    """Report a line that is, to the cent, the sum of all lines above it, and names no supplier."""
    return matched is not None and matched == above.whole and above.count > _MANY and not row.supplier


def _is_vat(amount: Decimal, above: _Above) -> bool:
    return above.count > 0 and amount < above.whole


def _sums_below(rows: Sequence[PlanRow]) -> list[Decimal]:
    """Return for each row the sum of the lines under it that do not begin with a word of totals."""
    sums, total = [], Decimal(0)
    for row in reversed(rows):
        sums.append(total)
        if row.amount is not None and not any(_BEGINS.search(fold(text)) for text in row.texts):
            total += row.amount
    return sums[::-1]


def _parents(rows: Sequence[PlanRow]) -> dict[int, Verdict]:
    """Return the rows whose code is above those that follow («A», then «A.1», «A.2») and whose amount is their sum."""
    found: dict[int, Verdict] = {}
    open_codes: list[tuple[int, str, Decimal, int]] = []
    for index, row in enumerate([*rows, PlanRow(0, ("",), "", "", None)]):
        code = _code(row)
        while open_codes and not code.startswith(f"{open_codes[-1][1]}."):
            at, _name, total, count = open_codes.pop()
            if count and rows[at].amount == total:
                found[at] = Verdict("total", total)
            if open_codes:
                up, name, so_far, many = open_codes[-1]
                own = rows[at].amount
                open_codes[-1] = (up, name, so_far + (total if own is None else own), many + 1)
        if code and not row.supplier:
            open_codes.append((index, code, Decimal(0), 0))
        elif code and open_codes:
            up, name, so_far, many = open_codes[-1]
            open_codes[-1] = (up, name, so_far + (row.amount or 0), many + 1)
    return found


def _code(row: PlanRow) -> str:
    for text in row.texts[:2]:
        match = _CODE.match(text.strip())
        if match:
            return f"{match[1]}{match[2]}".casefold()
    return ""
