"""The ties of the applicant with other enterprises as a drawing: who holds on the left, who is held on the right."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from textwrap import shorten, wrap

from ...i18n import _
from ...model.facts import Facts
from ...model.outcome import Outcome
from ...wording import facts as said
from ...wording import formats
from ...wording.standing import role_word
from ..pieces.palette import PALETTE

_KEY = "company.links"
_WIDTH, _GAP, _WIDEST = 640, 44, 180  # pixels of the drawing, between columns, of a box at most
_TALL, _ROW = 50, 62
_MOST = 14  # boxes in one column that a page holds
_FILLS = {"linked": "soft", "linked_to_partner": "soft", "partner": "soft"}


@dataclass(frozen=True, slots=True)
class Box:
    """One enterprise: its name and a line below it, the column (holders are further left), the row in its column."""

    id: str
    name: str
    below: str
    column: int
    row: int
    near: str  # the box it is tied to; nothing for the applicant
    share: str
    holds: bool
    role: str = ""  # how it counts for the size, where that was settled


def boxes(outcome: Outcome) -> list[Box]:
    """Return the applicant and every tie that leads to it; a tie that leads nowhere is left to the table."""
    links = {link.id: link for link in outcome.facts.lists.get(_KEY, ())}
    if not links:
        return []
    applicant = str(outcome.facts.value("company.name") or _("il richiedente"))
    made = [Box("", applicant, _("il richiedente"), 0, 0, "", "", False)]
    waiting = list(links.values())
    while reached := [link for link in waiting if _near(link) in {box.id for box in made}]:
        for link in reached:
            made.append(_box(link, made, outcome))
        waiting = [link for link in waiting if link not in reached]
    return made


def _near(link: Facts) -> str:
    return str(link.value("of") or "")


def _box(link: Facts, made: list[Box], outcome: Outcome) -> Box:
    holds = link.value("direction") != "downstream"
    column = next(box.column for box in made if box.id == _near(link)) + (-1 if holds else 1)
    fraction = link.value("percent_capital")
    role = _role(link.id, outcome)
    return Box(
        id=link.id,
        name=str(link.value("name") or link.id),
        below=role_word(role) or _said(link, "relation", outcome) or _said(link, "holder_kind", outcome),
        column=column,
        row=sum(box.column == column for box in made),
        near=_near(link),
        share=formats.percent(fraction) if isinstance(fraction, Decimal) else "",
        holds=holds,
        role=role,
    )


def _role(member: str, outcome: Outcome) -> str:
    sized = outcome.standing.size if outcome.standing is not None else None
    return next((row.role for row in sized.rows if row.id == member), "") if sized is not None else ""


def _said(link: Facts, field: str, outcome: Outcome) -> str:
    value = link.value(field)
    return "" if value is None else said.written(value, said.described(f"{_KEY}[].{field}", outcome.vocabulary))


def group(outcome: Outcome, colours: Mapping[str, str] = PALETTE) -> str:
    """Return the drawing as inline SVG, with a title that says it in words.

    Nothing where there are no ties, or more than a page holds: then the table alone has them.
    """
    made = boxes(outcome)
    columns = sorted({box.column for box in made})
    tallest = max((sum(box.column == column for box in made) for column in columns), default=0)
    if len(made) < 2 or tallest > _MOST:
        return ""
    wide = min(_WIDEST, (_WIDTH - _GAP * (len(columns) - 1)) // len(columns))
    height = tallest * _ROW
    spots = {box.id: _spot(box, made, columns, wide, height) for box in made}
    drawn = "".join(_tie(box, spots, wide) + _drawn(box, spots[box.id], wide, colours) for box in made)
    names = {box.id: box.name for box in made}
    said = "; ".join(_sentence(box, names) for box in made[1:])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="group" role="img" viewBox="0 0 {_WIDTH} {height}"'
        f' width="{_WIDTH}" height="{height}"><title>{escape(said)}</title>{drawn}</svg>'
    )


def _sentence(box: Box, names: dict[str, str]) -> str:
    holder, held = (box.name, names[box.near]) if box.holds else (names[box.near], box.name)
    return _("{holder} detiene {share} di {held}").format(holder=holder, share=box.share or _("una quota"), held=held)


def _spot(box: Box, made: list[Box], columns: list[int], wide: int, height: int) -> tuple[float, float]:
    step = (_WIDTH - wide) / max(len(columns) - 1, 1)
    tall = sum(other.column == box.column for other in made) * _ROW
    return columns.index(box.column) * step, (height - tall) / 2 + box.row * _ROW + (_ROW - _TALL) / 2


def _tie(box: Box, spots: dict[str, tuple[float, float]], wide: int) -> str:
    if not box.id:
        return ""
    left, right = (spots[box.id], spots[box.near]) if box.holds else (spots[box.near], spots[box.id])
    start, end = left[0] + wide, right[0]
    middle, own = (start + end) / 2, spots[box.id][1] + _TALL / 2
    x, anchor = (start + 3, "start") if box.holds else (end - 3, "end")
    return (
        f'<path d="M{start:.1f} {left[1] + _TALL / 2:.1f}H{middle:.1f}V{right[1] + _TALL / 2:.1f}H{end:.1f}"'
        ' fill="none" stroke="#94A6B5" stroke-width="1"/>'
        f'<text x="{x:.1f}" y="{own - 4:.1f}" font-family="Titillium Web Paper" font-size="12" fill="#17324D"'
        f' text-anchor="{anchor}">{escape(box.share)}</text>'
    )


def _drawn(box: Box, spot: tuple[float, float], wide: int, colours: Mapping[str, str]) -> str:
    x, y = spot
    fill, ink = (_FILLS.get(box.role, "softer"), colours["ink"]) if box.id else ("accent", "#FFFFFF")
    letters = max(int(wide / 6.3), 8)
    lines = wrap(box.name, letters) or [box.id]
    if len(lines) > 2:
        lines = [lines[0], shorten(" ".join(lines[1:]), letters, placeholder="…")]
    below = [shorten(box.below, letters, placeholder="…")] if box.below else []
    said = "".join(
        f'<text x="{x + 6:.1f}" y="{y + 14 + 14 * number:.1f}" font-family="Titillium Web Paper" fill="{ink}"'
        f' font-size="12" font-weight="{400 if line in below else 600}">{escape(line)}</text>'
        for number, line in enumerate([*lines, *below])
    )
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide}" height="{_TALL}" fill="{colours[fill]}"/>{said}'
