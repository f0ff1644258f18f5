"""The way of the money as a drawing: from presented to admitted cost, and from there to the contribution."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from textwrap import wrap
from typing import Literal

from ...i18n import _, plural, say
from ...model.instruments.support import SupportOutcome
from ...model.outcome import Outcome, Step
from ...money import ZERO
from ...wording import formats
from ..pieces.palette import PALETTE

Kind = Literal["total", "cut", "own", "grant", "add"]

_LEFT, _BAR, _RIGHT = 250, 270, 120  # widths of label, bar and amount, in pixels of a 640 pixel drawing
_ROW, _TALL = 30, 14
_LETTERS = 42  # characters of a label that fit its width
_MOST_CUTS = 6
_COLOURS: dict[Kind, str] = {"total": "ink", "cut": "cut", "own": "own", "add": "add", "grant": "accent"}


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One row: the label, the span it covers on the scale of euro, the amount written beside it."""

    label: str
    start: Decimal
    end: Decimal
    kind: Kind

    @property
    def amount(self) -> Decimal:
        """The amount written: whole for totals, the signed move for cuts and what is added, own funds as such."""
        if self.kind == "own":
            return self.start - self.end
        return self.end if self.kind in ("total", "grant") else self.end - self.start


def bars(outcome: Outcome) -> list[DrawnBar]:
    """Return the rows of the drawing; they stop at the admitted cost where the contribution is undetermined."""
    expenses = outcome.expenses
    if not expenses.known or expenses.presented <= ZERO:
        return []
    made = [DrawnBar(_("Spese presentate"), ZERO, expenses.presented, "total")]
    level = expenses.presented
    for label, amount in _merged(_refusals(outcome)):
        made.append(DrawnBar(label, level, level + amount, "cut"))
        level += amount
    made.append(DrawnBar(_("Spese ammesse"), ZERO, expenses.admitted, "total"))
    return made + _granted(outcome)


def _granted(outcome: Outcome) -> list[DrawnBar]:
    contribution = outcome.contribution
    if contribution.amount is None or contribution.status == "undetermined":
        return []
    if contribution.support is not None:
        return _by_form(contribution.support)
    gross = sum((step.amount for step in contribution.steps if step.amount > ZERO), ZERO)
    level = outcome.expenses.admitted
    of_partners = bool(contribution.partners)
    own = _("Spesa ammessa a carico dei partner") if of_partners else _("Spesa ammessa a carico di chi fa domanda")
    made = [DrawnBar(own, level, gross, "own")] if gross < level else []
    if gross > level:
        made = [DrawnBar(_("Aiuto che non paga costi"), level, gross, "add")]
    level = gross
    for step in contribution.steps:
        if step.amount < ZERO:
            made.append(DrawnBar(say(step.text), level, level + step.amount, "cut"))
            level += step.amount
    label = _("Contributo (stima)") if contribution.status == "estimate" else _("Contributo")
    return [*made, DrawnBar(label, ZERO, contribution.amount, "grant")]


def _by_form(support: SupportOutcome) -> list[DrawnBar]:
    """Return what pays for the admitted cost: own funds, what is paid back, what never is; then what pays for none."""
    if support.cost is None or support.own_funds is None or support.kept is None:
        return []
    level, made = support.cost, []
    lent = [(say(one.label), one.repaid) for one in support.given if one.repaid]
    for label, amount in ((_("Spesa ammessa a carico di chi fa domanda"), support.own_funds), *lent):
        if amount:
            made.append(DrawnBar(label, level, level - amount, "own"))
            level -= amount
    if level != support.kept:
        made.append(DrawnBar(_("Aiuto che non paga costi"), level, support.kept, "add"))
    label = _("Non si restituisce (stima)") if support.status == "estimate" else _("Non si restituisce")
    return [*made, DrawnBar(label, ZERO, support.kept, "grant")]


def _refusals(outcome: Outcome) -> list[tuple[str, Decimal]]:
    summed: dict[str, Decimal] = {}
    texts: dict[str, str] = {}
    for step in _moves(outcome):
        summed[step.rule] = summed.get(step.rule, ZERO) + step.amount
        texts.setdefault(step.rule, say(step.text))
    return [(texts[rule], amount) for rule, amount in summed.items() if amount != ZERO]


def _moves(outcome: Outcome) -> Iterable[Step]:
    return (step for line in outcome.expenses.lines for step in line.steps)


def _merged(cuts: list[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    if len(cuts) <= _MOST_CUTS:
        return cuts
    by_size = sorted(range(len(cuts)), key=lambda index: cuts[index][1])
    kept, rest = sorted(by_size[: _MOST_CUTS - 1]), by_size[_MOST_CUTS - 1 :]
    label = plural("un altro motivo", "altri {count} motivi", len(rest)).format(count=len(rest))
    return [*(cuts[index] for index in kept), (label, sum((cuts[index][1] for index in rest), ZERO))]


def waterfall(outcome: Outcome, colours: Mapping[str, str] = PALETTE) -> str:
    """Return the drawing as inline SVG, with a title that says it in words; nothing where there is no cost.

    ``colours`` by name, as ``palette`` has them.
    """
    rows = bars(outcome)
    if not rows:
        return ""
    width, height = _LEFT + _BAR + _RIGHT, _ROW * len(rows) + 4
    largest = max(max(abs(bar.start), abs(bar.end)) for bar in rows)
    drawn = "".join(
        _row(bar, position, largest, colours, position + 1 == len(rows)) for position, bar in enumerate(rows)
    )
    said = "; ".join(f"{bar.label}: {formats.money(bar.amount)}" for bar in rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="waterfall" role="img" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}"><title>{escape(said)}</title>{drawn}</svg>'
    )


def _row(bar: DrawnBar, position: int, largest: Decimal, colours: Mapping[str, str], last: bool) -> str:
    top = position * _ROW + 4
    left, right = sorted((_x(bar.start, largest), _x(bar.end, largest)))
    weight = "600" if bar.kind in ("total", "grant") else "400"
    line = top + _TALL - 3
    link = "" if last else _link(bar, position, largest)
    return (
        _label(bar.label, line, weight)
        + f'<rect x="{left:.2f}" y="{top}" width="{max(right - left, 1):.2f}" height="{_TALL}"'
        f' fill="{colours[_COLOURS[bar.kind]]}"/>{link}'
        + _text(_LEFT + _BAR + _RIGHT, line, "Titillium Web Paper", weight, formats.cents(bar.amount))
    )


def _text(x: int, y: int, family: str, weight: str, said: str, size: int = 12) -> str:
    anchor = "end" if x else "start"
    return (
        f'<text x="{x}" y="{y}" font-family="{family}" font-size="{size}" font-weight="{weight}" fill="#17324D"'
        f' text-anchor="{anchor}">{escape(said)}</text>'
    )


def _link(bar: DrawnBar, position: int, largest: Decimal) -> str:
    x = _x(bar.end, largest)
    top = position * _ROW + 4 + _TALL
    return f'<path d="M{x:.2f} {top}V{top + _ROW - _TALL}" stroke="#94A6B5" stroke-width="0.75"/>'


def _x(amount: Decimal, largest: Decimal) -> float:
    return _LEFT + float(amount / largest) * (_BAR - 10)


def _label(said: str, line: int, weight: str) -> str:
    first, *rest = wrap(said, _LETTERS) or [""]
    if not rest:
        return _text(0, line, "Titillium Web Paper", weight, first)
    second = rest[0] if len(rest) == 1 else rest[0][: _LETTERS - 1].rstrip(" ,;:") + "…"
    return "".join(
        _text(0, line + shift, "Titillium Web Paper", weight, part) for shift, part in ((-7, first), (6, second))
    )
