"""Where one stands in the interview: the words before a question, which go on with the rows of a page."""

from collections.abc import Sized
from typing import NamedTuple

from ...i18n import _


class QuestionPlace(NamedTuple):
    """The number of the first question put, of about how many (0: none counted); ``each``: every row counts as one."""

    number: int = 0
    about: int = 0
    each: bool = False

    def at(self, row: int) -> str:
        """Return what stands before a row: «3 di circa 40», a plain mark where none are counted."""
        if not self.about:
            return "?"
        number = min(self.number + (row if self.each else 0), self.about)
        return _("{n} di circa {m} ·").format(n=number, m=self.about)

    def title(self, title: str, row: int, rows: Sized) -> str:
        """Return the title of a page; of one that counts as one question, with the row that waits."""
        if self.each and self.about:
            return title
        return _("{title} ({n} di {m})").format(title=title, n=min(row + 1, len(rows)), m=len(rows))
