"""The house style asked for, else the user's own, else none; and what is wrong in its templates."""

import os
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...assets import shipped
from ...filing import read_regular, real
from ...i18n import _
from ...model.paper.house_style import MOST_BYTES, HouseStyle
from ...problem import Place, Problem

if TYPE_CHECKING:
    from ...render.pages import BadTemplateError
    from ...render.word.templates import BadWordTemplateError

StyleFolder = Annotated[
    Path | None,
    typer.Option("--style", metavar="DIR", help=_("Cartella con lo stile della casa («grantcli style new»).")),
]
"""The option of the commands that write papers in a house style."""
WORD_KINDS = ("dossier", "memo", "application", "annex", "sections", "checklist")
"""The papers that a house may have a Word template of its own for."""


class UnwrittenError(Exception):
    """A paper that is not written, and the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


class BadStyleError(UnwrittenError):
    """A template of the house style could not be filled."""


def chosen_style(asked: Path | None) -> tuple[HouseStyle | None, list[Problem]]:
    """Return the style of the folder asked for, of GRANTCLI_STYLE, of the user's configuration, else the plain one."""
    folder = asked or _configured()
    if folder is None:
        return HouseStyle(), []
    from ...loading.house_style import load_style

    return load_style(folder, template_names())


def digest_of_style(house: HouseStyle) -> str:
    """Return a SHA-256 of all that a style says, wherever its folder lies; empty of the plain one."""
    if house == HouseStyle():
        return ""
    whole = sha256(repr(replace(house, folder=None)).encode("utf-8", "backslashreplace"))
    root = house.folder / "templates" if house.folder is not None else None
    for file in sorted(root.rglob("*.html.j2")) if root is not None else ():
        with suppress(OSError):  # what cannot be read fills no page
            whole.update(file.name.encode("utf-8", "surrogateescape") + read_regular(file, MOST_BYTES))
    return whole.hexdigest()


def template_names() -> frozenset[str]:
    """Return the names of the templates that a style may replace, and of the Word templates that it may bring."""
    from ...loading.declarations import declaration_ids

    root = shipped("templates")
    pages = {file.relative_to(root).as_posix() for file in root.rglob("*.html.j2")}
    word = {f"{kind}.docx" for kind in WORD_KINDS} | {f"declarations/{ident}.docx" for ident in declaration_ids()}
    return frozenset(pages | word)


def word_template(house: HouseStyle, name: str) -> Path | None:
    """Return the house's own Word template of a name (``memo``, ``declarations/size``), None where it has none."""
    if house.folder is None:
        return None
    root = real(house.folder / "templates")
    file = real(root / f"{name}.docx")
    return file if file.is_file() and file.is_relative_to(root) else None


def _configured() -> Path | None:
    told = os.environ.get("GRANTCLI_STYLE", "")
    if told:
        return Path(told)
    from platformdirs import user_config_path

    own = user_config_path("grantcli", appauthor=False) / "style"
    return own if own.is_dir() else None


def bad_word(error: "BadWordTemplateError") -> BadStyleError:
    """Return what is wrong with a Word template, for people."""
    return BadStyleError(Problem(Place(error.file), "", error.text, error.hint, kind="bad_template"))


def bad_style(error: "BadTemplateError") -> BadStyleError:
    """Return the error with its place for people."""
    hint = _("i nomi che un modello può usare sono in docs/house-style.md")
    return BadStyleError(Problem(Place(error.file, error.line), "", error.text, hint, kind="bad_template"))
