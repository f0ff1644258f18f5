"""A list on the screen from which one is picked, or some are marked; a long one is searched by typing."""

from collections.abc import Container, Iterable, Sequence
from shutil import get_terminal_size
from typing import NamedTuple

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from ...i18n import _
from ...registry.spelling import fold
from ..prompter import Option, Sign
from ..understanding import sign_of, sign_words
from .look import Fragment, Look, hung
from .panel import footer, hidden, lines_in, part, run_panel

_MANY = 12
_PAGE = 10


class MenuDraft(NamedTuple):
    """Where one stood in a list: the options marked, the one pointed to, the words searched for."""

    marked: tuple[str, ...]
    at: str
    search: str


class Menu:
    """The options of one question, the one pointed to, those marked.

    ``marking``: any number of them can be, but of those in ``alone`` each by itself; ``lacking`` is what is said where
    nothing is marked and that is no answer.
    """

    def __init__(
        self,
        mark: str,
        title: str,
        options: Sequence[Option],
        *,
        default: str = "",
        marked: Iterable[str] = (),
        marking: bool = False,
        help: str = "",
        pointed: bool = True,
        alone: Container[str] = (),
        lacking: str = "",
    ) -> None:
        self._head = (mark, title, help)
        self._options = tuple(options)
        self._marking, self._alone = marking, alone
        self._lacking, self._said = lacking, ""
        self._search = ""
        self._top = 0
        self._searched = sum(1 for one in options if one.code) > _MANY
        self.marked = [code for code in marked if code]
        codes = [one.code for one in self._options]
        self._at = codes.index(default) if default and default in codes else -1
        if self._at < 0 and pointed:
            self._move(1)

    @property
    def draft(self) -> MenuDraft:
        """Where one stands now, to be shown again after a look elsewhere."""
        return MenuDraft(tuple(self.marked), self._options[self._at].code if self._at >= 0 else "", self._search)

    def resume(self, draft: MenuDraft) -> None:
        """Stand as before, as far as the options are still there."""
        codes = [one.code for one in self._options]
        self.marked = [code for code in draft.marked if code in codes]
        self._search = draft.search
        if draft.at in codes:
            self._at = codes.index(draft.at)

    def run(self, look: Look) -> str | Sign | tuple[str, ...]:
        """Show it until an option is picked (its code), the marks are settled (their codes) or a sign is given."""
        parts = [part(self._draw_head), part(self._draw), part(self._draw_foot)]
        return run_panel(parts, self._keys(), look)  # type: ignore[no-any-return]

    def _shown(self) -> list[tuple[int, Option]]:
        """Return the options that the search leaves, headings only above some of them."""
        sought = fold(self._search).split() if self._searched else []
        found = [(n, one) for n, one in enumerate(self._options) if not one.code or _has(one, sought)]
        if not (sought and found):
            return found
        followed = [*[bool(later.code) for _n, later in found[1:]], False]
        return [pair for pair, next_is in zip(found, followed, strict=True) if pair[1].code or next_is]

    def _move(self, step: int) -> None:
        """Point to the next option that can be picked, round and round."""
        self._said = ""
        places = [n for n, one in self._shown() if one.code]
        if not places:
            self._at = -1
        elif self._at in places:
            self._at = places[(places.index(self._at) + step) % len(places)]
        else:
            self._at = places[0] if step > 0 else places[-1]

    def _leap(self, step: int) -> None:
        places = [n for n, one in self._shown() if one.code]
        if places:
            here = places.index(self._at) if self._at in places else 0
            self._at = places[max(0, min(len(places) - 1, here + step))]

    def _draw_head(self) -> Iterable[Fragment]:
        mark, title, help = self._head
        yield from hung("class:question", f"{mark} ", title)
        if help:
            yield from hung("class:dim", "  ", help)
        if self._search:
            words = _("  cerca: {text}") if self._searched else "  › {text}"
            yield "class:mark", words.format(text=self._search) + "\n"
        if self._said:
            yield from hung("class:bad", "  ", self._said)

    def _draw(self) -> Iterable[Fragment]:
        """Draw the lines that have room around the option pointed to, and how many there are above and below."""
        shown = self._shown()
        lines = [line for n, one in shown for line in self._draw_one(n, one)]
        if not any(one.code for _n, one in shown):
            lines.append(("class:dim", _("    nulla contiene queste parole") + "\n"))
        room = get_terminal_size().lines - lines_in(self._draw_head()) - lines_in(self._draw_foot())
        if len(lines) <= room:
            return lines
        room = max(1, room - 2)
        first, last = self._span()
        self._top = max(0, min(max(self._top, last - room), first, len(lines) - room))
        above, below = self._top, len(lines) - self._top - room
        return [hidden("↑", above), *lines[above : above + room], hidden("↓", below)]

    def _draw_one(self, n: int, one: Option) -> Iterable[Fragment]:
        if not one.code:
            yield from hung("class:heading", "  ", one.text)
            return
        box = ("[x] " if one.code in self.marked else "[ ] ") if self._marking else ""
        here = n == self._at
        look = "class:pointed" if here else "class:given" if one.code in self.marked else ""
        text = one.text.lstrip()
        first = " " * (len(one.text) - len(text)) + (text[:2] if text[1:2] == " " else "")
        yield from hung(look, f"{'  › ' if here else '    '}{box}{first}", one.text[len(first) :])
        if one.help and here:
            yield from hung("class:dim", "      ", one.help)

    def _span(self) -> tuple[int, int]:
        """Return the lines of the option pointed to, with a heading right above it: the first, and the one after."""
        lines = before = 0
        for n, one in self._shown():
            height = lines_in(self._draw_one(n, one))
            if n == self._at:
                return lines - before, lines + height
            before = 0 if one.code else height
            lines += height
        return 0, 0

    def _draw_foot(self) -> Iterable[Fragment]:
        own = [_("spazio: segna o toglie"), _("Invio: conferma")] if self._marking else [_("frecce e Invio")]
        return footer(*own, *([_("scrivere per cercare")] if self._searched else []))

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for names, step in ((("up", "c-p"), -1), (("down", "c-n"), 1)):
            for name in names:
                keys.add(name)(lambda _event, step=step: self._move(step))
        for name, step in (("pageup", -_PAGE), ("pagedown", _PAGE), ("home", -9999), ("end", 9999)):
            keys.add(name)(lambda _event, step=step: self._leap(step))
        keys.add("enter")(self._enter)
        if self._marking:
            keys.add(" ")(lambda _event: self._space())
        keys.add(Keys.Any)(lambda event: self._type(event.data))
        keys.add("backspace")(lambda _event: self._seek(self._search[:-1]))
        keys.add("c-u")(lambda _event: self._seek(""))
        return keys

    def _enter(self, event: KeyPressEvent) -> None:
        sign = sign_of(self._search) if self._search else None
        if sign is not None and (sign != "unknown" or any(one.code == sign for one in self._options)):
            event.app.exit(result=(sign,) if self._marking and sign == "unknown" else sign)
        elif self._search and not self._searched:
            self._search = ""
        elif self._marking and self._lacking and not self.marked:
            self._said = self._lacking
        elif self._marking:
            event.app.exit(result=tuple(one.code for one in self._options if one.code in self.marked))
        elif self._at >= 0:
            event.app.exit(result=self._options[self._at].code)
        else:
            self._said = _("Scegliere con le frecce, poi Invio.")

    def _space(self) -> None:
        """Mark or take a mark away; within «non so» a space is a letter of the word."""
        typed = f"{fold(self._search)} " if self._search else ""
        if typed and any(word.startswith(typed) for word in sign_words()):
            self._type(" ")
        else:
            self._toggle()

    def _toggle(self) -> None:
        self._said = ""
        code = self._options[self._at].code if self._at >= 0 else ""
        if code in self.marked:
            self.marked.remove(code)
        elif code in self._alone:
            self.marked = [code]
        elif code:
            self.marked = [*(one for one in self.marked if one not in self._alone), code]

    def _type(self, data: str) -> None:
        if data.isprintable():
            self._seek(self._search + data)

    def _seek(self, text: str) -> None:
        self._search, self._said = text, ""
        if self._at not in [n for n, one in self._shown() if one.code]:
            self._at = -1
            self._move(1)


def _has(option: Option, sought: list[str]) -> bool:
    if option.code == "unknown" and sign_of(" ".join(sought)) == "unknown":
        return True
    words = fold(f"{option.text} {option.code}")
    return all(part in words for part in sought)
