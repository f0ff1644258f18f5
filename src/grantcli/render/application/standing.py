"""The position of the undertaking in State-aid law, on paper: size with the group, difficulty, aid received."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ...i18n import _
from ...model.facts import Facts
from ...model.outcome import Outcome
from ...model.standing import AidAccount, DifficultyAccount, DifficultyLimb, GroupRow, SizeAccount, SupportAccount
from ...wording import standing as words
from ...wording.facts import written
from ...wording.formats import cents, day, money, number, percent

Plain = dict[str, object]
_FIGURES = ("headcount", "turnover", "balance_sheet")


_FULL = 18  # rows that fill enough of a page to leave the rest of it empty


def standing(outcome: Outcome, before: int = 0) -> Plain:
    """Return the account of the undertaking; empty where nothing is known about it.

    It stays ``whole``, on a page of its own if need be, where the rows ``before`` it do not leave theirs half empty.
    """
    held = outcome.standing
    if held is None:
        return {}
    aid = held.aid if words.counts_aid(outcome) else None
    if not (held.size or held.difficulty or aid or held.cumulation):
        return {}
    return {
        "whole": before >= _FULL,
        "size": _size(held.size, outcome) if held.size is not None else None,
        "difficulty": _difficulty(held.difficulty, outcome.facts) if held.difficulty else None,
        "aid": _aid(aid) if aid is not None else None,
        "cumulation": [_support(support) for support in held.cumulation],
    }


def _size(account: SizeAccount, outcome: Outcome) -> Plain:
    fact = outcome.vocabulary.get("company.size")
    cites = {year.cite for year in account.years}
    cited = cites.pop() if len(cites) == 1 else ""  # said once where it is of all years
    return {
        "words": words.size_words(account, outcome.vocabulary),
        "basis": words.basis_words(account, outcome.vocabulary),
        "group": words.group_words(account),
        "cite": account.cite,
        "to_verify": list(account.to_verify),
        "rows": [_row(row) for row in account.rows],
        "total": _figures(account.years[-1]) if account.years else None,
        "last": account.years[-1].year if account.years else None,
        "years": [
            {
                "year": year.year,
                **_figures(year),
                "alone": written(year.alone, fact) if year.alone is not None else "?",
                "after": written(year.status, fact) if year.status is not None else "?",
                "cite": "" if cited else year.cite,
            }
            for year in account.years
        ],
        "years_cite": cited,
        "ties": _ties(account),
        "kind": _kind(account.rows),
        "form": [{"label": label, **_sum(account.rows, roles)} for label, roles in _form_lines()],
    }


def _ties(account: SizeAccount) -> list[str]:
    """Say every tie in a sentence: the drawing leaves out those between two enterprises that it has placed already."""
    names = {row.id: row.name or row.id or _("il richiedente") for row in account.rows}
    plain = _("{holder} detiene {capital} di {held}")
    apart = _("{holder} detiene {capital} di {held} e {votes} dei voti")
    said = []
    for tie in account.ties:
        words = plain if tie.capital == tie.votes else apart
        words = _("{holder} controlla {held}") if tie.control and not (tie.capital or tie.votes) else words
        holder, held = names.get(tie.holder, tie.holder), names.get(tie.held, tie.held)
        capital, votes = percent(tie.capital), percent(tie.votes)
        said.append(words.format(holder=holder, held=held, capital=capital, votes=votes))
    return said


def _row(row: GroupRow) -> Plain:
    counts = row.role == "self" or row.share > 0
    figures = _figures(row) if counts else dict.fromkeys(_FIGURES, "–")
    share = percent(row.share) if counts else "–"
    return {"name": row.name or _("Il richiedente"), "why": row.why, "cite": row.cite, "share": share, **figures}


def _figures(told: object) -> Plain:
    head, turnover, balance = (getattr(told, name) for name in _FIGURES)
    return {
        "headcount": "?" if head is None else number(head),
        "turnover": "?" if turnover is None else cents(turnover),
        "balance_sheet": "?" if balance is None else cents(balance),
    }


def _form_lines() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_("L'impresa richiedente, o i suoi conti consolidati"), ("self",)),
        (_("Le imprese associate, in proporzione"), ("partner", "linked_to_partner")),
        (_("Le imprese collegate, per intero"), ("linked",)),
    ]


def _sum(rows: Iterable[GroupRow], roles: tuple[str, ...]) -> Plain:
    """Return the figures that the size declaration asks for in one line, added up; «?» where one is not known."""
    told = [row for row in rows if row.role in roles]
    sums = {name: _added([getattr(row, name) for row in told]) for name in _FIGURES}
    head = sums["headcount"]
    shown: Plain = {name: "?" if one is None else cents(one) for name, one in sums.items()}
    return {**shown, "headcount": "?" if head is None else number(head)}


def _added(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _kind(rows: Iterable[GroupRow]) -> str:
    """Say which kind of enterprise the declaration has to tick: autonomous, partner, linked, or both of these."""
    roles = {row.role for row in rows}
    kinds = [_("associata")] if roles & {"partner", "linked_to_partner"} else []
    kinds += [_("collegata")] if "linked" in roles else []
    return ", ".join(kinds) or _("autonoma")


def _difficulty(judged: Sequence[DifficultyAccount], facts: Facts) -> Plain:
    """Return the days judged side by side: what is the same of all of them is said once."""
    letters = dict.fromkeys(limb.letter for one in judged for limb in one.limbs)
    rows = [_limb_row(letter, judged) for letter in letters]
    told = [why.casefold() for row in rows for why in row["whys"]]
    doubts = dict.fromkeys(doubt for one in judged for doubt in one.to_verify)
    return {
        "days": [_day_judged(one, facts) for one in judged],
        "rows": rows,
        "to_verify": [doubt for doubt in doubts if not any(why in doubt.casefold() for why in told)],
    }


def _day_judged(judged: DifficultyAccount, facts: Facts) -> Plain:
    kind = {True: "fail", False: "pass", None: "unknown"}[judged.in_difficulty]
    return {
        "on": day(judged.on),
        "words": words.difficulty_words(judged, words.declared_difficulty(judged, facts)),
        "kind": kind,
    }


def _limb_row(letter: str, judged: Sequence[DifficultyAccount]) -> dict[str, Any]:
    limbs = [next((limb for limb in one.limbs if limb.letter == letter), None) for one in judged]
    return {
        "letter": letter,
        "cells": [_limb_word(limb) for limb in limbs],
        "whys": list(dict.fromkeys(limb.why for limb in limbs if limb is not None)),
        "cite": next(limb.cite for limb in limbs if limb is not None),
    }


def _limb_word(limb: DifficultyLimb | None) -> Plain:
    if limb is None or not limb.applies:
        return {"kind": "off", "word": _("non si applica")}
    words_of = {True: _("ricorre"), False: _("non ricorre"), None: _("non si sa")}
    return {"kind": {True: "fail", False: "pass", None: "unknown"}[limb.holds], "word": words_of[limb.holds]}


def _aid(account: AidAccount) -> Plain:
    return {
        "regulation": account.regulation,
        "on": day(account.on),
        "since": day(account.since),
        "ceiling": money(account.ceiling),
        "used": money(account.used),
        "headroom": words.headroom_words(account),
        "cite": account.cite,
        "to_verify": list(account.to_verify),
        "rows": [
            {
                "id": row.id,
                "granted": day(row.granted) if row.granted is not None else _("data non nota"),
                "amount": cents(row.amount) if row.amount is not None else "?",
                "counts": row.counts,
                "why": row.why,
            }
            for row in account.rows
        ],
    }


def _support(support: SupportAccount) -> Plain:
    left = support.left
    words = _("in eccesso") if left is not None and left < 0 else _("restano")
    return {
        "line": support.line,
        "cost": money(support.cost),
        "others": money(support.others) if support.others else None,
        "support": money(support.support) if support.support else None,
        "steps": [{"text": step.text, "cite": step.cite, "amount": cents(step.amount)} for step in support.steps],
        "left": None if left is None else {"words": words, "amount": cents(abs(left))},
    }
