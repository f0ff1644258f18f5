"""The rows of a page of questions: what can be answered by one key, what is typed, and how each is drawn."""

import re
from collections.abc import Iterator
from datetime import date
from shutil import get_terminal_size
from typing import NamedTuple

from ...i18n import _, say
from ...model.vocabulary import Fact
from ...registry.spelling import fold
from ...registry.values import warn_value
from ...wording.facts import written
from ..prompter import Asked, Given, Reply
from ..suggestions import said
from ..understanding import sign_of, sign_words, understand
from .look import Fragment, hung

Mode = str
"""``one``: one of its options; ``some``: any of them; ``line``: a typed line; ``prose``: typed lines."""


NONE = Given(())
"""The answer that no box is to be marked: given by a line of its own, never by marking nothing."""


class RowOption(NamedTuple):
    """One option of a row: the key that takes it, what it is, what is read."""

    key: str
    reply: Reply
    text: str


class Draft(NamedTuple):
    """What was begun of a question and not taken: a text, an option pointed to, boxes marked; and the question."""

    asked: Asked
    text: str
    pointed: int
    boxes: tuple[Reply, ...]

    def of(self, asked: Asked) -> bool:
        """Return whether a question still stands as it did when this was begun."""
        return (asked.key, asked.default, asked.skipped) == (self.asked.key, self.asked.default, self.asked.skipped)


def mode_of(asked: Asked) -> Mode:
    """Return how a question of a page is answered."""
    kind = asked.fact.kind
    if kind == "yes_no" or kind == "choice":
        return "one"
    if kind == "choices":
        return "some"
    return "prose" if kind == "long_text" else "line"


def ways(asked: Asked) -> tuple[RowOption, ...]:
    """Return the options of a row in their order, «non so» last."""
    unknown = RowOption("0", "unknown", _("non so"))
    if asked.fact.kind == "yes_no":
        return RowOption(_("s"), Given(True), _("sì")), RowOption("n", Given(False), _("no")), unknown
    choices = (asked.fact.choices or {}).items()
    options = [RowOption(str(n), Given(code), coded(code, say(text))) for n, (code, text) in enumerate(choices, 1)]
    return *options, *([RowOption("-", NONE, _("nessuno"))] if lacks_none(asked.fact) else []), unknown


def lacks_none(fact: Fact) -> bool:
    """Return whether none of the boxes of a list says that no other applies: a line of its own says it then."""
    return fact.kind == "choices" and not fact.exclusive


def coded(code: str, text: str) -> str:
    """Put a code that people know before its text: «L1.05», a category «A»; not the words a call is written with."""
    return f"{code}  {text}" if code.isupper() or _NUMBERED.fullmatch(code) else text


_NUMBERED = re.compile(r"[A-Za-z]{0,2}[0-9][0-9.]*")


def mark_words(fact: Fact) -> str:
    """Say that something is to be marked of a list of boxes, what says «none» too: silence is no answer."""
    none = next((say((fact.choices or {})[code]) for code in fact.exclusive), _("nessuno"))
    return _("Nulla è segnato: segnare ciò che vale, o «{none}».").format(none=none)


class QuestionRow:
    """One question of a page, what was answered to it, and the option pointed to."""

    def __init__(self, asked: Asked, on: date) -> None:
        self.asked = asked
        self._on = on
        self.mode = mode_of(asked)
        self.ways = ways(asked) if self.mode in ("one", "some") else ()
        self.reply: Reply | None = "unknown" if asked.skipped else None
        if asked.default is not None:
            self.reply = Given(asked.default)
        self.heard = False
        self.told = asked.doubt
        self.due = self.reply is None and not asked.assumed
        self.pointed = self._place()
        self.boxes: list[Reply] = self._boxes()

    def _place(self) -> int:
        return next((n for n, way in enumerate(self.ways) if self.mode == "one" and way.reply == self.reply), -1)

    def _boxes(self) -> list[Reply]:
        """Return the boxes marked by the answer that holds."""
        if self.reply == "unknown":
            return ["unknown"]
        if self.reply == NONE and lacks_none(self.asked.fact):
            return [NONE]
        held = self.reply.value if isinstance(self.reply, Given) else ()
        return [Given(one) for one in held] if isinstance(held, tuple) else []

    @property
    def pending(self) -> Reply | None:
        """Return the option pointed to, or the boxes marked, as the answer they would be."""
        if self.mode == "some":
            return _together(self.boxes)
        return self.ways[self.pointed].reply if 0 <= self.pointed < len(self.ways) else None

    @property
    def begun(self) -> bool:
        """Return whether an option is pointed to, or boxes are marked, otherwise than the answer says."""
        if self.mode == "some":
            return self.boxes != self._boxes()
        return self.pending not in (None, self.reply)

    def takes_all(self, letters: str) -> bool:
        """Return whether letters typed at once are all keys of boxes: they mark, and answer nothing yet."""
        return self.mode == "some" and set(letters) <= {" ", *(way.key for way in self.ways)}

    def may_begin(self, word: str) -> bool:
        """Return whether an answer in words begins so."""
        words = (*sign_words(), *(fold(way.text) for way in self.ways), *map(fold, self.asked.fact.choices or ()))
        return any(one.startswith(fold(word) or word.strip()) for one in words)

    def named(self, word: str) -> Reply | None:
        """Return the answer that a word means: a key, «boh», an option by its code, its text or first letters."""
        plain = word.strip().casefold()
        by_key = next((way.reply for way in self.ways if way.key == plain), None)
        if by_key is not None or not self.ways:
            return _together([by_key]) if self.mode == "some" and by_key is not None else by_key
        sign = sign_of(plain)
        if sign is not None:
            return sign
        value, refusal = understand(self.asked.fact, word, self._on)
        if refusal is None and value is not None:
            return Given(value)
        begun = [way.reply for way in self.ways if fold(plain) and fold(way.text).startswith(fold(plain))]
        return begun[0] if len(begun) == 1 and self.mode == "one" else None

    def settle(self, reply: Reply) -> None:
        """Take an answer."""
        self.heard = self.heard or not self._stays(reply)
        self.reply = reply
        self.due = False
        self.leave()

    def leave(self) -> None:
        """Leave what was begun: the answer stands as it was."""
        self.pointed, self.boxes = self._place(), self._boxes()

    def _stays(self, reply: Reply) -> bool:
        """Return whether an answer only says what silence means."""
        return self.asked.assumed and (reply == self.reply or (self.reply is None and reply == "unknown"))

    def point(self, step: int) -> None:
        """Point to the next option, or the one before."""
        if self.ways:
            self.pointed = (
                (self.pointed + step) % len(self.ways) if self.pointed >= 0 or step > 0 else -1 % len(self.ways)
            )

    def toggle(self, place: int) -> None:
        """Mark a box or take its mark away; what no other goes with, like «non so», takes the others away."""
        reply = self.ways[place].reply
        if reply in self.boxes:
            self.boxes.remove(reply)
        elif self.goes_alone(reply):
            self.boxes = [reply]
        else:
            self.boxes = [*(one for one in self.boxes if not self.goes_alone(one)), reply]

    def goes_alone(self, reply: Reply) -> bool:
        """Return whether no other box goes with one."""
        return reply in ("unknown", NONE) or (isinstance(reply, Given) and reply.value in self.asked.fact.exclusive)

    def answer(self) -> str:
        """Say the answer in words; a dash where there is none."""
        if self.reply == "unknown":
            return _("non so")
        if not isinstance(self.reply, Given):
            return "–"
        found = next((way.text for way in self.ways if way.reply == self.reply), "")
        if found or self.mode == "prose":
            return found or _lines(self.reply.value)
        return said(self.asked.fact, self.reply.value, self._on)

    @property
    def doubt(self) -> str:
        """Say what is doubtful in the answer: by the registers, or as it was told when it was given."""
        if not isinstance(self.reply, Given):
            return ""
        return warn_value(self.asked.fact, self.reply.value) or self.told

    def summary(self) -> Iterator[Fragment]:
        """Draw it where it is not the question that waits: its label and its answer."""
        label = say(self.asked.fact.label) or self.asked.title
        sign, look = ("?" if self.reply == "unknown" else "✓", "class:given")
        if self.reply is None or (self.asked.assumed and not self.heard):
            sign, look = "·", "class:dim"
        yield from hung(look, f"  {sign} ", f"{label}: {self.answer()}" if self.reply is not None else label)
        if self.doubt:
            yield from hung("class:bad", "    ! ", self.doubt)

    def options(self) -> Iterator[Fragment]:
        """Draw its options, each with its key: on one line where they have room there."""
        signs = [self._sign(n) for n in range(len(self.ways))]
        line = "   ".join(f"{sign}{way.key} {way.text}" for sign, way in zip(signs, self.ways, strict=True))
        if len(line) < get_terminal_size().columns - 6:
            for n, (sign, way) in enumerate(zip(signs, self.ways, strict=True)):
                look = "class:pointed" if n == self.pointed else ""
                yield look, f"{'   ' if n else '    '}{sign}{way.key} {way.text}"
            yield "", "\n"
            return
        for n, (sign, way) in enumerate(zip(signs, self.ways, strict=True)):
            yield from hung("class:pointed" if n == self.pointed else "", f"    {sign}{way.key} ", way.text)

    def _sign(self, place: int) -> str:
        if self.mode == "one":
            return "(•) " if place == self.pointed else "( ) "
        on = self.ways[place].reply in self.boxes
        return ("›" if place == self.pointed else " ") + ("[x] " if on else "[ ] ")


def _together(boxes: list[Reply]) -> Reply | None:
    """Return the answer that the boxes marked are; where none is, there is no answer."""
    if "unknown" in boxes or not boxes:
        return "unknown" if boxes else None
    return Given(tuple(one.value for one in boxes if isinstance(one, Given) and one != NONE))


def _lines(value: object) -> str:
    return written(value).split("\n")[0]
