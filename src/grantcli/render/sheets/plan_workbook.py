"""The workbook of an application: expenses, totals, contribution, size, documents; always the same bytes."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from ...i18n import _, say
from ...model.outcome import Outcome
from ..pieces.amounts import applicant
from ..pieces.office_package import repacked
from ..pieces.palette import PALETTE
from .aid_sheet import line_rates, write_aid, write_categories
from .board import Formats
from .expense_sheet import write_expenses
from .record_sheets import write_documents, write_size


def write_workbook(outcome: Outcome, *, colours: Mapping[str, str] | None = None, identity: str = "") -> bytes:
    """Return the workbook in the language spoken. ImportError where XlsxWriter is not installed.

    ``colours`` are the house's; ``identity`` says whose application it is.
    """
    import xlsxwriter

    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    when = datetime(outcome.on.year, outcome.on.month, outcome.on.day)  # noqa: DTZ001 - of the day that counts
    title = _("{name}: piano dei costi").format(name=applicant(outcome))
    book.set_properties({"title": title, "subject": say(outcome.call.title), "author": "", "created": when})
    book.set_calc_mode("auto")
    formats = Formats(book, {**PALETTE, **(colours or {})})
    expenses = write_expenses(book, formats, outcome, line_rates(outcome))
    sums = write_categories(book, formats, outcome, expenses)
    write_aid(book, formats, outcome, expenses, sums)
    write_size(book, formats, outcome)
    write_documents(book, formats, outcome)
    book.close()
    return repacked(held.getvalue(), identity)
