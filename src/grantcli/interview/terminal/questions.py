"""The questions on a terminal: the prompter that a person sits before."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ...i18n import say
from ..prompter import MOST_OPTIONS, Asked, Given, Hear, Heard, Option, Reply, Sign, Tone
from .form import Form
from .look import Look
from .menu import Menu, MenuDraft
from .place import QuestionPlace
from .rows import NONE, Draft, QuestionRow, mark_words


class Questions:
    """A :class:`~grantcli.interview.prompter.Prompter` at a terminal; ``on`` is the day codes are looked up for.

    Every method raises KeyboardInterrupt on Ctrl-C.
    """

    def __init__(self, on: date, *, color: bool = True) -> None:
        self._on = on
        self._look = Look(color)
        self._mark = QuestionPlace()
        self._begun: dict[str, Draft] = {}
        self._lists: dict[tuple[str, object], MenuDraft] = {}

    def ask(self, asked: Asked) -> Reply:
        """Ask for one value in the way that suits its kind."""
        if asked.fact.kind == "choices":
            return self._boxes(asked)
        if len(asked.fact.choices or {}) > MOST_OPTIONS:
            return self._long_choice(asked)
        replies: list[Reply] = []

        def hear(_key: str, reply: Reply) -> Heard:
            replies.append(reply)
            return Heard(stop=True)

        form = Form(self._mark, "", [asked], hear, self._on)
        ended = self._filled(form)
        if ended != "done":
            return _sign(ended)
        self._echo(f"{self._mark.at(0)} {asked.title}", form.rows[0])
        return replies[-1]

    def page(self, title: str, asked: Sequence[Asked], hear: Hear) -> Literal["done", "back", "quit", "map"]:
        """Ask for several values on one page."""
        form = Form(self._mark, title, asked, hear, self._on)
        ended = "quit"
        try:
            ended = self._filled(form)
        finally:
            self._leave_in_sight(title, [row for row in form.rows if row.heard and ended != "map"])
        return ended if ended in ("done", "back", "quit", "map") else "done"  # type: ignore[return-value]

    def _leave_in_sight(self, title: str, answered: Sequence[QuestionRow]) -> None:
        """Leave the answers of a page on the screen: they are saved, also where Ctrl-C ended it."""
        if answered:
            self._look.tell(f"{self._mark.at(0)} {title}")
            for row in answered:
                self._echo(f"  {say(row.asked.fact.label) or row.asked.title}:", row)

    def _filled(self, form: Form) -> str:
        """Show a page as it was left for the map, and keep what is begun when it is left for it again."""
        for row in form.rows:
            form.resume(self._begun.pop(row.asked.key, None))
        ended = form.run(self._look)
        if ended == "map" and form.draft is not None:
            self._begun[form.draft.asked.key] = form.draft
        return ended

    def _listed(self, key: str, menu: Menu, held: object = None) -> str | Sign | tuple[str, ...]:
        """Show a list as it was left for the map, unless the answer ``held`` changed, and keep where one stands."""
        if (key, held) in self._lists:
            menu.resume(self._lists.pop((key, held)))
        picked = menu.run(self._look)
        if picked == "map":
            self._lists[key, held] = menu.draft
        return picked

    def _echo(self, asked: str, row: QuestionRow) -> None:
        self._look.echo(asked, row.answer())
        if row.doubt:
            self._look.tell(row.doubt, "warn")

    def place(self, number: int, about: int, each: bool = False) -> None:
        """Put the place of the next questions before them, «3 di circa 40»; none counted: a plain mark."""
        self._mark = QuestionPlace(number, about, each)

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show a paragraph; a heading has a line of its own before it."""
        self._look.tell(text, tone)

    def pick(self, key: str, title: str, options: Sequence[Option], *, default: str | None = "") -> str | Sign:
        """Let one option be picked with the arrows; Esc is «back»."""
        mark = "?" if key.startswith("#") else self._mark.at(0)
        menu = Menu(mark, title, options, default=default or "", pointed=default is not None)
        picked = self._listed(f"{key}?", menu)
        chosen = next((one.text for one in options if one.code == picked), "")
        if chosen and picked not in ("back", "map") and key != "#map":
            self._look.echo(f"{mark} {title}", chosen)
        return str(picked)

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:
        """Let options be marked with the space bar."""
        marked = self._listed(key, Menu(self._mark.at(0), title, options, marking=True))
        if isinstance(marked, str):
            return _sign(marked)
        shown = ", ".join(one.text for one in options if one.code in marked) or "–"
        self._look.echo(f"{self._mark.at(0)} {title}", shown)
        return tuple(marked)

    def _boxes(self, asked: Asked) -> Reply:
        row = QuestionRow(asked, self._on)
        menu = Menu(
            self._mark.at(0),
            asked.title,
            _options(row),
            marked=[_code(box) for box in row.boxes],
            marking=True,
            help=asked.help,
            alone={_code(way.reply) for way in row.ways if row.goes_alone(way.reply)},
            lacking=mark_words(asked.fact),
        )
        marked = self._listed(asked.key, menu, (asked.default, asked.skipped))
        if isinstance(marked, str):
            return _sign(marked)
        row.boxes = [way.reply for way in row.ways if _code(way.reply) in marked]
        return self._settled(row, row.pending or "unknown")

    def _long_choice(self, asked: Asked) -> Reply:
        row = QuestionRow(asked, self._on)
        now = _code(row.reply) if row.reply is not None else ""
        menu = Menu(
            self._mark.at(0),
            asked.title,
            _options(row),
            default=now,
            help=asked.help,
            pointed=bool(now),
        )
        picked = str(self._listed(asked.key, menu, (asked.default, asked.skipped)))
        reply = next((way.reply for way in row.ways if _code(way.reply) == picked), None)
        return _sign(picked) if reply is None else self._settled(row, reply)

    def _settled(self, row: QuestionRow, reply: Reply) -> Reply:
        row.settle(reply)
        self._look.echo(f"{self._mark.at(0)} {row.asked.title}", row.answer())
        return reply


def _options(row: QuestionRow) -> list[Option]:
    return [Option(_code(way.reply), way.text) for way in row.ways]


def _code(reply: Reply) -> str:
    return "none" if reply == NONE else f"={reply.value}" if isinstance(reply, Given) else reply


def _sign(picked: str) -> Sign:
    return picked if picked in ("unknown", "back", "quit", "map") else "back"  # type: ignore[return-value]
