"""A person at the keyboard: the keys that answer each question, and a screen that is read as it is seen."""

import os
import re
import sys
import time
from collections.abc import Callable, Container, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import pexpect
import pyte
from tests.interview.interview_script import Applicant

from grantcli.interview.prompter import MOST_OPTIONS, Asked, Given, Hear, Heard, Option, Reply, Sign
from grantcli.interview.suggestions import suggestions
from grantcli.interview.understanding import as_typed, understand
from grantcli.model.facts import Facts
from grantcli.model.vocabulary import Fact

GRANTCLI = [sys.executable, "-c", "from grantcli.cli.start import start; start()"]
UP, DOWN, ENTER, ESCAPE, MAP, LEAVE = "\x1b[A", "\x1b[B", "\r", "\x1b", "\x0f", "\x04"


NONE = "none"
"""The line of a list of boxes that says that no other applies."""
PAUSE = "\0"
"""Between keys that a person presses one after the other: letters that come at once are a word."""
ARROW = re.compile(r"\x1b\[[A-D]")


class Typist(Applicant):
    """Writes down, for each screen, its first words and the keys that a person would press."""

    def __init__(self, known: Facts, first: dict[str, list[object]] | None = None) -> None:
        super().__init__(known, first)
        self.keys: list[tuple[str, str]] = []
        self.on = date(2022, 6, 20)
        self.asked_by: list[int] = []
        """After each screen, how many questions were asked up to it."""

    def _screen(self, title: str, pressed: str) -> None:
        self.keys.append((title, pressed))
        self.asked_by.append(len(self.asked))

    def ask(self, asked: Asked) -> Reply:
        reply = super().ask(asked)
        self._screen(asked.title, typed(asked, reply))
        return reply

    def page(self, title: str, asked: Sequence[Asked], hear: Hear) -> Literal["done", "back", "quit", "map"]:
        pressed: list[str] = []
        after: list[str] = []
        rows = {one.key: (place, one) for place, one in enumerate(asked)}
        stopped = False

        def listen(key: str, reply: Reply) -> Heard:
            nonlocal stopped
            place, row = rows[key]
            keys = in_a_page(row.fact, reply, self.on)
            if row.assumed or row.default is not None:
                after.append("" if reply == Given(row.default) else UP * (len(rows) - place) + keys)
            else:
                pressed.append(keys)
            heard = hear(key, reply)
            stopped = heard.stop
            return heard

        ended = super().page(title, asked, listen)
        self._screen(title, PAUSE.join([*pressed, *after, *([] if stopped else [ENTER])]))
        return ended

    def pick(self, key: str, title: str, options: Sequence[Option], *, default: str | None = "") -> str | Sign:
        picked = super().pick(key, title, options, default=default)
        codes = [option.code for option in options if option.code]
        start = codes.index(default) if default in codes else 0
        place = codes.index(picked)
        moves = from_none(place, len(codes)) if default is None else moving(place - start, len(codes))
        self._screen(title, moves + ENTER)
        return picked

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:
        marked = super().mark(key, title, options)
        self._screen(title, marking([option.code for option in options], tuple(marked)))
        return marked

    @property
    def keystrokes(self) -> int:
        """How many keys were pressed; a name is typed whole, an arrow is one key."""
        return sum(len(ARROW.sub("→", pressed).replace(PAUSE, "")) for _title, pressed in self.keys)


def moving(step: int, options: int) -> str:
    """The arrows from one option to another, round and round: down or up, whichever are fewer."""
    down = step % options
    return DOWN * down if down <= options - down else UP * (options - down)


def typed(asked: Asked, reply: Reply) -> str:
    """The keys that answer a question alone on the screen."""
    fact, codes = asked.fact, list(asked.fact.choices or {})
    if fact.kind == "choices":
        marked = reply.value if isinstance(reply, Given) else ("unknown",)
        before = asked.default if isinstance(asked.default, tuple) else ()
        none = [] if fact.exclusive else [NONE]
        lines, alone = [*codes, *none, "unknown"], {*fact.exclusive, *none, "unknown"}
        return marking(lines, marked or (NONE,), before, alone)  # type: ignore[arg-type]
    if len(codes) > MOST_OPTIONS:
        place = codes.index(str(reply.value)) if isinstance(reply, Given) else len(codes)
        start = codes.index(str(asked.default)) if asked.default in codes else -1
        options = len(codes) + 1
        return moving(place - start, options) + ENTER if start >= 0 else from_none(place, options) + ENTER
    return in_a_page(fact, reply)


def from_none(place: int, options: int) -> str:
    """The arrows to an option where none is pointed to: the first of them points to the first, or to the last."""
    return min(DOWN * (place + 1), UP * (options - place), key=len)


def in_a_page(fact: Fact, reply: Reply, on: date = date(2022, 6, 20)) -> str:
    """The keys that answer a row of a page, and go on to the next."""
    if not isinstance(reply, Given):
        assert reply == "unknown"
        return {"yes_no": "0", "choice": "0", "choices": f"0{ENTER}"}.get(fact.kind, f"boh{ENTER}")
    codes = list(fact.choices or {})
    if fact.kind == "yes_no":
        return "s" if reply.value else "n"
    if fact.kind == "choice":
        return str(codes.index(str(reply.value)) + 1)
    if fact.kind == "choices":
        assert isinstance(reply.value, tuple)
        return ("".join(str(codes.index(one) + 1) for one in reply.value) or "-") + ENTER
    return shortest(fact, as_typed(fact, reply.value), on) + ENTER


def shortest(fact: Fact, text: str, on: date) -> str:
    """A name by its first letters and, where several begin so, the arrows to it in the list that stands below."""
    if fact.kind not in ("commune", "country", "legal_form", "region"):
        return text
    ways = [text]
    for end in range(1, len(text)):
        names = [name for name, _shown in suggestions(fact, text[:end], on)]
        if understand(fact, text[:end], on)[0] == understand(fact, text, on)[0]:
            ways.append(text[:end])
        if text in names:
            ways.append(text[:end] + DOWN * (names.index(text) + 1))
    return min(ways, key=lambda way: len(ARROW.sub("→", way)))


def marking(codes: list[str], marked: tuple[str, ...], before: tuple[str, ...] = (), alone: Container[str] = ()) -> str:
    """The keys that change the marks of a list of boxes, from the first down; what stands alone goes by itself."""
    gone = {code for code in before if code in alone and marked} - set(marked)
    changed = (set(marked) ^ set(before)) - gone
    last = max((codes.index(code) for code in changed), default=-1)
    down = "".join((" " if code in changed else "") + DOWN for code in codes[: last + 1]).removesuffix(DOWN) + ENTER
    up = f"{UP * (len(codes) - last)} {ENTER}" if len(changed) == 1 else down
    return min(down, up, key=len)


def at_terminal(
    *line: str, folder: Path, size: tuple[int, int] = (50, 200), language: str = "it"
) -> "pexpect.spawn[str]":
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1"}
    environment |= {"XDG_STATE_HOME": str(folder / ".state"), "GRANTCLI_LANG": language}
    return pexpect.spawn(
        GRANTCLI[0],
        [*GRANTCLI[1:], "--lang", language, *line],
        cwd=str(folder),
        encoding="utf-8",
        env=environment,
        dimensions=size,
        timeout=15,
    )


class Screen:
    """What a person sees: the lines on the screen of a program under a terminal, and those scrolled away."""

    def __init__(self, child: "pexpect.spawn[str]", size: tuple[int, int]) -> None:
        self.child = child
        self._screen = pyte.HistoryScreen(size[1], size[0], history=5000)
        self._stream = pyte.Stream(self._screen)

    def read(self, seconds: float = 0.25) -> str:
        """Take in what the program writes until it is quiet for a while; return the screen."""
        while True:
            try:
                self._stream.feed(self.child.read_nonblocking(100_000, timeout=seconds))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return self.text

    @property
    def lines(self) -> list[str]:
        """The lines on the screen."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen, lines joined where the terminal broke none."""
        return "\n".join(self.lines).rstrip()

    def until(self, words: str | Callable[[str], bool], seconds: float = 15) -> str:
        """Read until some words stand on the screen (broken or not between lines), and return it."""
        seen = words if callable(words) else lambda text: flat(words) in flat(text)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if seen(self.read(0.1)):
                return self.text
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    def waits(self, title: str) -> str:
        """Read until a question waits: its first words (not those that a shorter list may change), its keys below."""
        words = flat(title.split(" Finora")[0])[:30]
        return self.until(lambda text: words in flat(text) and flat(text).endswith(("uscire", "leave")))

    def answer(self, keys: Sequence[tuple[str, str]]) -> None:
        """Answer questions one after the other: the first words of each, the keys to press."""
        for title, pressed in keys:
            self.waits(title)
            before = self.text
            for key in filter(None, pressed.split(PAUSE)):
                before = self.text
                self.child.send(key)
                self.read(0.02)
            self.settled(before)

    def settled(self, before: str) -> None:
        """Read until what was there before the last key is gone: the program draws the next question, or has ended."""
        end = time.monotonic() + 15
        while self.text == before and self.read(0.05) == before and time.monotonic() < end and self.child.isalive():
            continue

    def end(self) -> str:
        """Read to the end of the program; return all that was on the screen, what scrolled away first."""
        end = time.monotonic() + 30
        while self.child.isalive():
            self.read(0.1)
            assert time.monotonic() < end, self.text
        self.read(0.1)
        self.child.close()
        gone = [
            "".join(line[column].data for column in range(self._screen.columns)) for line in self._screen.history.top
        ]
        return "\n".join([*(line.rstrip() for line in gone), *self.lines]).rstrip()

    def press(self, keys: str, *then: str) -> str:
        """Type, then wait for some words."""
        self.child.send(keys)
        for words in then:
            self.until(words)
        return self.read()


def flat(text: str) -> str:
    return " ".join(text.split())
