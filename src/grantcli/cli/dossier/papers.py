"""The papers asked for, each made when it is written: its kind, its suffix, its bytes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from ...i18n import _, language, say
from ...model.outcome import Outcome
from ...model.paper.house_style import HouseStyle
from ...problem import Place, Problem
from .carried import CARRYING, Inside
from .styles import bad_style, digest_of_style, word_template

FORMATS = ("pdf", "docx", "xlsx", "ics", "html", "json", "zip")
PARTS = ("memo", "application", "sections", "annex", "checklist")


class Paper(NamedTuple):
    """A paper to be written; ``make`` gives its bytes."""

    kind: str
    suffix: str
    make: Callable[[], bytes]


@dataclass
class Making:
    """One application on its way to paper. ``tell`` is called with what the reader should know of the papers.

    ``inside``: what papers carry, None where they carry nothing; ``folder`` is the call's, for its own models.
    """

    outcome: Outcome
    house: HouseStyle
    tell: Callable[[Problem], None]
    inside: Inside | None = None
    folder: str | None = None
    told: set[str] = field(default_factory=set)

    @cached_property
    def identity(self) -> str:
        """What all papers of this application share."""
        from ...render.file_names import identity_of

        return identity_of(self.outcome)

    @cached_property
    def plain(self) -> dict[str, Any]:
        """What the templates get."""
        from ...render.context import context

        return context(self.outcome, dict(self.house.colours))

    @property
    def has_documents(self) -> bool:
        """Whether there is anything to put on a checklist."""
        return any(paper.due != "not_due" for paper in self.outcome.attachments)

    def holds(self, kind: str) -> bool:
        """Whether a part has anything to say of this application."""
        return {"checklist": self.has_documents, "sections": bool(self.outcome.sections)}.get(kind, True)

    def name(self, kind: str, suffix: str, number: int) -> str:
        """Return the name of a paper's file."""
        from ...render.file_names import file_name

        return file_name(kind, self.outcome, suffix, number)

    def html(self, kind: Any, *, standalone: bool) -> str:
        """Return a page, and report which of its characters cannot be drawn."""
        from ...render.glyphs import undrawable
        from ...render.pages import BadTemplateError, page

        try:
            made = page(kind, self.plain, standalone=standalone, house=self.house, identity=self.identity)
        except BadTemplateError as error:
            raise bad_style(error) from error
        lacking = set(undrawable(made)) - self.told
        if lacking:
            self.told |= lacking
            text = _("nessun carattere del fascicolo sa disegnare: {letters}").format(letters=" ".join(sorted(lacking)))
            self.tell(Problem(Place(self.name(kind, "", 1)), "", text, kind="no_glyph", warning=True))
        return made


def papers(making: Making, kinds: list[str], formats: list[str]) -> Iterator[Paper]:
    """Yield the papers in the order of the formats; none where it would say that there is nothing."""
    shown = [kind for kind in kinds if making.holds(kind)]
    for suffix in formats:
        if suffix in _WHOLE:
            name, whole = _WHOLE[suffix]
            yield Paper(name, f".{suffix}", lambda whole=whole: whole(making))  # type: ignore[misc]
        for kind in shown if suffix not in _WHOLE else []:
            make = _MAKERS[suffix]
            own = _from_own_template(making, kind) if suffix == "docx" else b""
            if own:
                yield Paper(kind, ".docx", lambda own=own: own)  # type: ignore[misc]
                continue
            yield Paper(kind, f".{suffix}", lambda kind=kind, make=make: make(making, kind))  # type: ignore[misc]


def _pdf(making: Making, kind: str) -> bytes:
    from ...render.pdf import draw

    html, carried = making.html(kind, standalone=False), []
    filing = making.outcome.call.filing
    taken = filing is None or filing.embedded is not False
    if making.inside is not None and kind in CARRYING and taken:
        paper = {"kind": kind, "language": language(), "style": digest_of_style(making.house)}
        paper["unchecked"] = say(making.outcome.unchecked)  # what the clock said when it was written
        carried = making.inside.files(paper, making.identity)
    return draw(html, house=making.house, identity=making.identity, carried=carried)


def _html(making: Making, kind: str) -> bytes:
    return making.html(kind, standalone=True).encode("utf-8", "backslashreplace")


def _docx(making: Making, kind: str) -> bytes:
    from ...render.word.word_file import write

    style = making.house
    html = making.html(kind, standalone=False)
    return write(html, folder=style.folder, colours=dict(style.colours), identity=making.identity)


def _from_own_template(making: Making, kind: str) -> bytes:
    """Return a part by the house's own Word template, filled before any paper is written; nothing without one."""
    from .word import by_template

    file = word_template(making.house, kind)
    return by_template(file, making.plain, making.outcome, making.house, making.identity) if file is not None else b""


_MAKERS = {"pdf": _pdf, "docx": _docx, "html": _html}
"""What draws a part, by the suffix of its file."""


def _json(making: Making) -> bytes:
    import json

    from ...report.data.outcome import as_data

    data = {**as_data(making.outcome), "application": making.identity}
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"


def _xlsx(making: Making) -> bytes:
    from ...render.sheets.plan_workbook import write_workbook

    return write_workbook(making.outcome, colours=dict(making.house.colours), identity=making.identity)


def _ics(making: Making) -> bytes:
    from ...render.deadlines_calendar import write_calendar

    return write_calendar(making.outcome, making.identity)


def makers() -> dict[str, Callable[[Making, str], bytes]]:
    """Return what writes one paper, by the suffix of its file; those of the whole application take no part."""

    def docx(making: Making, kind: str) -> bytes:
        return _from_own_template(making, kind) or _docx(making, kind)

    whole = {suffix: lambda making, _kind, make=make: make(making) for suffix, (_name, make) in _WHOLE.items()}
    return {**whole, **_MAKERS, "docx": docx}


_WHOLE = {
    "xlsx": ("plan", _xlsx),
    "ics": ("deadlines", _ics),
    "json": ("outcome", _json),
}
"""What is written once for all of an application, by the suffix of its file: its name and what writes it."""
