"""Templates filled with the plain context: the pages as HTML."""

import base64
import re
from functools import cache
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .. import i18n
from ..assets import shipped
from ..wording.formats import glued
from .context import Plain

Kind = Literal["dossier", "checklist"]
_FONT = re.compile(r'url\("(fonts/[^"]+)"\)')


@cache
def environment() -> Environment:
    """Return the environment of the shipped templates: an unknown name is an error, every value is escaped."""
    made = Environment(
        loader=FileSystemLoader(shipped("templates")),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["_"] = i18n._
    made.globals["plural"] = i18n.plural
    return made


def page(kind: Kind, context: Plain, *, standalone: bool = False) -> str:
    """Return the HTML of the ``dossier`` or the ``checklist``, in the language of the context.

    ``standalone``: with the style sheet and the fonts inside, to be read in a browser; ``pdf.draw`` brings its own.
    """
    style = standalone_style() if standalone else ""
    with i18n.speaking(str(context["language"])):
        return glued(environment().get_template(f"{kind}.html.j2").render(context, style=style))


@cache
def standalone_style() -> str:
    """Return the style sheet with its fonts as data, about half a megabyte."""
    return _FONT.sub(_embed, (shipped("templates") / "style.css").read_text("utf-8"))


def _embed(match: re.Match[str]) -> str:
    data = base64.b64encode((shipped("templates") / match[1]).read_bytes()).decode()
    return f'url("data:font/ttf;base64,{data}")'
