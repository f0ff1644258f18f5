"""A line as it is typed: read, refused with the reason, completed from the registries, shown as it is understood."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from shutil import get_terminal_size
from textwrap import wrap

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.validation import ValidationError, Validator

from ..i18n import _, language
from ..model.vocabulary import Fact
from ..registry.refusal import Refusal
from ..registry.spelling import fold
from ..registry.values import read_value, write_value
from ..wording.formats import cents
from .prompter import Sign
from .suggestions import named_value, said, suggestions


def sign_words() -> dict[str, Sign]:
    """Return what can be typed instead of an answer, folded, with what it means."""
    words: dict[Sign, tuple[str, ...]] = {
        "unknown": (_("non so"), "non so", "unknown"),
        "back": (_("indietro"), "indietro", "back", "<"),
        "quit": (_("basta"), "basta", "quit"),
    }
    return {fold(word) or word: sign for sign, spelled in words.items() for word in spelled}


def sign_of(text: str) -> Sign | None:
    """Return what a typed text means when it is no answer: «non so», «indietro», «basta»."""
    plain = text.strip()
    return sign_words().get(fold(plain) or plain)


_AS_IS = ("text", "long_text", "email", "pec")


class TypedAnswer(Completer, Validator):
    """Reads what is being typed: validates it, suggests names, shows below how it is understood."""

    def __init__(self, fact: Fact, on: date, help: str) -> None:
        self._fact = fact
        self._on = on
        self._help = help
        self.suggests = fact.kind in ("commune", "ateco", "legal_form", "country", "region")

    def read(self, text: str) -> tuple[object | None, Refusal | None]:
        """Return the value of the text, or why it is refused."""
        return named_value(self._fact, text, self._on)

    def validate(self, document: Document) -> None:
        """Refuse a text that is neither an answer nor one of the words that stand for none."""
        text = document.text
        if sign_of(text) is not None:
            return
        if text.strip() == "?":
            raise ValidationError(message=self._help or _("Su questo quesito non c'è altro da dire."))
        if not text.strip():
            if self._fact.optional:
                return
            raise ValidationError(message=_("Scrivere una risposta, oppure «non so» per saltare il quesito."))
        _value, refusal = self.read(text)
        if refusal is not None:
            raise ValidationError(message=_in_one_line(refusal), cursor_position=len(text))

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        """Yield the names that what is typed may begin."""
        typed = document.text_before_cursor
        for text, shown in suggestions(self._fact, typed, self._on):
            yield Completion(text, start_position=-len(typed), display=shown)

    def toolbar(self) -> FormattedText:
        """Show below how the text is understood so far, the help of the question, and what else can be typed."""
        from prompt_toolkit.application.current import get_app

        words = _("«non so»: saltare · «indietro» o Esc · «basta»: salvare e uscire")
        rows = [
            ("class:bottom-toolbar", row) for row in (*wrap(self._help, get_app().output.get_size().columns), words)
        ]
        understood = self._understood(get_app().current_buffer.text)
        if understood:
            rows.insert(0, ("class:bottom-toolbar.good", f"= {understood}"))
        return FormattedText([(look, f"{chr(10) if place else ''}{row}") for place, (look, row) in enumerate(rows)])

    def _understood(self, text: str) -> str:
        if not text.strip() or sign_of(text) is not None or text.strip() == "?" or self._fact.kind in _AS_IS:
            return ""
        value, refusal = self.read(text)
        return "" if refusal is not None or value is None else said(self._fact, value)


def _in_one_line(refusal: Refusal) -> str:
    """Say what is wrong and what to write instead; only the latter where a line has no room for both."""
    whole = f"{refusal.text} ({refusal.hint})" if refusal.hint else refusal.text
    return whole if len(whole) < get_terminal_size().columns else refusal.hint or refusal.text


def as_typed(fact: Fact, value: object | None) -> str:
    """Return a value as a person would type it, so that it reads back as itself."""
    if value is None:
        return ""
    if isinstance(value, date):
        return write_value(fact, value) if language() != "it" else _italian_day(value)
    if isinstance(value, Decimal) and fact.kind == "money":
        typed = cents(value)
        return typed if read_value(fact, typed)[0] == value else write_value(fact, value)
    return write_value(fact, value)


def _italian_day(value: date) -> str:
    day = f"{value:%d/%m/%Y}"
    return f"{day} {value:%H:%M}" if hasattr(value, "hour") else day
