"""A part of the screen that waits for keys: what every question has in common, whatever it looks like."""

from collections.abc import Callable, Iterable, Sequence
from shutil import get_terminal_size
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import AnyContainer, Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.controls import UIControl

from ...i18n import _, plural
from .look import Fragment, Look, hung

Draw = Callable[[], Iterable[Fragment]]
_SECONDS_AFTER_ESCAPE = 0.05


def keys_in_sight(*own: str) -> str:
    """Return the line of keys of a panel: its own first, then those that mean the same everywhere."""
    return " · ".join([*own, _("Esc: indietro"), _("Ctrl-O: mappa"), _("Ctrl-D: salvare e uscire")])


def hidden(arrow: str, count: int) -> Fragment:
    """Return the line that says how many lines are not shown there: an empty one for none."""
    words = plural("{arrow} {n} riga", "{arrow} {n} righe", count).format(arrow=arrow, n=count)
    return "class:dim", f"    {words}\n" if count else "\n"


def part(draw: Draw, *, firm: bool = False, focusable: bool = False) -> Window:
    """Return a window of lines; a ``firm`` one keeps its lines, up to a third of the screen, where others give way."""
    control = FormattedTextControl(lambda: _unbroken(draw()), focusable=focusable, show_cursor=False)
    height = (lambda: Dimension(min=min(lines_in(draw()), get_terminal_size().lines // 3))) if firm else None
    return Window(control, dont_extend_height=True, always_hide_cursor=True, height=height)


def _unbroken(fragments: Iterable[Fragment]) -> StyleAndTextTuples:
    """Take the last break away, so that no empty line follows."""
    lines: StyleAndTextTuples = list(fragments)
    if lines and lines[-1][1].endswith("\n"):
        lines[-1] = (lines[-1][0], lines[-1][1][:-1])
    return lines


def lines_in(fragments: Iterable[Fragment]) -> int:
    """Count the lines of some fragments."""
    return sum(text.count("\n") for _style, text in fragments)


def footer(*own: str) -> Iterable[Fragment]:
    """Draw the keys that a panel listens to."""
    return hung("class:dim", "  ", keys_in_sight(*own))


def run_panel(parts: Sequence[AnyContainer], keys: KeyBindings, look: Look, focus: UIControl | None = None) -> Any:
    """Show a panel until one of its keys ends it, and return what that gives.

    Esc gives «back», Ctrl-O «map», Ctrl-D and the end of the input «quit»; Ctrl-C raises KeyboardInterrupt.
    """
    layout = Layout(HSplit(list(parts)), focused_element=focus)
    bindings = merge_key_bindings([_common_keys(), keys])
    app: Application[Any] = Application(layout, key_bindings=bindings, style=look.style, erase_when_done=True)
    app.ttimeoutlen = app.timeoutlen = _SECONDS_AFTER_ESCAPE
    try:
        return app.run()
    except EOFError:
        return "quit"


def _common_keys() -> KeyBindings:
    keys = KeyBindings()
    for key, sign in (("escape", "back"), ("c-o", "map"), ("c-d", "quit")):
        keys.add(key)(_leaving(sign))

    @keys.add("c-c")
    def _interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    return keys


def _leaving(sign: str) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=sign)

    return leave
