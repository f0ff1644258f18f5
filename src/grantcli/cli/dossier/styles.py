"""The house style asked for, else the user's own, else none; and what is wrong in its templates."""

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ...assets import shipped
from ...i18n import _
from ...model.paper.house_style import HouseStyle
from ...problem import Place, Problem

if TYPE_CHECKING:
    from ...render.html import BadTemplateError


class BadStyleError(Exception):
    """A template of the house style could not be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


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
        if file.is_file():
            whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()


def template_names() -> frozenset[str]:
    """Return the names of the shipped templates that a style may replace."""
    root = shipped("templates")
    return frozenset(file.relative_to(root).as_posix() for file in root.rglob("*.html.j2"))


def _configured() -> Path | None:
    told = os.environ.get("GRANTCLI_STYLE", "")
    if told:
        return Path(told)
    from platformdirs import user_config_path

    own = user_config_path("grantcli", appauthor=False) / "style"
    return own if own.is_dir() else None


def bad_style(error: "BadTemplateError") -> BadStyleError:
    """Return the error with its place for people."""
    hint = _("i nomi che un modello può usare sono in docs/house-style.md")
    return BadStyleError(Problem(Place(error.file, error.line), "", error.text, hint, kind="bad_template"))
