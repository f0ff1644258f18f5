"""The blocks of a page as WordprocessingML: headings, paragraphs, numbered lists, tables, in Word's own styles."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .html_tree import Node
from .runs import INLINE, runs
from .tables import table

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_BY_CLASS = {
    "kicker": "Subtitle",
    "call": "Call",
    "project": "Project",
    "note": "Note",
    "basis": "Note",
    "prepared": "Note",
    "house": "Note",
    "word": "Verdict",
    "lead": "Call",
    "warning": "Note",
    "tick": "Tick",
}
_INSIDE = {"drafted": "Draft", "verdict": "Framed"}
_LEFT_OUT = frozenset({"head", "svg"})


@dataclass
class Writing:
    """A body of Word being written: where headings start, its colours, its numbered lists, its pictures.

    ``width`` of the text in twentieths of a point. ``picture`` gives the XML of a picture, empty where Word has none.
    ``lists`` are the lists begun: ``decimal`` for each one numbered, else the letters before a heading's number.
    """

    width: int
    colours: dict[str, str]
    shift: int
    picture: Callable[[str], str] = lambda _source: ""
    lists: list[str] = field(default_factory=list)
    begun: bool = False  # whether there is a heading above
    apart: bool = False  # whether the next heading begins a page

    def body(self, root: Node) -> str:
        """Return the page's body as XML."""
        return self.blocks(root.held, "BodyText")

    def blocks(self, held: "list[Node | str]", style: str) -> str:
        """Return what an element holds, its loose text in paragraphs of the style."""
        made: list[str] = []
        loose: list[Node | str] = []
        for one in held:
            if isinstance(one, str) or (one.tag in INLINE and not _holds_blocks(one)):
                loose.append(one)
                continue
            made += [self._paragraph(loose, style), self._block(one, style)]
            loose = []
        return "".join([*made, self._paragraph(loose, style)])

    def _block(self, node: Node, style: str) -> str:
        if node.tag in _LEFT_OUT or "ribbon" in node.classes:
            return ""
        if node.tag in _HEADINGS:
            return self._heading(node)
        if node.tag in ("ul", "ol"):
            return self._list(node, style)
        if node.tag == "table":
            return table(node, self.blocks, self.colours, self.width) + _gap()
        if node.tag == "figure":
            said = "".join(title.text for title in node.all("title"))
            return self._paragraph([said], "Note")
        inside = next((_INSIDE[name] for name in node.classes if name in _INSIDE), style)
        if node.tag != "p":
            self.apart = self.apart or "apart" in node.classes
            return self.blocks(node.held, inside)
        own = next((_BY_CLASS[name] for name in node.classes if name in _BY_CLASS), inside)
        return self._paragraph(node.held, own if not style.startswith("Table") else style)

    def _paragraph(self, held: "list[Node | str]", style: str, extra: str = "") -> str:
        drawn = "".join(
            self.picture(one.attributes.get("src", "")) for one in _pictures(held) if one.attributes.get("src")
        )
        made = runs(held)
        if not made and not drawn:
            return ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{drawn}{made}</w:p>'

    def _heading(self, node: Node) -> str:
        if node.tag == "h1" and "data-label" in node.attributes:
            self.begun = True
            return self._paragraph(node.held, "Title")
        level = max(1, _HEADINGS[node.tag] - self.shift)
        ordinal = next((one for one in node.nodes if "ordinal" in one.classes), None)
        held = [one for one in node.held if one is not ordinal]
        number = "<w:pageBreakBefore/>" if (node.tag == "h1" and self.begun) or self.apart else ""
        self.apart = False
        self.begun = True
        if ordinal is not None:
            letters = ordinal.text.strip().rstrip("0123456789.")
            number = self._numbered(f"heading{level}:{letters}", once=True)
        return self._paragraph(held, f"Heading{level}", number)

    def _list(self, node: Node, style: str) -> str:
        kind = "decimal" if node.tag == "ol" else "bullet"
        number = self._numbered(kind, once=kind == "bullet")
        own = "ListNumber" if kind == "decimal" else "ListBullet"
        inner = f"{style}" if style.startswith("Table") else own
        made = []
        for item in node.nodes:
            loose = [one for one in item.held if isinstance(one, str) or one.tag in INLINE or one.tag == "p"]
            rest = [one for one in item.held if not isinstance(one, str) and one not in loose]
            flat = [part for one in loose for part in ([one] if isinstance(one, str) or one.tag != "p" else one.held)]
            made += [self._paragraph(flat, inner, number), *(self._block(one, own) for one in rest)]
        return "".join(made)

    def _numbered(self, kind: str, *, once: bool) -> str:
        """Return the mark of a list's paragraph; a list numbered ``once`` goes on wherever it is met again."""
        if not once or kind not in self.lists:
            self.lists.append(kind)
        place = self.lists.index(kind) + 1 if once else len(self.lists)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{place}"/></w:numPr>'


def _gap() -> str:
    return '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'


def _holds_blocks(node: Node) -> bool:
    return any(one.tag not in INLINE for one in node.nodes)


def _pictures(held: "list[Node | str]") -> list[Node]:
    nodes = [one for one in held if not isinstance(one, str)]
    return [*(one for one in nodes if one.tag == "img"), *(found for one in nodes for found in one.all("img"))]
