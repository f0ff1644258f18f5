"""Which of the periods in accounts are the years: not opening figures, not quarters of the notes, not the group's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ...i18n import _

_STATEMENT: Final = frozenset({"turnover", "production", "costs", "amortisation", "interest"})
"""Figures of the income statement, by which its period is known."""


@dataclass(slots=True)
class PeriodContext:
    """What a context says: an instant (no start) or a period, whether it has dimensions, whose accounts they are."""

    start: date | None = None
    end: date | None = None
    dimensional: bool = False
    consolidated: bool = False


class FigureTold(NamedTuple):
    """A figure of the statements: which, in which context, on which line."""

    name: str
    context: PeriodContext
    line: int


class PeriodDoubt(NamedTuple):
    """Figures that were left out, or taken with a doubt: the line of the first, in a sentence."""

    line: int
    kind: str
    text: str


class ChosenPeriods(NamedTuple):
    """The periods whose figures are years: their start (None where there is no income statement) by their end."""

    starts: dict[date, date | None]
    consolidated: bool
    doubts: tuple[PeriodDoubt, ...]

    def take(self, context: PeriodContext) -> bool:
        """Return whether the figures of a context are those of a year."""
        if context.end is None or context.consolidated != self.consolidated or context.end not in self.starts:
            return False
        return context.start is None or context.start == self.starts[context.end]


def choose_periods(told: Iterable[FigureTold]) -> ChosenPeriods:
    """Choose the periods of the years by the figures in each; everything left out is a doubt."""
    figures = list(told)
    own = [one for one in figures if not one.context.consolidated]
    consolidated = bool(figures) and not own
    doubts: list[PeriodDoubt] = []
    if consolidated:
        text = _("è un bilancio consolidato: i dati sono del gruppo, non dell'impresa da sola")
        doubts.append(PeriodDoubt(figures[0].line, "consolidated", text))
    elif len(own) < len(figures):
        line = next(one.line for one in figures if one.context.consolidated)
        text = _("i dati consolidati sono lasciati fuori: valgono quelli dell'impresa da sola")
        doubts.append(PeriodDoubt(line, "consolidated_left_out", text))
    chosen = own or figures
    starts, more = _durations(chosen)
    doubts += more
    if not starts:
        starts = {one.context.end: None for one in chosen if one.name == "balance_sheet" and one.context.end}
    starts, more = _one_a_year(starts, chosen)
    doubts += more
    doubts += _strays(chosen, starts)
    return ChosenPeriods(starts, consolidated, tuple(doubts))


def _durations(figures: list[FigureTold]) -> tuple[dict[date, date | None], list[PeriodDoubt]]:
    """Return the periods of income statements that lie in no longer one, by their end."""
    lines: dict[tuple[date, date], int] = {}
    for one in figures:
        context = one.context
        if context.start is not None and context.end is not None and one.name in _STATEMENT:
            lines.setdefault((context.start, context.end), one.line)
    kept: list[tuple[date, date]] = []
    doubts = []
    for start, end in sorted(lines, key=lambda period: period[0] - period[1]):
        if any(start >= other[0] and end <= other[1] for other in kept):
            text = _("il periodo dal {start} al {end} sta dentro un esercizio: i suoi dati sono lasciati fuori")
            said = text.format(start=start.isoformat(), end=end.isoformat())
            doubts.append(PeriodDoubt(lines[start, end], "part_of_a_year", said))
        else:
            kept.append((start, end))
    return {end: start for start, end in kept}, doubts


def _one_a_year(
    starts: dict[date, date | None], figures: list[FigureTold]
) -> tuple[dict[date, date | None], list[PeriodDoubt]]:
    """Keep the last of the periods that close in one year: a profile has one row for a year."""
    of: dict[int, list[date]] = defaultdict(list)
    for end in starts:
        of[end.year].append(end)
    doubts = []
    for ends in of.values():
        for end in sorted(ends)[:-1]:
            line = next(one.line for one in figures if one.context.end == end)
            text = _("nel {year} si chiudono due esercizi: quello chiuso il {end} è lasciato fuori")
            doubts.append(PeriodDoubt(line, "two_periods", text.format(year=end.year, end=end.isoformat())))
    return {max(ends): starts[max(ends)] for ends in of.values()}, doubts


def _strays(figures: list[FigureTold], starts: dict[date, date | None]) -> Iterator[PeriodDoubt]:
    """Yield the days that only some figures of the balance sheet are of: those a year opened with."""
    told = set()
    for one in figures:
        end = one.context.end
        closes_twice = end is not None and any(end.year == other.year and end != other for other in starts)
        if one.context.start is None and end is not None and end not in starts and end not in told:
            told.add(end)
            if not closes_twice or (end.month, end.day) == (1, 1):
                text = _("i dati al {end} non chiudono un esercizio di questo bilancio: sono lasciati fuori")
                yield PeriodDoubt(one.line, "opening_figures", text.format(end=end.isoformat()))
