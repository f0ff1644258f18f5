"""The sheets of what is not money: the size with the group, and the documents to collect."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ...i18n import _, say
from ...model.outcome import Outcome
from ...model.standing import GroupRow, SizeAccount
from ...wording import standing as words
from ...wording.provenance import because_words, moment_word, signer_words
from ..pieces import badges
from ..pieces.bringer import who_brings
from .board import Board

_FIGURES = ("headcount", "turnover", "balance_sheet")


def write_size(book: Any, formats: Any, outcome: Outcome) -> None:
    """Write the size of the enterprise: who counts, at which share, with what; nothing where nothing is known."""
    account = outcome.standing.size if outcome.standing is not None else None
    if account is None:
        return
    board = Board(book, formats, _("Dimensione"), [34, 12, 12, 18, 18, 60])
    board.title(_("Dimensione e gruppo"), words.size_words(account, outcome.vocabulary))
    names = [_("Impresa"), _("Quota"), _("ULA"), _("Fatturato"), _("Totale di bilancio"), _("Perché")]
    board.head(names, freeze=1)
    first = board.row
    counted = [row for row in account.rows if row.role == "self" or row.share > 0]
    for row in counted:
        _write_member(board, row)
    _write_sum(board, counted, first)
    for row in (row for row in account.rows if row not in counted):
        board.put(0, row.name or row.id)
        board.put(1, _("non conta"))
        board.put(5, f"{row.why} ({row.cite})")
        board.down()
    board.down()
    _write_years(board, account, outcome)


def _write_member(board: Board, row: GroupRow) -> None:
    board.put(0, row.name or _("Il richiedente"))
    board.put(1, row.share, board.formats.share)
    for column, name in enumerate(_FIGURES, start=2):
        shape = board.formats.count if name == "headcount" else board.formats.figure
        value = getattr(row, name)
        board.put(column, value if value is not None else "?", shape)
    board.put(5, f"{row.why} ({row.cite})")
    board.down()


def _write_sum(board: Board, rows: Sequence[GroupRow], first: int) -> None:
    board.put(0, _("Totale"), board.formats.total_text)
    for column, name in enumerate(_FIGURES, start=2):
        told = [getattr(row, name) for row in rows]
        known = [value for value in told if value is not None]
        shape = board.formats.total_count if name == "headcount" else board.formats.total
        if len(known) == len(told) and told:
            formula = f"=SUM({board.range(column, first, board.row - 1)})"
            board.work_out(column, formula, sum(known, Decimal(0)), shape)
        else:
            board.put(column, "?", board.formats.total_text)
    board.down(2)


def _write_years(board: Board, account: SizeAccount, outcome: Outcome) -> None:
    from ...wording.facts import written

    fact = outcome.vocabulary.get("company.size")
    names = [_("Esercizio"), "", _("ULA"), _("Fatturato"), _("Totale di bilancio"), _("Dimensione che ne viene")]
    board.head(names)
    for year in account.years:
        board.put(0, str(year.year))
        for column, name in enumerate(_FIGURES, start=2):
            value = getattr(year, name)
            shape = board.formats.count if name == "headcount" else board.formats.figure
            board.put(column, value if value is not None else "?", shape)
        board.put(5, written(year.status, fact) if year.status is not None else "?")
        board.down()


def write_documents(book: Any, formats: Any, outcome: Outcome) -> None:
    """Write the documents to collect, with room to say when each came in; nothing where the call asks for none."""
    due = [paper for paper in outcome.attachments if paper.due != "not_due"]
    if not due:
        return
    board = Board(book, formats, _("Documenti"), [8, 46, 16, 24, 24, 18, 8, 30, 14, 24])
    board.title(_("I documenti da raccogliere"))
    names = [_("N."), _("Documento"), _("Dovuto"), _("Chi lo porta"), _("Forma e firma"), _("Quando"), _("Copie")]
    board.head([*names, _("Perché"), _("Raccolto il"), _("Note")], freeze=2)
    for paper in due:
        form = " · ".join(part for part in (say(paper.form), signer_words(paper)) if part)
        cells = [paper.id, say(paper.title), badges.due(paper.due)["word"], who_brings(paper, outcome.facts), form]
        for column, value in enumerate([*cells, moment_word(paper.moment)]):
            board.put(column, value)
        board.put(6, paper.copies, board.formats.count)
        board.put(7, f"{because_words(paper)} ({paper.cite})")
        board.put(8, "", board.formats.day)
        board.down()
