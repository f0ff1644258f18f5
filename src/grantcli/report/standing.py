"""The position of the undertaking in State-aid law: size with the group, difficulty, aid received."""

from collections.abc import Iterator
from decimal import Decimal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from ..i18n import _
from ..model.facts import Facts
from ..model.outcome import Outcome
from ..model.standing import (
    AidAccount,
    DifficultyAccount,
    DifficultyLimb,
    GroupRow,
    GroupTie,
    SizeAccount,
    SizeYear,
    Standing,
    SupportAccount,
)
from ..model.vocabulary import Vocabulary
from ..wording.facts import written
from ..wording.formats import change, day, money, number, percent
from ..wording.standing import (
    basis_words,
    counts_aid,
    declared_difficulty,
    difficulty_words,
    group_words,
    headroom_words,
    role_word,
    size_words,
)
from .layout import Screen, aside, columns, entry, heading, labelled, note

_FIGURES = 3


def standing(outcome: Outcome, console: Console, *, verbose: bool = False) -> Screen:
    """Show the undertaking in a few lines, or in full with every table when ``verbose``."""
    held = outcome.standing
    if held is None:
        return
    aided = held.aid if counts_aid(outcome) else None
    if not (held.size or held.difficulty or aided or held.cumulation):
        return
    if verbose:
        yield from whole_standing(held, outcome.vocabulary, console, outcome.facts)
        return
    yield heading(_("L'impresa"))
    if held.size is not None:
        yield entry(console, _size_mark(held.size), *_size_lines(held.size, outcome.vocabulary))
    for judged in held.difficulty:
        declared = declared_difficulty(judged, outcome.facts)
        yield entry(console, _difficulty_mark(judged, declared), *_difficulty_lines(judged, declared))
    if aided is not None:
        title = _("De minimis, Reg. (UE) {number}").format(number=aided.regulation)
        yield entry(console, _aid_mark(aided), Text(title, style="bold"), *_aid_lines(aided))
    yield note(_("Il calcolo intero, con il gruppo: --all."), "dim")


def whole_standing(held: Standing, vocabulary: Vocabulary, console: Console, facts: Facts | None = None) -> Screen:
    """Show everything that was found: tables, years, ties, limbs, aid."""
    if held.size is not None:
        yield from size(held.size, vocabulary, console)
    for judged in held.difficulty:
        yield from difficulty(judged, console, None if facts is None else declared_difficulty(judged, facts))
    if held.aid is not None:
        yield from aid(held.aid, console)
    if held.cumulation:
        yield heading(_("Altri sostegni pubblici sulle stesse spese"), str(len(held.cumulation)))
        for support in held.cumulation:
            yield entry(console, "warning" if (support.left or 0) < 0 else "info", *_support_lines(support))


def size(account: SizeAccount, vocabulary: Vocabulary, console: Console) -> Screen:
    """Show the size, the aggregated table of the last period, the years, the ties and what to verify."""
    yield heading(_("Dimensione d'impresa"))
    yield entry(console, _size_mark(account), *_size_lines(account, vocabulary))
    yield Padding(Text(_("Chi conta nell'ultimo esercizio"), style="bold"), (1, 0, 0, 2))
    yield columns(_table(account), "full", "right", "right", "right", "right")
    yield Padding(Text(_("Anno per anno"), style="bold"), (1, 0, 0, 2))
    yield columns(_years(account, vocabulary), "left", "right", "right", "right", "left", "full")
    tree = group_tree(account)
    if tree is not None:
        yield Padding(Text(_("Il gruppo"), style="bold"), (1, 0, 0, 2))
        yield Padding(tree, (0, 0, 0, 2))


def _size_mark(account: SizeAccount) -> str:
    if account.size is None:
        return "unknown"
    return "manual" if account.to_verify else "pass"


def _size_lines(account: SizeAccount, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    words = Text(_("Dimensione: {size}").format(size=size_words(account, vocabulary)), style="bold")
    yield words.append(f" · {group_words(account)}", style="not bold")
    yield aside(basis_words(account, vocabulary), account.cite)
    for doubt in account.to_verify:
        yield labelled(_("Da verificare"), doubt)


def _table(account: SizeAccount) -> Iterator[list[RenderableType]]:
    yield [_head(""), _head(_("Quota")), _head(_("ULA")), _head(_("Fatturato")), _head(_("Attivo"))]
    for row in account.rows:
        yield [Group(Text(row.name or _("Il richiedente")), aside(row.why)), *_added(row)]
    last = account.years[-1] if account.years else None
    if last is not None and len(account.rows) > 1:
        total = _figures(last.headcount, last.turnover, last.balance_sheet, "bold")
        yield [Text(_("Totale {year}").format(year=last.year), style="bold"), Text(""), *total]


def _added(row: GroupRow) -> list[RenderableType]:
    if row.share == 0:
        return [Text("–", style="dim")] * (1 + _FIGURES)
    return [Text(percent(row.share)), *_figures(row.headcount, row.turnover, row.balance_sheet)]


def _figures(
    head: Decimal | None, turnover: Decimal | None, balance: Decimal | None, style: str = ""
) -> list[RenderableType]:
    said = [
        number(head) if head is not None else "?",
        *("?" if one is None else money(one) for one in (turnover, balance)),
    ]
    return [Text(text, style="bold yellow" if text == "?" else style) for text in said]


def _head(text: str) -> RenderableType:
    return Text(text, style="dim")


def _years(account: SizeAccount, vocabulary: Vocabulary) -> Iterator[list[RenderableType]]:
    heads = ("", _("ULA"), _("Fatturato"), _("Attivo"), _("Da solo"), _("Dopo la regola dei due esercizi"))
    yield [_head(text) for text in heads]
    for year in account.years:
        yield _year(year, vocabulary)


def _year(year: SizeYear, vocabulary: Vocabulary) -> list[RenderableType]:
    fact = vocabulary.get("company.size")
    alone, after = (written(one, fact) if one is not None else "?" for one in (year.alone, year.status))
    article = year.cite.rpartition(", ")[2]
    figures = _figures(year.headcount, year.turnover, year.balance_sheet)
    return [Text(str(year.year)), *figures, Text(alone), Text.assemble(after, (f" · {article}", "dim"))]


def group_tree(account: SizeAccount) -> Tree | None:
    """Return the tree of the ties, None for a firm without any; a member met again is named, not gone through."""
    rows = {row.id: row for row in account.rows}
    if not account.ties or "" not in rows:
        return None
    root = Tree(Text(rows[""].name or _("Il richiedente"), style="bold"), guide_style="dim")
    _grow(root, "", account.ties, rows)
    return root


def _grow(root: Tree, start: str, ties: tuple[GroupTie, ...], rows: dict[str, GroupRow]) -> None:
    """Add the members nearest first, so that each is as near to the applicant as its ties allow."""
    nodes, waiting, drawn = {start: root}, [start], set[int]()
    while waiting:
        at = waiting.pop(0)
        for index, tie in enumerate(ties):
            if index in drawn or at not in (tie.holder, tie.held):
                continue
            drawn.add(index)
            other = tie.held if tie.holder == at else tie.holder
            seen = other in nodes
            node = nodes[at].add(_tie_words(tie, at, rows.get(other), again=seen))
            if not seen:
                nodes[other] = node
                waiting.append(other)


def _tie_words(tie: GroupTie, at: str, row: GroupRow | None, *, again: bool) -> Text:
    other = tie.held if tie.holder == at else tie.holder
    name = row.name if row is not None else other
    words = _("{name}, che ne detiene: {share}") if tie.held == at else _("{name}, detenuta: {share}")
    text = Text(words.format(name=name or _("il richiedente"), share=_tie_share(tie)))
    if again:
        return text.append(f" · {_('già indicata')}", style="dim")
    return text.append(f" · {role_word(row.role)}", style="dim") if row is not None else text


def _tie_share(tie: GroupTie) -> str:
    capital, votes = percent(tie.capital), percent(tie.votes)
    share = capital if tie.capital == tie.votes else _("{capital} (voti {votes})").format(capital=capital, votes=votes)
    if not tie.control:
        return share
    return _("{share} e il controllo").format(share=share) if tie.capital or tie.votes else _("il controllo")


def difficulty(judged: DifficultyAccount, console: Console, declared: object = None) -> Screen:
    """Show the judgement with each limb: whether it is for this firm, whether it holds, and why."""
    yield heading(_("Impresa in difficoltà"), _("al {day}").format(day=day(judged.on)))
    yield entry(console, _difficulty_mark(judged, declared), *_difficulty_lines(judged, declared, brief=False))
    for limb in judged.limbs:
        words = Text.assemble((f"{limb.letter}) ", "bold"), limb.why)
        yield entry(console, _limb_mark(limb), words, aside(limb.cite))


def _difficulty_mark(judged: DifficultyAccount, declared: object) -> str:
    """Mark what figures decide; what only a declaration says is no doubt of the outcome, which rests on it."""
    undecided = "info" if isinstance(declared, bool) else "unknown"
    return {True: "fail", False: "pass", None: undecided}[judged.in_difficulty]


def _limb_mark(limb: DifficultyLimb) -> str:
    if not limb.applies:
        return "none"
    return {True: "fail", False: "pass", None: "unknown"}[limb.holds]


def _difficulty_lines(judged: DifficultyAccount, declared: object, *, brief: bool = True) -> Iterator[RenderableType]:
    when = f" · {_('al {day}').format(day=day(judged.on))}" if brief else ""
    yield Text.assemble((difficulty_words(judged, declared), "bold"), when)
    if brief:
        telling = [limb for limb in judged.limbs if limb.holds or (limb.applies and limb.holds is None)]
        for limb in telling if judged.in_difficulty is not False else ():
            yield labelled(f"{limb.letter})", f"{limb.why} ({limb.cite})")
    for doubt in judged.to_verify:
        yield labelled(_("Da verificare"), doubt)


def aid(account: AidAccount, console: Console) -> Screen:
    """Show the de minimis account: the ceiling, what was used since when, and every aid that counts or does not."""
    yield heading(_("De minimis"), _("Reg. (UE) {number}").format(number=account.regulation))
    yield entry(console, _aid_mark(account), *_aid_lines(account))
    for row in account.rows:
        amount = money(row.amount) if row.amount is not None else _("importo non noto")
        granted = day(row.granted) if row.granted is not None else _("data non nota")
        yield entry(console, _AID_MARKS[row.weight], Text(f"{row.id}  {amount}"), aside(granted, row.why))


_AID_MARKS = {"counts": "warning", "either": "manual", "unknown": "unknown", "out": "none"}


def _aid_mark(account: AidAccount) -> str:
    return "manual" if account.missing or account.least is not None else "info"


def _aid_lines(account: AidAccount) -> Iterator[RenderableType]:
    left = _("Restano {headroom} su {ceiling}").format(headroom=headroom_words(account), ceiling=money(account.ceiling))
    since = _("usati {used} dal {since}").format(used=money(account.used), since=day(account.since))
    yield Text(left)
    yield aside(since, account.cite)
    for doubt in account.to_verify:
        yield labelled(_("Da verificare"), doubt)


def _support_lines(support: SupportAccount) -> Iterator[RenderableType]:
    """Write what an expense may get at most, what others and this contribution take of it, and what is left."""
    yield Text.assemble((support.line, "bold"), f"  {money(support.cost)}")
    if support.support:
        yield aside(_("sostegni che non sono aiuti di Stato: {amount}").format(amount=money(support.support)))
    if support.others and not support.steps:
        yield aside(_("altri aiuti: {amount}; non si sa quanti se ne ammettano").format(amount=money(support.others)))
    for step in support.steps:
        yield Text.assemble(f"{change(step.amount)}  {step.text}", (f" · {step.cite}", "dim"))
    if support.left is not None:
        words = _("in eccesso {amount}") if support.left < 0 else _("restano {amount}")
        yield Text(words.format(amount=money(abs(support.left))), style="bold")
