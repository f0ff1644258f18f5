"""An activity code with what it may be in each edition of the classification."""

from collections.abc import Mapping
from typing import Final, NamedTuple

EDITIONS: Final = ("2007", "2022", "2025")


class ActivityLeaf(NamedTuple):
    """A code of the finest kind in one edition: its dotted code, the letter of its section, its title."""

    code: str
    section: str
    title: str

    def under(self, prefix: str) -> bool:
        """Return whether it lies under a code of the same edition, or in a section."""
        if prefix == self.section:
            return True
        return self.code.startswith(prefix) and (len(prefix) == len(self.code) or "." in prefix or len(prefix) == 2)


class ActivityReading(NamedTuple):
    """What a code is in ``to`` if it was written in the edition ``of``: the finest codes that it may be there."""

    of: str
    to: str
    leaves: tuple[ActivityLeaf, ...]


class ActivityCode(str):
    """A dotted code; ``readings`` by the edition it is read in, one for each edition it may have been written in.

    ``coarse``: it is of many finer codes, as a division is. A plain text to whoever asks no more.
    """

    readings: Mapping[str, tuple[ActivityReading, ...]]
    coarse: bool

    def __new__(
        cls, code: str, readings: Mapping[str, tuple[ActivityReading, ...]] | None = None, coarse: bool = False
    ) -> "ActivityCode":
        """Make a code with its readings."""
        made = super().__new__(cls, code)
        made.readings = readings or {}
        made.coarse = coarse
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Carry the readings to another process."""
        return ActivityCode, (str(self), self.readings, self.coarse)
