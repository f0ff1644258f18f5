"""``grantcli doctor``: what is installed and what it needs, each with its remedy."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Annotated, NamedTuple

import typer

from .. import __version__
from ..assets import shipped
from ..i18n import _
from .library import Library, folders
from .reading import tell, today
from .shell.exits import BAD_INPUT, DONE
from .shell.setting import Setting
from .shell.terminal import give_data, screen

NEEDED = (
    "typer",
    "rich",
    "questionary",
    "prompt_toolkit",
    "jinja2",
    "weasyprint",
    "PyYAML",
    "pydantic",
    "python-stdnum",
)
EXTRAS = {
    "xlsx": ("python_calamine", "xlsxwriter"),
    "docx": ("docx", "docxtpl"),
    "pdf": ("pypdf",),
    "cluster": ("distributed",),
    "fast": ("orjson",),
    "mcp": ("mcp",),
}
LATELY = timedelta(days=180)
ABOUT = _("Esce con 4 se manca qualcosa di necessario; i componenti facoltativi e i bandi da rileggere sono avvisi.")
_MARKS = {"ok": "pass", "warning": "warning", "error": "fail"}


class Check(NamedTuple):
    """One thing looked at: ``ok``, ``warning`` or ``error``, and what was found."""

    name: str
    state: str
    text: str


def run(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
) -> int:
    """Look at the installation and print what was found."""
    setting: Setting = ctx.obj
    day = today()
    checks = [*_versions(), _drawing(), _fonts(), *_extras(), _cache(), *_calls(setting, day)]
    if as_json:
        found = [one._asdict() for one in checks]
        give_data({"schema": "grantcli/doctor/1", "tool": __version__, "on": day.isoformat(), "checks": found}, setting)
    else:
        _show(checks, setting)
    return BAD_INPUT if any(one.state == "error" for one in checks) else DONE


def _show(checks: list[Check], setting: Setting) -> None:
    from rich.text import Text

    from ..report.layout import entry, show

    console = screen(setting)
    show(
        (entry(console, _MARKS[one.state], Text.assemble((one.name, "bold"), f"  {one.text}")) for one in checks),
        console,
    )


def _versions() -> Iterator[Check]:
    yield Check("grantcli", "ok", f"{__version__}, Python {sys.version.split()[0]}")
    for name in NEEDED:
        try:
            yield Check(name, "ok", version(name))
        except PackageNotFoundError:
            yield Check(name, "error", _("manca: pip install {name}").format(name=name))


def _drawing() -> Check:
    """Look for Pango, which draws the papers and is no Python package."""
    try:
        from ..render.pdf import pango_version

        return Check("Pango", "ok", pango_version())
    except (ImportError, OSError, AttributeError) as error:
        return Check("Pango", "error", _("i PDF non si possono disegnare: {why}").format(why=str(error).split("\n")[0]))


def _fonts() -> Check:
    found = len(list((shipped("templates") / "fonts").glob("*.ttf")))
    if found:
        return Check(_("caratteri"), "ok", _("{n} file in dotazione").format(n=found))
    return Check(_("caratteri"), "error", _("mancano: reinstallare il programma"))


def _extras() -> Iterator[Check]:
    for extra, modules in EXTRAS.items():
        lacking = [module for module in modules if find_spec(module) is None]
        install = _("non installato: pip install 'grantcli[{extra}]'").format(extra=extra)
        yield Check(extra, "warning" if lacking else "ok", install if lacking else _("installato"))


def _cache() -> Check:
    import os

    if os.environ.get("GRANTCLI_NO_CACHE"):
        return Check(_("memoria dei bandi"), "warning", _("spenta da GRANTCLI_NO_CACHE: ogni avvio rilegge i bandi"))
    return Check(_("memoria dei bandi"), "ok", _("attiva"))


def _calls(setting: Setting, day: date) -> Iterator[Check]:
    from ..wording.formats import day as written_day

    places = folders(setting)
    library = Library(places)
    calls = library.all()
    tell(library.problems, setting)
    for place in places:
        inside = [one for one in calls.values() if str(one.folder).startswith(str(place))]
        state = "ok" if place.is_dir() else "error"
        yield Check(_("bandi"), state, f"{place}: {len(inside)}")
    for ident, edition in calls.items():
        checked = edition.call.checked
        if checked is None or day - checked > LATELY:
            when = written_day(checked) if checked else _("mai")
            text = _("ultimo controllo delle fonti: {when}").format(when=when)
            yield Check(ident, "warning", text)
