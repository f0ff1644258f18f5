"""A line that is typed: its first text is replaced by typing, names are suggested, what is understood is shown."""

from collections.abc import Iterable
from datetime import date

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from ...i18n import _
from ..prompter import Asked, Given, Reply
from ..suggestions import said, suggestions
from ..understanding import as_typed, sign_of, understand
from .look import Fragment, hung

_AS_IS = ("text", "long_text", "email", "pec")


class TypedLine:
    """The text under a question while it is typed, for one question at a time."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._asked: Asked | None = None
        self._begun = ""
        self._meant: tuple[str, str] | None = None
        self.found: list[tuple[str, str]] = []
        self.pointed = -1
        self.buffer = Buffer(
            multiline=Condition(lambda: self.prose), on_text_changed=lambda _buffer: self._look_up(), name="line"
        )

    @property
    def prose(self) -> bool:
        """Return whether Enter begins another line."""
        return self._asked is not None and self._asked.fact.kind == "long_text"

    @property
    def changed(self) -> bool:
        """Return whether its text is another than at first."""
        return self.buffer.text != self._begun

    def begin(self, asked: Asked, reply: Reply | None) -> None:
        """Put there what was answered, all of it selected: the first letter typed replaces it."""
        self._asked, self._meant = asked, None
        self._begun = as_typed(asked.fact, reply.value) if isinstance(reply, Given) else ""
        if reply == "unknown":
            self._begun = _("non so")
        self.buffer.reset()
        self.buffer.text = self._begun
        self.buffer.cursor_position = 0
        if self._begun and not self.prose:
            self.buffer.start_selection()
            if self.buffer.selection_state is not None:
                self.buffer.selection_state.enter_shift_mode()
        self.buffer.cursor_position = len(self._begun)
        self.found, self.pointed = [], -1

    def resume(self, text: str) -> None:
        """Put there what was typed before a look elsewhere, to be gone on with."""
        self.buffer.text = text
        self.buffer.exit_selection()
        self.buffer.cursor_position = len(text)

    def _look_up(self) -> None:
        self.pointed = -1
        asked = self._asked
        self.found = list(suggestions(asked.fact, self.buffer.text, self._on)) if asked and self.changed else []

    def point(self, step: int) -> None:
        """Point to the next name suggested, or the one before."""
        self.pointed = (self.pointed + step) % len(self.found) if self.pointed >= 0 or step > 0 else len(self.found) - 1

    def read(self) -> tuple[Reply | None, str]:
        """Return the text of the line as a reply, or None and why it is none."""
        if self._asked is None:
            return None, ""
        fact, text = self._asked.fact, self._text()
        sign = sign_of(text)
        if sign is not None:
            return sign, ""
        if text.strip() == "?":
            return None, self._asked.help or _("Su questo quesito non c'è altro da dire.")
        if not text.strip():
            if fact.optional:
                return "unknown", ""
            return None, _("Scrivere una risposta, oppure «non so» per saltare il quesito.")
        value, refusal = understand(fact, text, self._on)
        if refusal is not None:
            return None, str(refusal)
        return Given(value), ""

    def _text(self) -> str:
        return self.found[self.pointed][0] if 0 <= self.pointed < len(self.found) else self.buffer.text

    def below(self) -> Iterable[Fragment]:
        """Draw what is below the line: how it is understood so far, the names that it may begin."""
        if self._asked is None:
            return
        understood = self._understood()
        if understood:
            yield from hung("class:good", "    ", f"= {understood}")
        for n, (_text, shown) in enumerate(self.found):
            here = n == self.pointed
            yield from hung("class:pointed" if here else "class:dim", "    › " if here else "      ", shown)

    def _understood(self) -> str:
        """Say how the text is understood; looked up once for each text, since one screen asks for it many times."""
        text = self._text()
        if self._meant is None or self._meant[0] != text:
            self._meant = text, self._meaning(text)
        return self._meant[1]

    def _meaning(self, text: str) -> str:
        if self._asked is None or not text.strip() or sign_of(text) is not None or self._asked.fact.kind in _AS_IS:
            return ""
        value, refusal = understand(self._asked.fact, text, self._on)
        return "" if refusal is not None or value is None else said(self._asked.fact, value, self._on)


def pasting(line: TypedLine) -> KeyBindings:
    """Return the key of a paste: it replaces what is selected, and on one line it stays one line."""
    keys = KeyBindings()

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        buffer = line.buffer
        if buffer.selection_state is not None:
            buffer.cut_selection()
        text = event.data.replace("\r\n", "\n").replace("\r", "\n")
        buffer.insert_text(text if line.prose else " ".join(text.split("\n")).strip())

    return keys
