"""Small changes to a YAML file that somebody may have written by hand: all that does not change stays as it is."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .yaml_text import key_text

Flat = dict[str, str]
"""The scalars of a file by path, ``expenses[2].amount``; nulls are left out."""


class Edit(NamedTuple):
    """One value to write (``lines`` after ``key:`` in a block, ``line`` where one line must do) or to take away.

    ``key`` may be dotted, also through tables that are there; ``within`` is a table that holds ``key`` as it is. With
    ``item`` the edit is of one item of the list, or of a new one at its end; ``path`` is where it falls (see ``Flat``).
    """

    key: str
    line: str | None
    lines: str | None = None
    within: str = ""
    item: int | None = None
    path: str = ""

    def reaches(self, path: str) -> bool:
        """Return whether the scalar at ``path`` is part of what is written."""
        own = self.path or (f"{self.within}.{self.key}" if self.within else self.key)
        return path == own or path.startswith((f"{own}.", f"{own}["))


class CannotEditError(Exception):
    """The file is written in a way that cannot be changed in place. Never leaves this room."""


def edited(text: str, edit: Edit) -> str:
    """Return the file with one edit made; :class:`CannotEditError` where that cannot be done in place."""
    root = _root(text)
    if root is None:
        raise CannotEditError
    if edit.item is not None:
        return _edit_item(text, root, edit)
    holder, rest, pair = _find(root, edit)
    if edit.line is None:
        return _without(text, holder, pair) if pair is not None and not rest else text
    if pair is None:
        return _with_entry(text, holder, rest, edit)
    if rest:
        return _grown(text, pair, rest, edit)
    return _replaced(text, pair, edit)


def flat(text: str) -> Flat:
    """Return the scalars of a file by path; :class:`CannotEditError` where it cannot be read."""
    root = _root(text)
    return {} if root is None else dict(_flatten(root, ""))


def _root(text: str) -> Any:
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise CannotEditError from error
    if not isinstance(root, yaml.MappingNode):
        raise CannotEditError
    return root


def _flatten(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if node.id == "scalar":
        if not _is_null(node):
            yield path, node.value
        return
    parts: Any = node.value if node.id == "mapping" else enumerate(node.value)
    for key, part in parts:
        step = f"[{key}]" if node.id == "sequence" else f".{key.value}" if path else key.value
        yield from _flatten(part, path + step)
    if not node.value:
        yield path, "[]"


def _is_null(node: Any) -> bool:
    return node.id == "scalar" and not node.style and node.value.lower() in ("", "~", "null")


def _find(root: Any, edit: Edit) -> tuple[Any, str, Any]:
    """Return the table an edit falls in, the rest of its key, and the entry that is there (or is in the way)."""
    if not edit.within:
        return _descend(root, edit.key)
    pair: Any = next((pair for pair in root.value if pair[0].value == edit.within), None)
    if pair is None or pair[1].id != "mapping":
        return root, edit.within, pair
    inner: Any = next((one for one in pair[1].value if one[0].value == edit.key), None)
    return pair[1], "" if inner else key_text(edit.key), inner


def _descend(node: Any, key: str) -> tuple[Any, str, Any]:
    for pair in node.value:
        if pair[0].value == key:
            return node, "", pair
    for pair in node.value:
        name = pair[0].value
        if key.startswith(f"{name}."):
            rest = key[len(name) + 1 :]
            return _descend(pair[1], rest) if pair[1].id == "mapping" else (node, rest, pair)
    return node, key, None


def _end(text: str, node: Any) -> int:
    """Return where a node really ends: before the comments and blank lines that follow a block."""
    if node.id == "scalar":
        end: int = node.end_mark.index
        return len(text[:end].rstrip()) if node.style in ("|", ">") else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last[1] if node.id == "mapping" else last)


def _past_comments(text: str, at: int, indent: int) -> int:
    """Return the end of the comments that follow a line at ``at`` and are further right than ``indent``."""
    while (end := _line_end(text, at + 1)) > at:
        line = text[at + 1 : end]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= indent:
            break
        at = end
    return at


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _nested(rest: str, value: str, flow: bool, indent: int) -> str:
    """Return ``a: b: value`` written as nested tables, from the dotted key ``rest``."""
    name, _dot, more = rest.partition(".")
    if not more:
        return f"{name}:{value}"
    if flow:
        return f"{name}: {{{_nested(more, value, flow, 0)}}}"
    return f"{name}:\n{' ' * (indent + 2)}{_nested(more, value, flow, indent + 2)}"


def _entry(rest: str, edit: Edit, flow: bool, indent: int) -> str:
    steps = 0 if edit.within and rest != edit.within else rest.count(".")
    if edit.within:
        if rest == edit.within:
            inner = f"{key_text(edit.key)}: {edit.line}"
            return f"{rest}: {{{inner}}}" if flow else f"{rest}:\n{' ' * (indent + 2)}{inner}"
        return f"{rest}: {edit.line}"
    value = f" {edit.line}" if flow or edit.lines is None else _moved(edit.lines, indent + 2 * steps)
    return _nested(rest, value, flow, indent)


def _moved(lines: str, indent: int) -> str:
    """Return lines written for the left margin, moved right by ``indent``."""
    first, *others = lines.split("\n")
    return "\n".join([first, *(f"{' ' * indent}{line}" if line else "" for line in others)])


def _with_entry(text: str, holder: Any, rest: str, edit: Edit) -> str:
    if holder.flow_style or not holder.value:
        if not holder.flow_style:
            raise CannotEditError
        at = _end(text, holder.value[-1][1]) if holder.value else holder.end_mark.index - 1
        comma = ", " if holder.value else ""
        return text[:at] + comma + _entry(rest, edit, True, 0) + text[at:]
    indent = holder.value[0][0].start_mark.column
    at = _past_comments(text, _line_end(text, _end(text, holder)), indent)
    return f"{text[:at]}\n{' ' * indent}{_entry(rest, edit, False, indent)}{text[at:] or chr(10)}"


def _grown(text: str, pair: Any, rest: str, edit: Edit) -> str:
    """Turn the scalar in the way (nothing, or the path of a profile) into a table that holds the new entry too."""
    key, node = pair
    indent = key.start_mark.column
    if node.id != "scalar" or not _starts_line(text, key):
        raise CannotEditError
    start, end = key.end_mark.index, _line_end(text, _end(text, node))
    told = "" if _is_null(node) else f"\n{' ' * (indent + 2)}profile: {text[node.start_mark.index : _end(text, node)]}"
    inner = _entry(rest, edit, False, indent + 2)
    if edit.within:
        inner = f"{key_text(edit.key)}: {edit.line}"
    return f"{text[:start]}:{told}\n{' ' * (indent + 2)}{inner}{text[end:] or chr(10)}"


def _starts_line(text: str, key: Any) -> bool:
    start = key.start_mark.index
    return not text[start - key.start_mark.column : start].strip()


def _replaced(text: str, pair: Any, edit: Edit) -> str:
    key, node = pair
    end = _end(text, node)
    if edit.lines is None or "\n" not in edit.lines or not _starts_line(text, key):
        if node.id != "scalar" and not node.flow_style:
            return f"{text[: key.end_mark.index]}: {edit.line}{text[end:]}"
        if node.start_mark.index < key.end_mark.index + 1:
            return f"{text[: key.end_mark.index]}: {edit.line}{text[end:].removeprefix(':')}"
        space = "" if text[node.start_mark.index - 1].isspace() else " "
        return f"{text[: node.start_mark.index]}{space}{edit.line}{text[end:]}"
    lines = _moved(edit.lines, key.start_mark.column)
    return text[: key.end_mark.index] + ":" + lines + text[_line_end(text, end) :]


def _without(text: str, holder: Any, pair: Any) -> str:
    key, node = pair
    if holder.flow_style:
        at = [one[0] for one in holder.value].index(key)
        following = holder.value[at + 1][0].start_mark.index if at + 1 < len(holder.value) else None
        before = _end(text, holder.value[at - 1][1]) if at else key.start_mark.index
        if following is not None:
            return text[: key.start_mark.index] + text[following:]
        return text[:before] + text[_end(text, node) :]
    if not _starts_line(text, key):
        raise CannotEditError
    start = key.start_mark.index - key.start_mark.column
    return text[:start] + text[_line_end(text, _end(text, node)) + 1 :]


def _edit_item(text: str, root: Any, edit: Edit) -> str:
    """Write one item of a list that is there, in a block."""
    _holder, rest, pair = _descend(root, edit.key)
    if pair is None or rest or pair[1].id == "scalar" or pair[1].flow_style or not pair[1].value:
        raise CannotEditError
    items = pair[1].value
    index = edit.item or 0
    first = items[0][0] if pair[1].id == "mapping" else items[0]
    if index < len(items):
        node = items[index][1] if pair[1].id == "mapping" else items[index]
        return f"{text[: node.start_mark.index]}{edit.line}{text[_end(text, node) :]}"
    indent = first.start_mark.column - (0 if pair[1].id == "mapping" else 2)
    at = _line_end(text, _end(text, pair[1]))
    return f"{text[:at]}\n{' ' * indent}{edit.lines}{text[at:] or chr(10)}"
