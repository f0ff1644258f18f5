"""A page of ours as a tree of elements: what Word needs of HTML, and nothing of style sheets or drawings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "col", "img", "link", "meta"})
_LEFT_OUT = frozenset({"style", "script"})


@dataclass
class Node:
    """An element with its attributes and what it holds: text and elements, in order."""

    tag: str
    attributes: dict[str, str]
    held: "list[Node | str]" = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Return the words of its ``class``."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def nodes(self) -> "list[Node]":
        """Return the elements it holds, without the text between them."""
        return [one for one in self.held if isinstance(one, Node)]

    def all(self, *tags: str) -> "Iterator[Node]":
        """Yield the elements of these names below it, in the order of the page."""
        for one in self.nodes:
            if one.tag in tags:
                yield one
            yield from one.all(*tags)

    @property
    def text(self) -> str:
        """Return all text in it, its spaces as written."""
        return "".join(one if isinstance(one, str) else one.text for one in self.held)


class _Growing(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.path = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.path[-1].held.append(node)
        if tag not in _VOID:
            self.path.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.path[-1].held.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.path[1:]):
            while self.path.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.path[-1].tag not in _LEFT_OUT:
            self.path[-1].held.append(data)


def tree_of(html: str) -> Node:
    """Return a page as a tree; ends of elements that never began are passed over."""
    growing = _Growing()
    growing.feed(html)
    growing.close()
    return growing.root
