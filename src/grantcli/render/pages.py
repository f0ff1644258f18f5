"""The pages of a dossier as HTML: templates filled with the plain context."""

import base64
import re
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Literal

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)
from jinja2.sandbox import SandboxedEnvironment

from .. import i18n
from ..assets import shipped
from ..filing import read_regular, real
from ..model.paper.house_style import MOST_BYTES, HouseStyle
from ..wording.formats import glued
from .context import Plain
from .labels import labelled
from .template_memory import memory

Kind = Literal["dossier", "memo", "application", "annex", "sections", "checklist", "declaration"]
PLAIN_STYLE = HouseStyle()
_FONT = re.compile(r'url\("(fonts/[^"]+)"\)')
_GAP = re.compile(r"(?<=[^\s>]) (<(?:span|strong|em)\b[^>]*>)")
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


class BadTemplateError(ValueError):
    """A template of a house style asks for what is not there, or is not written as templates are."""

    def __init__(self, error: Exception, folder: Path) -> None:
        super().__init__(str(error))
        self.text = str(error).partition("\n")[0] or type(error).__name__
        self.file, self.line = _place_of(error, folder)


class OwnFiles(BaseLoader):
    """The templates of a house style: files inside its folder, and no others, wherever a link may lead."""

    def __init__(self, folder: Path) -> None:
        self.folder = real(folder)

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, None]:
        """Return the text of ``template`` and its file; TemplateNotFound where the folder has none."""
        file = real(self.folder / template)
        if not file.is_relative_to(self.folder) or not file.is_file():
            raise TemplateNotFound(template)
        return read_regular(file, MOST_BYTES).decode("utf-8"), str(file), None


@cache
def environment(folder: Path | None = None) -> Environment:
    """Return the environment of the shipped templates: an unknown name is an error, every value is escaped.

    Those in the ``templates`` of a house style's ``folder`` come before ours, in a sandbox.
    """
    shelf: BaseLoader = FileSystemLoader(shipped("templates"))
    own = folder / "templates" if folder is not None else None
    shelf = ChoiceLoader([OwnFiles(own), shelf]) if own is not None and own.is_dir() else shelf
    foreign = own is not None and own.is_dir()
    kind = SandboxedEnvironment if foreign else Environment
    made = kind(
        loader=shelf,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=None if foreign else memory(),
    )
    made.globals["_"] = i18n._
    made.globals["plural"] = i18n.plural
    return made


def page(
    kind: Kind, context: Plain, *, standalone: bool = False, house: HouseStyle = PLAIN_STYLE, identity: str = ""
) -> str:
    """Return the HTML of the ``dossier``, of one of its parts or of the ``checklist``, in the language of the context.

    ``standalone``: with the style sheet and the fonts inside, to be read in a browser; ``pdf.draw`` brings its own.
    ``identity`` says whose application it is, so that a later run may write over it.
    """
    style = standalone_style() + house.css if standalone else ""
    own = {"house": house_values(house, standalone=standalone), "identity": identity, "kind": kind, "style": style}
    with i18n.speaking(str(context["language"])):
        try:
            made = _fitting(environment(house.folder).get_template(f"{kind}.html.j2").render(context, **own))
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, OSError) as error:
            if house.folder is None or not (house.folder / "templates").is_dir():
                raise
            raise BadTemplateError(error, house.folder) from error
    return labelled(made) if standalone else made


def _place_of(error: Exception, folder: Path) -> tuple[str, int]:
    """Return the file and line of the template that went wrong: the last of the house's own on the way there."""
    named = getattr(error, "filename", None)
    if named:
        return str(named), int(getattr(error, "lineno", 0) or 0)
    root = str(real(folder / "templates"))
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.startswith(root)]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else (str(folder / "templates"), 0)


def _fitting(html: str) -> str:
    """Return the page with figures and their signs held together, and the spaces before inline elements inside them.

    Where a text ends in a space and the element after it does not fit, WeasyPrint breaks the line at its first word.
    """

    def moved(match: re.Match[str]) -> str:
        return f"<span> </span>{match[1]}" if 'class="mark"' in match[1] else f"{match[1]} "

    return _GAP.sub(moved, glued(html))


def house_values(house: HouseStyle, *, standalone: bool = False) -> Plain:
    """Return what a page says of who prepared it; ``standalone``: its logo as data."""
    return {
        "author": house.preparer,
        "preparer": house.preparer,
        "contact": house.contact,
        "header": house.header,
        "footer": house.footer,
        "logo": _logo(house, standalone=standalone),
        "sections": [{"title": own.title, "paragraphs": list(own.paragraphs)} for own in house.sections],
    }


def _logo(house: HouseStyle, *, standalone: bool) -> str:
    if not house.logo or house.folder is None:
        return ""
    file = house.folder / house.logo
    if not standalone:
        return real(file).as_uri()
    data = base64.b64encode(read_regular(file, MOST_BYTES)).decode()
    return f"data:{_PICTURES[file.suffix.lower()]};base64,{data}"


@cache
def standalone_style() -> str:
    """Return the style sheets with their fonts as data, about two thirds of a megabyte."""
    sheets = [(shipped("templates") / name).read_text("utf-8") for name in ("style.css", "browser.css")]
    return _FONT.sub(_embed, "".join(sheets))


def _embed(match: re.Match[str]) -> str:
    data = base64.b64encode((shipped("templates") / match[1]).read_bytes()).decode()
    return f'url("data:font/ttf;base64,{data}")'
