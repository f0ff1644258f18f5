"""The questions on a terminal: the only file that knows questionary."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, merge_key_bindings
from prompt_toolkit.styles import Style

from ..i18n import _, say
from ..model.vocabulary import Fact
from ..registry.spelling import fold
from ..registry.values import warn_value
from .prompter import Given, Option, Reply, Sign, Tone
from .suggestions import said
from .typed import TypedAnswer, as_typed, sign_of

_STYLE = [
    ("qmark", "fg:ansicyan bold"),
    ("question", "bold"),
    ("answer", "fg:ansigreen"),
    ("pointer", "fg:ansicyan bold"),
    ("highlighted", "fg:ansicyan bold"),
    ("selected", "fg:ansigreen"),
    ("instruction", "fg:ansibrightblack"),
    ("bottom-toolbar", "noreverse fg:ansibrightblack"),
    ("bottom-toolbar.good", "noreverse fg:ansigreen"),
    ("bottom-toolbar.bad", "noreverse fg:ansired"),
    ("validation-toolbar", "noreverse fg:ansired bold"),
]
_TONES: dict[Tone, str] = {
    "plain": "",
    "heading": "bold fg:ansicyan",
    "good": "bold fg:ansigreen",
    "bad": "bold fg:ansired",
    "warn": "bold fg:ansiyellow",
    "dim": "fg:ansibrightblack",
}
_MARKS: dict[Tone, str] = {"good": "✓ ", "bad": "✗ ", "warn": "! "}


class Questions:
    """A :class:`~grantcli.interview.prompter.Prompter` at a terminal; ``on`` is the day codes are looked up for.

    Every method raises KeyboardInterrupt on Ctrl-C.
    """

    def __init__(self, on: date, *, color: bool = True) -> None:
        self._on = on
        self._color = color
        self._taught: set[str] = set()
        self._mark = "?"

    def _beside(self, title: str, keys: str, help: str) -> str:
        """Return what stands beside a question while it waits: the keys, the first time only, and its help."""
        lesson = "" if keys in self._taught else keys
        self._taught.add(keys)
        beside = len(_wrapped(title, room=8).rpartition("\n")[2]) + len(self._mark) + 2 + len(lesson)
        if lesson and beside >= get_terminal_size().columns:
            lesson = f"\n{lesson}"
        return f"{lesson}\n{_wrapped(help)}" if help else lesson or " "

    def _echo(self, mark: str, title: str, said: str) -> None:
        """Leave a question and its answer on the screen, broken between words."""
        words = _wrapped(f"{mark} {title} {said}")
        asked = len(words) - len(said)
        look = ("bold", "fg:ansigreen") if self._color else ("", "")
        print_formatted_text(FormattedText([(look[0], words[:asked]), (look[1], words[asked:])]))

    @cached_property
    def _style(self) -> Style:
        return Style(_STYLE if self._color else [(name, "noreverse") for name, _look in _STYLE])

    def ask(self, key: str, fact: Fact, title: str, *, default: object | None = None, help: str = "") -> Reply:  # noqa: ARG002
        """Ask for one value in the way that suits its kind."""
        if fact.kind == "yes_no":
            return self._yes_no(title, default, help)
        if fact.kind == "choice":
            return self._choice(fact, title, default, help)
        if fact.kind == "choices":
            return self._choices(fact, title, default, help)
        return self._text(fact, title, default, help)

    def place(self, done: int, left: int) -> None:
        """Put the place of the next questions before them, «3/40»; nothing left: a plain mark."""
        self._mark = f"{done + 1}/{done + left}" if left else "?"

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show a paragraph; a heading has a line of its own before it."""
        if tone == "heading":
            text = f"\n── {text} ──"
        look = _TONES[tone] if self._color else ""
        questionary.print(_wrapped(f"{_MARKS.get(tone, '')}{text}"), style=look or None)

    def pick(self, key: str, title: str, options: Sequence[Option], *, default: str = "") -> str | Sign:
        """Let one option be picked with the arrows; Esc is «back», where there is one."""
        return self._select(title, options, default, mark="?" if key.startswith("#") else self._mark)

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:  # noqa: ARG002
        """Let options be marked with the space bar."""
        return self._checkbox(title, options, ())

    def _yes_no(self, title: str, default: object | None, help: str) -> Reply:
        options = [Option("yes", _("sì")), Option("no", _("no")), *_signs()]
        now = "" if default is None else "yes" if default else "no"
        keys = {"yes": _("s"), "no": "n", "unknown": "0", "back": "b", "quit": "q"}
        picked = self._select(title, options, now, help, keys)
        return Given(picked == "yes") if picked in ("yes", "no") else _sign(picked)

    def _choice(self, fact: Fact, title: str, default: object | None, help: str) -> Reply:
        options = [Option(f"={code}", _coded(code, say(text))) for code, text in (fact.choices or {}).items()]
        picked = self._select(title, [*options, *_signs()], f"={default}" if default is not None else "", help)
        return Given(picked[1:]) if picked.startswith("=") else _sign(picked)

    def _choices(self, fact: Fact, title: str, default: object | None, help: str) -> Reply:
        options = [Option(f"={code}", _coded(code, say(text))) for code, text in (fact.choices or {}).items()]
        now = tuple(f"={code}" for code in default) if isinstance(default, tuple) else ()
        marked = self._checkbox(title, [*options, Option("unknown", _("non so"))], now, help)
        if not isinstance(marked, tuple):
            return marked
        return "unknown" if "unknown" in marked else Given(tuple(code[1:] for code in marked))

    def _select(
        self,
        title: str,
        options: Sequence[Option],
        default: str,
        help: str = "",
        keys: Mapping[str, str] | None = None,
        mark: str = "",
    ) -> str:
        taken = keys or {}
        lesson = _("(frecce e Invio; scrivere per cercare)") if len(options) > _MANY else _("(frecce e Invio)")
        shown = [questionary.Choice(one.text, value=one.code, shortcut_key=taken.get(one.code)) for one in options]
        first = default if default in {one.code for one in options} else None
        asked = questionary.select(
            _wrapped(title, room=8),
            choices=shown,
            default=first,
            qmark=mark or self._mark,
            style=self._style,
            instruction=self._beside(title, lesson, help),
            use_shortcuts=bool(keys),
            use_search_filter=len(options) > _MANY,
            use_jk_keys=False,
            erase_when_done=True,
        )
        answer = str(_run(asked, escape="back" if "back" in {one.code for one in options} else None))
        if answer != "back":
            self._echo(mark or self._mark, title, next((one.text for one in options if one.code == answer), answer))
        return answer

    def _checkbox(
        self, title: str, options: Sequence[Option], now: tuple[str, ...], help: str = ""
    ) -> tuple[str, ...] | Sign:
        shown = [questionary.Choice(one.text, value=one.code, checked=one.code in now) for one in options]
        asked = questionary.checkbox(
            _wrapped(title, room=8),
            choices=shown,
            qmark=self._mark,
            style=self._style,
            instruction=self._beside(title, _("\n(spazio: segna · Invio: conferma · Esc: indietro)"), help),
            use_jk_keys=False,
            erase_when_done=True,
        )
        answer = _run(asked, escape="back")
        marked = ", ".join(one.text for one in options if one.code in answer) or "–"
        if answer != "back":
            self._echo(self._mark, title, marked)
        return _sign(answer) if isinstance(answer, str) else tuple(answer)

    def _text(self, fact: Fact, title: str, default: object | None, help: str) -> Reply:
        prose = fact.kind == "long_text"
        instruction = _("(Esc poi Invio: conferma · Ctrl-X Ctrl-E: apre l'editor)") + "\n" if prose else None
        text = as_typed(fact, default)
        reader = TypedAnswer(fact, self._on, help)
        asked = questionary.text(
            _wrapped(title, room=8),
            default=text,
            qmark=self._mark,
            style=self._style,
            multiline=prose,
            instruction=instruction,
            validate=reader,
            validate_while_typing=False,
            completer=reader,
            complete_while_typing=True,
            bottom_toolbar=reader.toolbar,
            enable_open_in_editor=prose,
            reserve_space_for_menu=6 if reader.suggests else 0,
        )
        answer = str(_run(asked, escape=None if prose else "back"))
        return self._understood(fact, answer, reader)

    def _understood(self, fact: Fact, answer: str, reader: TypedAnswer) -> Reply:
        sign = sign_of(answer)
        if sign is not None:
            return sign
        value, _refusal = reader.read(answer)
        if value is None:
            return "unknown"
        if reader.suggests and fold(understood := said(fact, value)) != fold(answer):
            self.tell(f"= {understood}", "dim")
        doubt = warn_value(fact, value)
        if doubt:
            self.tell(doubt, "warn")
        return Given(value)


_MANY = 12
_WIDEST = 110


def _wrapped(text: str, room: int = 1) -> str:
    """Break lines between words for this terminal, ``room`` columns left free."""
    width = max(20, min(get_terminal_size().columns, _WIDEST) - room)
    return "\n".join(fill(line, width, break_on_hyphens=False) if line else "" for line in text.split("\n"))


def _coded(code: str, text: str) -> str:
    """Put a code that people know before its text: «L1.05», a category «A»; not the words a call is written with."""
    return f"{code}  {text}" if code.isupper() or any(letter.isdigit() for letter in code) else text


def _signs() -> list[Option]:
    return [Option("unknown", _("non so")), Option("back", _("indietro")), Option("quit", _("basta: salvare e uscire"))]


def _sign(picked: str) -> Sign:
    return picked if picked in ("unknown", "back", "quit") else "back"  # type: ignore[return-value]


def _run(question: Any, escape: str | None) -> Any:
    """Run one prompt; Esc answers ``escape`` where there is one, and the end of the input leaves."""
    application = question.application
    if escape is not None:
        own = KeyBindings()
        own.add("escape")(_leaving(escape))
        present: KeyBindingsBase | None = application.key_bindings
        application.key_bindings = merge_key_bindings([present, own]) if present else own
        application.ttimeoutlen = application.timeoutlen = 0.05
    try:
        return question.unsafe_ask()
    except EOFError:
        return "quit"


def _leaving(answer: str) -> Callable[[Any], None]:
    def leave(event: Any) -> None:
        event.app.erase_when_done = True
        event.app.exit(result=answer)

    return leave
