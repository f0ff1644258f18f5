"""The sheets of categories, limits and aid: sums by formula, what rules move, whether it still agrees with grantcli.

A formula is written only where it comes to what grantcli computed, to the cent; what is left is a figure.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ...i18n import _, say
from ...model.computing.call_figure import fixed
from ...model.contribution import Cap, Regime
from ...model.expense import Limit
from ...model.outcome import Outcome, RegimeOutcome, Step
from ...money import CENT, ZERO
from ...wording.formats import percent
from .board import Board
from .expense_sheet import ExpenseSheet
from .rounding import rounded, rounded_formula

_HALF_CENT = "0.005"


class Sums(NamedTuple):
    """The cells, as other sheets name them, of the totals presented and admitted; those admitted by category."""

    presented: str
    admitted: str
    by_category: Mapping[str, str]


def line_rates(outcome: Outcome) -> dict[str, Decimal]:
    """Return the share of each line where the aid is reckoned by shares of lines; empty where it is not."""
    chosen, regime = _chosen(outcome)
    if chosen is None or regime is None or regime.tiers or regime.tiers_table or regime.lump_sum is not None:
        return {}
    rates = {line: share for line, share in chosen.line_rates.items() if share}
    return rates if _moves(outcome, regime, _first_sum(outcome, rates)) is not None else {}


def write_categories(book: Any, formats: Any, outcome: Outcome, expenses: ExpenseSheet) -> Sums:
    """Write the sheet of totals by category and of the limits."""
    board = Board(book, formats, _("Quadro economico"), [22, 46, 16, 16, 12, 30])
    board.title(_("Quadro economico"))
    board.head([_("Sigla"), _("Voce di costo"), _("Presentato"), _("Ammesso"), _("Quota"), _("Nota")], freeze=2)
    texts = {one.id: say(one.text) for one in outcome.call.expenses.categories}
    typed = {item.id for item in outcome.facts.lists.get("expenses", ())}
    flats = {line.category for line in outcome.expenses.lines if line.id not in typed}
    names = list(dict.fromkeys([*texts, *outcome.expenses.by_category]))
    first, total = board.row, board.row + max(1, len(names))
    admitted = outcome.expenses.admitted
    for name in names:
        held = outcome.expenses.by_category.get(name, (ZERO, ZERO))
        board.put(0, name)
        board.put(1, texts.get(name, ""))
        for column, of, value in ((2, "presented", held[0]), (3, "admitted", held[1])):
            if name in flats:
                board.put(column, value, formats.our_figure)
            else:
                key = board.cell(0)
                found = f"=SUMIF({expenses.column('category')},{key},{expenses.column(of)})"
                board.work_out(column, found, value)
        part = f"=IF({board.cell(3, total)}=0,0,{board.cell(3)}/{board.cell(3, total)})"
        board.work_out(4, part, held[1] / admitted if admitted else ZERO, formats.our_share)
        board.put(5, _("a forfait: cifra di grantcli") if name in flats else "")
        board.down()
    board.down(total - board.row)
    board.put(1, _("Totale"), formats.total_text)
    for column, value in ((2, outcome.expenses.presented), (3, admitted)):
        board.work_out(column, f"=SUM({board.range(column, first, total - 1)})", value, formats.total)
    quoted = f"'{board.name}'!"
    sums = Sums(
        f"{quoted}{board.cell(2, total)}",
        f"{quoted}{board.cell(3, total)}",
        {name: f"{quoted}{board.cell(3, first + at)}" for at, name in enumerate(names)},
    )
    board.down(2)
    _write_limits(board, outcome, sums)
    return sums


def _write_limits(board: Board, outcome: Outcome, sums: Sums) -> None:
    if not outcome.expenses.limits:
        return
    board.sheet.write_string(board.row, 0, _("I limiti"), board.formats.title)
    board.down()
    board.head([_("Regola"), _("Limite"), _("Al massimo"), _("Speso"), _("Tolto"), _("Rispettato")])
    known = {limit.id: limit for limit in outcome.call.expenses.limits}
    for step in outcome.expenses.limits:
        limit = known.get(step.rule)
        board.put(0, step.rule)
        board.put(1, f"{say(step.text)} ({step.cite})")
        if limit is not None and (reckoned := _reckoned(limit, outcome, sums)) is not None:
            formula, most, used_by, used = reckoned
            board.work_out(2, f"={formula}", most)
            board.work_out(3, f"={used_by}", used)
            held = f'=IF({board.cell(3)}-{board.cell(2)}<{_HALF_CENT},"{_("sì")}","{_("no")}")'
            board.work_out(5, held, _("sì") if used - most < Decimal(_HALF_CENT) else _("no"), board.formats.our_text)
        else:
            board.put(5, _("si veda il fascicolo"), board.formats.our_text)
        board.put(4, step.amount, board.formats.our_figure)
        board.down()


def _reckoned(limit: Limit, outcome: Outcome, sums: Sums) -> tuple[str, Decimal, str, Decimal] | None:
    """Return a limit on the whole project as a formula, what it comes to, and the same of what is spent; else None."""
    share, amount = fixed(limit.share), fixed(limit.amount)
    if limit.each != "project" or limit.per or limit.least or limit.field or limit.base == "contribution":
        return None
    if (limit.share is not None and share is None) or (limit.amount is not None and amount is None):
        return None
    formulas, values = [], []
    if share is not None:
        formula, base = _base(limit, outcome, sums)
        formulas.append(f"{share:f}*({formula})")
        values.append(share * base)
    if amount is not None:
        formulas.append(f"{amount:f}")
        values.append(amount)
    if not values:
        return None
    used_by, used = _added(limit.of, outcome, sums)
    most = min(values)
    if used - most >= CENT:  # a reading of the limit that is not the engine's
        return None
    return (f"MIN({','.join(formulas)})" if len(formulas) > 1 else formulas[0]), most, used_by, used


def _base(limit: Limit, outcome: Outcome, sums: Sums) -> tuple[str, Decimal]:
    if limit.base == "presented":
        return sums.presented, outcome.expenses.presented
    if limit.base == "direct":
        direct = tuple(one.id for one in outcome.call.expenses.categories if one.direct)
        return _added(direct, outcome, sums)
    if isinstance(limit.base, tuple):
        return _added(limit.base, outcome, sums)
    return sums.admitted, outcome.expenses.admitted


def _added(categories: tuple[str, ...], outcome: Outcome, sums: Sums) -> tuple[str, Decimal]:
    cells = [sums.by_category[name] for name in categories if name in sums.by_category]
    held = outcome.expenses.by_category
    return "+".join(cells) or "0", sum((held[name][1] for name in categories if name in held), ZERO)


def write_aid(book: Any, formats: Any, outcome: Outcome, expenses: ExpenseSheet, sums: Sums) -> None:
    """Write the sheet of the contribution, step by step, and of whether the workbook still agrees with grantcli."""
    board = Board(book, formats, _("Contributo"), [24, 60, 18, 18, 34])
    chosen, regime = _chosen(outcome)
    board.title(_("Contributo"), say(chosen.title) if chosen is not None else "")
    contribution = outcome.contribution
    if contribution.amount is None:
        board.put(0, _("Il contributo non si può dire: mancano risposte o cifre del bando (si veda il fascicolo)."))
        return
    board.head([_("Regola"), _("Che cosa fa"), _("Importo"), _("Risultato"), _("Nota")])
    first = board.row
    running = ZERO
    for move in _rows(outcome, regime, expenses, running_cell=lambda: board.cell(3, board.row - 1)):
        board.put(0, move.rule)
        board.put(1, move.text)
        if move.formula:
            board.work_out(2, f"={move.formula}", move.amount)
        else:
            board.put(2, move.amount, formats.our_figure)
        running += move.amount
        before = "" if board.row == first else f"{board.cell(3, board.row - 1)}+"
        board.work_out(3, f"={before}{board.cell(2)}", running)
        board.put(4, move.note)
        board.down()
    board.put(1, _("Contributo"), formats.total_text)
    total = board.cell(3)
    if board.row == first:  # nothing moves it
        board.put(3, contribution.amount, formats.total)
    else:
        board.work_out(3, f"={board.cell(3, board.row - 1)}", running, formats.total)
    board.put(4, _("stima") if contribution.status == "estimate" else "")
    board.down()
    _write_withheld(board, outcome, total)
    _write_agreement(board, outcome, total, sums)


class AidRowMove(NamedTuple):
    """One row of the way to the contribution: its rule, what it does, a formula or nothing, what it comes to."""

    rule: str
    text: str
    formula: str
    amount: Decimal
    note: str = ""


def _rows(outcome: Outcome, regime: Regime | None, expenses: ExpenseSheet, running_cell: Any) -> Iterator[AidRowMove]:
    ours = _("cifra di grantcli")
    contribution = outcome.contribution
    if not expenses.aid or regime is None:
        for step in contribution.steps:
            yield AidRowMove(step.rule, f"{say(step.text)} ({step.cite})", "", step.amount, ours)
        return
    rule = outcome.call.contribution
    sums = _first_sum(outcome, line_rates(outcome))
    running = ZERO
    for move in _by_rate(outcome, expenses):
        yield move
        running += move.amount
    rounding = f"{rounded_formula(running_cell(), rule)}-{running_cell()}"
    cite = f" ({rule.rounding_cite})" if rule.rounding_cite else ""
    yield AidRowMove("", _("Arrotondamento") + cite, rounding, sums - running)
    running = sums
    caps = {cap.id: cap for cap in (*regime.caps, *rule.caps)}
    for step in _moves(outcome, regime, sums) or ():
        level = _level(caps.get(step.rule))
        live = level is not None and min(ZERO, level - running) == step.amount
        formula = f"MIN(0,{level:f}-{running_cell()})" if live else ""
        text = f"{say(step.text)} ({step.cite})" if step.cite else say(step.text)
        yield AidRowMove(step.rule, text, formula, step.amount, "" if live else ours)
        running += step.amount


def _by_rate(outcome: Outcome, expenses: ExpenseSheet) -> Iterator[AidRowMove]:
    """Yield the aid of the lines by their share, then that of the flat rates, which are on no sheet."""
    rates = line_rates(outcome)
    lines = [line for line in outcome.expenses.lines if line.id in expenses.aid and line.admitted]
    for share in sorted({rates.get(line.id, ZERO) for line in lines}):
        own = [line for line in lines if rates.get(line.id, ZERO) == share]
        names = ", ".join(dict.fromkeys(line.category for line in own))
        text = _("{share} delle spese ammesse nelle voci {names}").format(share=percent(share), names=names)
        found = f"SUMIF({expenses.column('rate')},{float(share)!r},{expenses.column('aid')})"
        yield AidRowMove("", text, found, sum((expenses.aid[line.id] for line in own), ZERO))
    flats = [line for line in outcome.expenses.lines if line.id not in expenses.aid]
    if flats:
        aid = sum((line.admitted * rates.get(line.id, ZERO) for line in flats), ZERO)
        yield AidRowMove("", _("Costi a forfait"), "", aid, _("cifra di grantcli"))


def _level(cap: Cap | None) -> Decimal | None:
    """Return the amount of a cap on the whole project that is one number, None of any other."""
    if cap is None or cap.least or cap.of != "project" or cap.each or cap.categories or cap.share is not None:
        return None
    return fixed(cap.amount)


def _first_sum(outcome: Outcome, rates: Mapping[str, Decimal]) -> Decimal:
    """Return the sum of the shares of all lines, rounded as the call rounds."""
    rule = outcome.call.contribution
    parts = [line.admitted * rates.get(line.id, ZERO) for line in outcome.expenses.lines]
    if rule.round_each == "line":
        parts = [rounded(part, rule) for part in parts]
    return rounded(sum(parts, ZERO), rule)


def _moves(outcome: Outcome, regime: Regime, first: Decimal) -> list[Step] | None:
    """Return the steps that lead from the sum of the shares to the contribution, None where none do.

    The shares of the lines hold the points of bonuses and ceilings: these steps are in the sum already.
    """
    amount = outcome.contribution.amount
    if amount is None:
        return None
    rates = {rate.id for rate in regime.rates}
    points = {bonus.id for bonus in regime.bonuses if bonus.points is not None}
    for inside in (rates, rates | points):
        rest = [step for step in outcome.contribution.steps if step.rule not in inside and step.amount]
        short = amount - first - sum((step.amount for step in rest), ZERO)
        if abs(short) < CENT * (len(outcome.contribution.steps) + 1):
            return [*rest, Step("", "", short, _("Arrotondamenti"))] if short else rest
    return None


def _chosen(outcome: Outcome) -> tuple[RegimeOutcome | None, Regime | None]:
    name = outcome.contribution.regime
    chosen = next((one for one in outcome.contribution.regimes if one.id == name), None)
    return chosen, next((one for one in outcome.call.contribution.regimes if one.id == name), None)


def _write_withheld(board: Board, outcome: Outcome, total: str) -> None:
    contribution = outcome.contribution
    if not contribution.withheld or contribution.net is None:
        return
    cells = [total]
    for step in contribution.withheld:
        board.put(0, step.rule)
        board.put(1, f"{say(step.text)} ({step.cite})")
        board.put(3, step.amount, board.formats.our_figure)
        cells.append(board.cell(3))
        board.down()
    board.put(1, _("Si incassa"), board.formats.total_text)
    board.work_out(3, f"={'+'.join(cells)}", contribution.net, board.formats.total)
    board.down()


def _write_agreement(board: Board, outcome: Outcome, total: str, sums: Sums) -> None:
    """Write what grantcli computed beside what the workbook comes to, and whether they agree."""
    board.down()
    board.head([_("Controllo"), "", "grantcli", _("Questo foglio"), _("Coincidono")])
    differs = _("no: dopo una modifica vale ciò che dice grantcli evaluate")
    for text, ours, cell in (
        (_("Costo presentato"), outcome.expenses.presented, sums.presented),
        (_("Costo ammesso"), outcome.expenses.admitted, sums.admitted),
        (_("Contributo"), outcome.contribution.amount or ZERO, total),
    ):
        board.put(0, text)
        board.put(2, ours)
        board.work_out(3, f"={cell}", ours)
        same = f'=IF(ABS({board.cell(2)}-{board.cell(3)})<{_HALF_CENT},"{_("sì")}","{differs}")'
        board.work_out(4, same, _("sì"), board.formats.our_text)
        board.down()
