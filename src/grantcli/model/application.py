"""An application as its file gives it: which call, which day, what is known."""

from dataclasses import field
from datetime import date
from pathlib import Path

from .facts import Facts
from .noun import record


@record
class Application:
    """``on`` is None where the file gives no day (then: today, which only the command line knows)."""

    call: str
    facts: Facts = field(default_factory=Facts)
    on: date | None = None
    file: Path | None = None
    profile: Path | None = None
