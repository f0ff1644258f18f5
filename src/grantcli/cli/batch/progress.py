"""How far a long run is: a bar with its pace and the time left on a terminal, else a line from time to time."""

import time
from collections.abc import Callable, Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from ...batch.inputs import Input
from ...batch.running.run import RunTally
from ...i18n import _, plural

_PAUSE = 10.0  # seconds between two plain lines


class Progress:
    """Shows how far a run is. ``last`` is the last tally it was given, ``words`` say what a tally counts."""

    def __init__(
        self, inputs: Sequence[Input], console: Console, words: Callable[[RunTally], str] | None = None, title: str = ""
    ) -> None:
        self.words = words or done_words
        self.last = RunTally()
        self._console = console
        self._began = self._spoke = time.monotonic()
        self._total = _total(inputs) if console.is_terminal else None
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(title or _("Domande"), total=self._total, pace="")

    def __enter__(self) -> "Progress":
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._bar.stop()

    def tell(self, tally: RunTally) -> None:
        """Take in how far the run is."""
        self.last = tally
        self._bar.update(self._task, completed=tally.done, pace=self.pace())
        now = time.monotonic()
        if not self._console.is_terminal and now - self._spoke >= _PAUSE:
            self._spoke = now
            self._console.print(f"{self.words(tally)}, {self.pace()}", soft_wrap=True)

    def pace(self) -> str:
        """Say how many applications a second are done, those of an earlier run left out; of slow ones, a minute."""
        spent = time.monotonic() - self._began
        pace = (self.last.done - self.last.reused) / spent if spent else 0
        if 0 < pace < 1:
            return _("{n} al minuto").format(n=round(60 * pace))
        return _("{n} al secondo").format(n=round(pace))


def done_words(tally: RunTally) -> str:
    """Say how many applications were read, how many of them are bad, and what belongs to none."""
    words = [plural("{n} domanda letta", "{n} domande lette", tally.done).format(n=tally.done)]
    if tally.bad:
        words.append(plural("{n} con problemi", "{n} con problemi", tally.bad).format(n=tally.bad))
    if tally.strays:
        strays = plural("{n} riga o file di nessuna domanda", "{n} righe o file di nessuna domanda", tally.strays)
        words.append(strays.format(n=tally.strays))
    return ", ".join(words)


def _total(inputs: Sequence[Input]) -> int | None:
    counts = [one.count() for one in inputs]
    return None if None in counts else sum(count or 0 for count in counts)
