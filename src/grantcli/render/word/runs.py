"""Text within a paragraph as WordprocessingML runs: character styles for what stands out, spaces as in a browser."""

import re
from xml.sax.saxutils import escape

from .html_tree import Node

_SPACES = re.compile(r"[ \t\n\r\f]+")
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BY_TAG = {"strong": "Strong", "b": "Strong", "em": "Emphasis", "i": "Emphasis"}
_BY_CLASS = {
    "mark": "Mark",
    "cite": "Cite",
    "soft": "Soft",
    "badge": "Strong",
    "figure": "Figure",
    "strong": "Strong",
    "blank": "Blank",
    "origin": "Soft",
}
INLINE = frozenset({"a", "b", "br", "code", "em", "i", "img", "small", "span", "strong", "sub", "sup", ""})
"""Elements that stay within a paragraph; every other one begins its own."""


def runs(held: "list[Node | str]") -> str:
    """Return text and inline elements as runs, without space at either end; empty where nothing would be seen."""
    pieces = [piece for one in held for piece in _pieces(one, "")]
    return "".join(_run(text, style) for text, style in _collapsed(pieces))


def literal(text: str) -> str:
    """Return text that XML can hold: what it cannot (control characters, halves of pairs) is left out."""
    return escape(_NO_XML.sub("", text))


def _pieces(one: "Node | str", style: str) -> list[tuple[str, str]]:
    if isinstance(one, str):
        return [(_SPACES.sub(" ", one), style)]
    if one.tag == "br":
        return [("\n", style)]
    own = _style_of(one) or style
    return [piece for held in one.held for piece in _pieces(held, own)]


def _style_of(node: Node) -> str:
    named = next((_BY_CLASS[name] for name in node.attributes.get("class", "").split() if name in _BY_CLASS), "")
    return named or _BY_TAG.get(node.tag, "")


def _collapsed(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pieces with one space where several meet, and none where a line begins or ends."""
    kept: list[tuple[str, str]] = []
    for text, style in pieces:
        begins = not kept or kept[-1][0][-1] in " \n"
        shown = text.lstrip(" ") if begins else text
        if shown == "\n" and kept:
            kept[-1] = (kept[-1][0].rstrip(" ") or "\u200b", kept[-1][1])
        if shown:
            kept.append((shown, style))
    while kept and not kept[-1][0].strip(" \n"):
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(" "), kept[-1][1])
    return kept


def _run(text: str, style: str) -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    if text == "\n":
        return f"<w:r>{look}<w:br/></w:r>"
    return f'<w:r>{look}<w:t xml:space="preserve">{literal(text)}</w:t></w:r>'
