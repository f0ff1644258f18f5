"""A house style read from its folder: ``style.yaml``, ``style.css``, a logo, templates of its own."""

import errno
import os
import re
from pathlib import Path

from ..filing import is_regular, open_regular, read_regular, real
from ..i18n import _
from ..model.noun import noun
from ..model.paper.house_style import MOST_BYTES, HouseStyle, OwnSection
from ..problem import Place, Problem, reason_of
from .parser.reader import read_noun
from .parser.suggestions import did_you_mean

FILE, SHEET, TEMPLATES = "style.yaml", "style.css", "templates"
LOGOS = (".png", ".jpg", ".jpeg", ".svg")
_COLOUR = re.compile(r"--([a-z]+)\s*:\s*(#(?:[0-9a-fA-F]{3}){1,2})\b")


@noun
class StyleSection:
    """A section of the house's own, in the memo."""

    title: str
    text: str


@noun
class StyleFile:
    """What ``style.yaml`` says: all of it may be absent."""

    preparer: str | None = None
    contact: str | None = None
    header: str | None = None
    footer: str | None = None
    logo: str | None = None
    sections: tuple[StyleSection, ...] = ()


def load_style(folder: Path, known: frozenset[str]) -> tuple[HouseStyle | None, list[Problem]]:
    """Read the style in ``folder``; ``known`` are the names of the shipped templates, which its own may replace."""
    if not folder.is_dir():
        return None, [Problem(Place(str(folder)), "", _("non c'è questa cartella di stile"), kind="no_style")]
    told, problems = _style_file(folder)
    css, more = _sheet(folder)
    problems += [*more, *_logo_problems(folder, told.logo), *_template_problems(folder, known)]
    style = HouseStyle(
        folder=folder,
        preparer=told.preparer or "",
        contact=told.contact or "",
        header=told.header or "",
        footer=told.footer or "",
        logo=told.logo or "",
        css=css,
        colours=tuple((match[1], match[2]) for match in _COLOUR.finditer(css)),
        sections=tuple(OwnSection(one.title, tuple(one.text.strip().split("\n\n"))) for one in told.sections),
    )
    return (None if any(not problem.warning for problem in problems) else style), problems


def _style_file(folder: Path) -> tuple[StyleFile, list[Problem]]:
    file = folder / FILE
    if not os.path.lexists(file):
        return StyleFile(), []
    read, _tree, problems = read_noun(StyleFile, file)
    return read or StyleFile(), problems


def _sheet(folder: Path) -> tuple[str, list[Problem]]:
    file = folder / SHEET
    if not os.path.lexists(file):
        return "", []
    try:
        return read_regular(_inside(file, folder), MOST_BYTES).decode("utf-8"), []
    except (OSError, UnicodeDecodeError) as error:
        why = reason_of(error) if isinstance(error, OSError) else _("non è testo UTF-8")
        return "", [Problem(Place(str(file)), "", why, kind="unreadable")]


def _inside(file: Path, folder: Path) -> Path:
    if not real(file).is_relative_to(real(folder)):
        raise OSError(errno.EXDEV, _("porta fuori dalla cartella di stile"), str(file))
    return file


def _logo_problems(folder: Path, logo: str | None) -> list[Problem]:
    if not logo:
        return []
    file = folder / logo
    place = Place(str(folder / FILE))
    if not real(file).is_relative_to(real(folder)) or not is_regular(file):
        text = _("il logo «{logo}» non è un file della cartella di stile").format(logo=logo)
    elif file.suffix.lower() not in LOGOS:
        text = _("il logo dev'essere uno di: {kinds}").format(kinds=", ".join(LOGOS))
    elif file.stat().st_size > MOST_BYTES:
        text = _("il logo è troppo grande: al massimo 5 MB")
    else:
        return []
    return [Problem(place, "logo", text, kind="bad_logo")]


def _template_problems(folder: Path, known: frozenset[str]) -> list[Problem]:
    """Return what cannot be read in the place of a template, and what takes the place of none."""
    root = folder / TEMPLATES
    problems = []
    for file in sorted(root.rglob("*")) if root.is_dir() else []:
        name = file.relative_to(root).as_posix()
        if name in known:
            problems += _unreadable(file, folder)
        elif file.is_file():
            text = _("nessun modello nostro si chiama «{name}»: questo file non prende il posto di nulla")
            hint = did_you_mean(name, known)
            problems.append(
                Problem(Place(str(file)), "", text.format(name=name), hint, kind="unknown_template", warning=True)
            )
    return problems


def _unreadable(file: Path, folder: Path) -> list[Problem]:
    try:
        open_regular(_inside(file, folder)).close()
    except OSError as error:
        return [Problem(Place(str(file)), "", reason_of(error), kind="unreadable")]
    return []
