"""Text for spreadsheets: no cell begins a formula, whatever was written in an application."""

import re

_FORMULA = re.compile(r"(^|[,;|\n\"])([\s\u200b\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_BLANKS = re.compile(r"\r\n?|[\t\x0b\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def safe_cell(text: str) -> str:
    """Return ``text`` with an apostrophe before whatever a spreadsheet could take for the beginning of a formula.

    Also inside, after a mark at which another country's spreadsheet splits cells. Tabs and carriage returns become
    blanks, other control characters are dropped.
    """
    plain = _BLANKS.sub(" ", _CONTROLS.sub("", text))
    return _FORMULA.sub(r"\1\2'", plain)
