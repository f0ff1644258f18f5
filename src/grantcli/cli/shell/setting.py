"""What holds for every command: where calls are, the language, whether to colour."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...i18n import LANGUAGES
from .document import Document

if TYPE_CHECKING:
    import typer

EVERYWHERE = {"--lang": True, "--calls": True, "--own-first": False, "--no-color": False, "--debug": False}
"""Options that may stand anywhere on the line, and whether a value follows."""


@dataclass(frozen=True, slots=True)
class Setting:
    """``calls`` are folders of calls beside the shipped ones, in the order given; ``color`` false: never colour.

    ``document`` gathers what the command says to scripts. ``language`` is the one asked for; None where nobody asked,
    and papers speak the language of their call. ``own_first``: a call of the user's goes before a shipped one.
    ``line`` are the words of the line that hold for every command: the commands that are suggested repeat them.
    """

    calls: tuple[Path, ...] = ()
    color: bool = True
    document: Document = field(default_factory=Document)
    language: str | None = None
    own_first: bool = False
    line: tuple[str, ...] = ()


def spoken(asked: str | None, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the language asked for by ``--lang``, else by GRANTCLI_LANG, else None."""
    named = asked or environment.get("GRANTCLI_LANG", "")[:2].lower()
    return named if named in LANGUAGES else None


def on_the_line(ctx: "typer.Context", name: str) -> bool:
    """Return whether a parameter of a command stands on the line itself."""
    return str(ctx.get_parameter_source(name)).endswith("COMMANDLINE")


def gathered(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the options of ``EVERYWHERE`` moved to the front, up to a bare ``--``."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word.partition("=")[0] not in EVERYWHERE:
            rest.append(word)
        else:
            front.append(word)
            if EVERYWHERE[word.partition("=")[0]] and "=" not in word:
                front += [value for value in [next(words, None)] if value is not None]
    return front + rest


def language_of(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the language asked for by ``--lang`` (the last one counts), else by GRANTCLI_LANG, else Italian."""
    asked = environment.get("GRANTCLI_LANG", "")[:2].lower()
    for word, after in zip(arguments, [*arguments[1:], ""], strict=False):
        if word.partition("=")[0] == "--lang":
            asked = word.partition("=")[2] or after
    return asked if asked in LANGUAGES else LANGUAGES[0]
