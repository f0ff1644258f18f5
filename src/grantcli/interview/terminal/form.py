"""A page of questions on the screen, or one alone: each answer is handed over as it is given."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import takewhile
from shutil import get_terminal_size
from typing import Any

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.bindings.open_in_editor import load_open_in_editor_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, ConditionalContainer, Dimension, Window

from ...i18n import _
from ..prompter import Asked, Hear, Heard, Reply
from .look import Fragment, Look, hung
from .panel import footer, hidden, lines_in, part, run_panel
from .place import QuestionPlace
from .rows import Draft, QuestionRow, mark_words
from .typed_line import TypedLine, pasting


class Form:
    """The rows of a page, the one that waits for an answer (past the last: the page waits to be confirmed)."""

    def __init__(self, mark: QuestionPlace, title: str, asked: Sequence[Asked], hear: Hear, on: date) -> None:
        self.rows = [QuestionRow(one, on) for one in asked]
        self._mark, self._title = mark, title
        self._hear = hear
        self._alone = len(asked) == 1
        self._said: tuple[QuestionRow | None, str, str] = None, "", ""
        self._word, self._at_once = "", False
        self._keyed: tuple[QuestionRow, str] | None = None
        self._line = TypedLine(on)
        self._control = BufferControl(self._line.buffer)
        self._options = part(self._draw_below, firm=True, focusable=True)
        self._at = next((n for n, row in enumerate(self.rows) if row.due), 0)
        self._enter_row()

    @property
    def draft(self) -> Draft | None:
        """What was begun on the row that waits, to be shown again after a look elsewhere."""
        row = self._row
        if row is None:
            return None
        text = self._line.buffer.text if self._typing and self._line.changed else ""
        if self._alone and not (text or row.begun):
            return None
        return Draft(row.asked, text, row.pointed, tuple(row.boxes))

    def resume(self, draft: Draft | None) -> None:
        """Stand at the row where something was begun, as it was; nothing where its answer has changed since."""
        at = next((n for n, row in enumerate(self.rows) if draft is not None and draft.of(row.asked)), None)
        if at is None or draft is None:
            return
        self._at = at
        self.rows[at].pointed, self.rows[at].boxes = draft.pointed, list(draft.boxes)
        self._enter_row()
        if draft.text:
            self._line.resume(draft.text)

    def run(self, look: Look) -> str:
        """Show it until all is answered and confirmed («done»), or a sign is given."""
        editor = Window(
            self._control,
            dont_extend_height=True,
            wrap_lines=True,
            height=Dimension(min=1),
            get_line_prefix=lambda line, wrap: "    › " if not (line or wrap) else "      ",
        )
        before = part(self._draw_before)
        parts = [
            part(self._draw_head, firm=True),
            ConditionalContainer(before, Condition(lambda: self._at > 0)),
            part(self._draw_current, firm=True),
            ConditionalContainer(editor, Condition(lambda: self._typing)),
            ConditionalContainer(self._options, Condition(lambda: not self._typing or bool([*self._draw_below()]))),
            part(self._draw_after),
            part(self._draw_foot, firm=True),
        ]
        focus = self._control if self._typing else self._options.content
        return str(run_panel(parts, self._keys(), look, focus))

    @property
    def _row(self) -> QuestionRow | None:
        return self.rows[self._at] if self._at < len(self.rows) else None

    @property
    def _typing(self) -> bool:
        return self._row is not None and self._row.mode in ("line", "prose")

    @property
    def _choosing(self) -> bool:
        return self._row is not None and self._row.mode in ("one", "some")

    def _say(self, message: str) -> None:
        """Say why something is no answer: it stands below this row until another one waits or the text changes."""
        self._said = self._row, self._line.buffer.text if self._typing else "", message

    def _enter_row(self) -> None:
        self._word = ""
        if self._row is not None and self._typing:
            self._line.begin(self._row.asked, self._row.reply)

    def _draw_head(self) -> Iterable[Fragment]:
        if not self._alone:
            yield from hung(
                "class:question", f"{self._mark.at(self._at)} ", self._mark.title(self._title, self._at, self.rows)
            )

    def _before(self) -> list[Fragment]:
        return [line for row in self.rows[: self._at] for line in row.summary()]

    def _after(self) -> list[Fragment]:
        after = [line for row in self.rows[self._at + 1 :] for line in row.summary()]
        last = [] if self._alone or self._row is None else [("class:dim", "    " + _("(confermare la pagina)") + "\n")]
        return [*after, *last]

    def _room(self) -> int:
        """Return the lines that the rows before and after the one that waits have together."""
        others = (self._draw_head, self._draw_current, self._draw_below, self._draw_foot)
        taken = sum(lines_in(draw()) for draw in others) + self._typing
        return max(2, get_terminal_size().lines - taken)

    def _draw_before(self) -> Iterable[Fragment]:
        lines, room = self._before(), self._room()
        over = len(lines) - max(room - len(self._after()), room // 2)
        return [hidden("↑", over + 1), *lines[over + 1 :]] if over > 0 else lines

    def _draw_after(self) -> Iterable[Fragment]:
        lines, room = self._after(), self._room()
        own = max(room - len(self._before()), room - room // 2)
        return [*lines[: own - 1], hidden("↓", len(lines) - own + 1)] if len(lines) > own else lines

    def _draw_current(self) -> Iterable[Fragment]:
        row = self._row
        if row is None:
            yield from hung("class:pointed", "› ", _("Invio: confermare questa pagina"))
            return
        yield from hung("class:question", f"{self._mark.at(0)} " if self._alone else "› ", row.asked.title)
        if row.asked.help:
            yield from hung("class:dim", "    ", row.asked.help)

    def _draw_below(self) -> Iterable[Fragment]:
        row = self._row
        if row is not None and self._typing:
            yield from self._line.below()
        elif row is not None:
            yield from row.options()
        if self._word:
            yield from hung("", "    › ", self._word)
        said, text, message = self._said
        if message and said is row and (not self._typing or text == self._line.buffer.text):
            yield from hung("class:bad", "    ", message)

    def _draw_foot(self) -> Iterable[Fragment]:
        row = self._row
        if row is None:
            return footer(_("Invio: conferma"), _("frecce: tornare su una riga"))
        if row.mode == "prose":
            return footer(_("Ctrl-S: conferma"), _("Ctrl-X Ctrl-E: apre l'editor"))
        if row.mode == "line":
            own = [_("«non so»: saltare"), *([_("Tab: nome proposto")] if self._line.found else [])]
        elif row.mode == "some":
            own = [_("cifre: segnano o tolgono"), _("Invio: conferma"), _("0: non so")]
        elif self._alone:
            own = [_("il tasto a sinistra, o frecce e Invio"), _("0: non so")]
        else:
            own = [_("il tasto a sinistra, o ← → e Invio"), _("0: non so"), _("↑ ↓: altra riga")]
        return footer(*own)

    def _keys(self) -> Any:
        keys = KeyBindings()
        choosing, prose = Condition(lambda: self._choosing), Condition(lambda: self._typing and self._line.prose)
        line = ~prose
        inside = Condition(lambda: not self._alone and self._at > 0)
        keys.add("escape", filter=inside)(self._return)
        keys.add("enter", filter=line)(self._enter)
        keys.add("c-s", filter=prose)(self._enter)
        pressing = Condition(lambda: not self._typing)
        keys.add(Keys.Any, filter=pressing)(lambda event: self._press(event, event.data))
        keys.add("backspace", filter=pressing)(lambda _event: self._shorten())
        for names, step in ((("up", "s-tab"), -1), (("down", "tab"), 1)):
            for name in names:
                keys.add(name, filter=line)(lambda event, step=step: self._step(event, step))
        for name, step in (("left", -1), ("right", 1)):
            keys.add(name, filter=choosing)(lambda _event, step=step: self._point(step))
        editing = Condition(lambda: self._typing)
        typed = KeyBindings()
        for binding in pasting(self._line).bindings:
            typed.add(*binding.keys, filter=editing)(binding.handler)
        return merge_key_bindings([load_open_in_editor_bindings(), keys, typed])

    def _point(self, step: int) -> None:
        if self._row is not None:
            self._row.point(step)

    def _enter(self, event: KeyPressEvent) -> None:
        row = self._row
        if row is None:
            self._confirm(event)
        elif self._typing:
            if self._completes_key(event, self._line.buffer.text):
                return
            reply, why = self._line.read()
            self._take(event, row, reply, why)
        elif self._word:
            self._take_word(event, row)
        else:
            self._take(event, row, row.pending, _how_to_choose(row))

    def _take_word(self, event: KeyPressEvent, row: QuestionRow) -> None:
        """Take a word typed where keys are pressed: «boh», «sì», the first letters of an option."""
        word, self._word = self._word, ""
        reply = row.named(word)
        if reply is None and self._completes_key(event, word):
            return
        why = row.asked.help if word.strip() == "?" else ""
        message = _("«{word}» non è fra le risposte. {how}").format(word=word, how=_keys_words(row))
        self._take(event, row, reply, why or message)

    def _completes_key(self, event: KeyPressEvent, rest: str) -> bool:
        """Take back a key that was the first letter of a word typed on: the «n» of «non so» was no «no»."""
        if self._keyed is None or not rest.strip():
            return False
        row, key = self._keyed
        reply = row.named(key + rest)
        if reply not in (row.reply, "unknown"):
            return False
        self._keyed = None
        if reply == "unknown" != row.reply:
            row.settle(reply)
            row.told = self._hear(row.asked.key, reply).doubt
        self._go(event, 0)
        return True

    def _shorten(self) -> None:
        self._word = self._word[:-1]

    def _take(self, event: KeyPressEvent, row: QuestionRow, reply: Reply | None, why: str, step: int = 1) -> bool:
        """Hand an answer over and go on to another row; False where it is none, and the row stays."""
        if reply is None:
            self._say(why)
            return False
        if reply in ("back", "quit", "map"):
            event.app.exit(result=reply)
            return False
        self._keyed = None
        row.settle(reply)
        heard = self._hear(row.asked.key, reply) if row.heard else Heard(doubt=row.told)
        row.told = heard.doubt
        if heard.stop or self._alone:
            event.app.exit(result="done")
            return False
        self._drop(heard.idle)
        self._go(event, step if step < 0 else self._next() - self._at)
        return True

    def _drop(self, idle: frozenset[str]) -> None:
        """Take away the rows after this one that need no answer now."""
        later = [row for row in self.rows[self._at + 1 :] if row.asked.key not in idle or row.heard]
        self.rows[self._at + 1 :] = later

    def _next(self) -> int:
        """Return the next row that is due: one after this, else one before it; past the last where none is."""
        due = [n for n, row in enumerate(self.rows) if row.due]
        return next((n for n in due if n > self._at), due[0] if due else len(self.rows))

    def _go(self, event: KeyPressEvent, step: int) -> None:
        self._at = max(0, min(len(self.rows), self._at + step))
        self._enter_row()
        event.app.layout.focus(self._control if self._typing else self._options)

    def _return(self, event: KeyPressEvent) -> None:
        """Go back to the row before, leaving what was begun on this one."""
        if self._row is not None:
            self._row.leave()
        self._go(event, -1)

    def _confirm(self, event: KeyPressEvent) -> None:
        lacking = next((n for n, row in enumerate(self.rows) if row.due), None)
        if lacking is not None:
            self._go(event, lacking - self._at)
            self._say(_("Manca questa risposta («non so» è una risposta)."))
            return
        proposed = [row for row in self.rows if not (row.heard or row.asked.assumed) and row.reply is not None]
        for row in proposed:
            row.heard = True
            if self._hear(row.asked.key, row.reply or "unknown").stop:
                break
        event.app.exit(result="done")

    def _press(self, event: KeyPressEvent, data: str) -> None:
        """Take the option of a key, of boxes mark it or take its mark away; several letters at once are a word.

        A word answers nothing before Enter: a figure typed at a choice would answer the rows after it too.
        """
        row = self._row
        if row is None or not data.isprintable():
            return
        burst = data + _typed_at_once(event)
        place = next((n for n, way in enumerate(row.ways) if way.key == data.casefold()), None)
        if row.mode == "some" and data == " " and row.pointed >= 0:
            place = row.pointed
        at_once = (len(burst) > 1 and not row.takes_all(burst)) or (bool(self._word) and self._at_once)
        if place is None or at_once or (self._word and self._may_go_on(row, self._word + data)):
            self._word, self._at_once = f"{self._word}{data}".lstrip(), at_once
            if not self._may_go_on(row, self._word):
                self._say(_keys_words(row))
            return
        self._word = ""
        if row.mode == "some":
            row.toggle(place)
            return
        row.pointed = place
        if self._take(event, row, row.pending, ""):
            self._keyed = row, data

    def _may_go_on(self, row: QuestionRow, word: str) -> bool:
        """Return whether an answer begins so: of this row, or with the key pressed on the one before."""
        return row.may_begin(word) or (self._keyed is not None and self._keyed[0].may_begin(self._keyed[1] + word))

    def _step(self, event: KeyPressEvent, step: int) -> None:
        """Go to another row, taking what was begun on this one; where there is one alone, to another option."""
        row = self._row
        if self._typing and self._line.found:
            self._line.point(step)
        elif self._alone:
            if row is not None:
                row.point(step)
        elif row is not None and self._typing and self._line.changed and self._line.buffer.text.strip():
            reply, why = self._line.read()
            self._take(event, row, reply, why, step)
        elif row is not None and self._choosing and row.begun:
            self._take(event, row, row.pending, _how_to_choose(row), step)
        elif self._at + step >= 0:
            self._keyed = None
            self._go(event, step)


def _how_to_choose(row: QuestionRow) -> str:
    return mark_words(row.asked.fact) if row.mode == "some" else _keys_words(row)


def _keys_words(row: QuestionRow) -> str:
    return _("Scegliere con un tasto ({keys}) o con le frecce.").format(keys=" ".join(way.key for way in row.ways))


def _typed_at_once(event: KeyPressEvent) -> str:
    """Return the letters that came in together with a key: nobody who presses one key at a time sends them."""
    waiting = (press.data for press in event.key_processor.input_queue)
    return "".join(takewhile(lambda data: len(data) == 1 and data.isprintable(), waiting))
