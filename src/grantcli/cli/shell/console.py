"""The console that the program writes on."""

from rich.console import Console


class Terminal(Console):
    """A console that lets a closed pipe be handled where the command is run."""

    def on_broken_pipe(self) -> None:
        """Pass the error on instead of leaving the program here."""
        raise BrokenPipeError
