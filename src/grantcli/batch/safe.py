"""Text for spreadsheets: no cell begins a formula, whatever was written in an application."""

import re

_FORMULA = re.compile(r"(^|[,;|\t\r\n\"])([\s\u200b\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def safe_cell(text: str) -> str:
    """Return ``text`` with an apostrophe before whatever a spreadsheet could take for the beginning of a formula.

    Also inside, after a mark that another country's spreadsheet splits cells at. Control characters are dropped.
    """
    return _FORMULA.sub(r"\1\2'", _CONTROLS.sub("", text))
