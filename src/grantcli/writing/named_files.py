"""Files that an application names for a list, plans and tables of partners: whether an edit leaves them named."""

import re
from collections.abc import Sequence

from ..model.vocabulary import Vocabulary
from .edits import CannotEditError, Edit, flat

_NAMES_A_FILE = re.compile(r"(\[\d+\])?(\.file)?|(\[\d+\]|\.[^.\[]+)?\.company")
"""What stands after the key of a list where a file is named in the place of its items, or of an item's answers."""


def names_lost(before: str, after: str, edits: Sequence[Edit], vocabulary: Vocabulary) -> list[str]:
    """Return the files that lists were taken from and that are named no more."""
    lists = [edit.key for edit in edits if edit.key in vocabulary and vocabulary[edit.key].kind == "list"]
    try:
        told, now = flat(before), flat(after)
    except CannotEditError:
        return []
    return [
        value
        for path, value in told.items()
        if value != "[]" and value not in now.values()
        for key in dict.fromkeys(lists)
        if path.startswith(key) and _NAMES_A_FILE.fullmatch(path.removeprefix(key))
    ]
