"""The language of what people read: Italian text is the message, the catalogs translate it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

Text = str | Mapping[str, str]
"""A text of a call: one string in the call's language, or a mapping from language (``it``, ``en``) to string."""

_LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("it", *sorted(folder.name for folder in _LOCALE_DIR.iterdir() if folder.is_dir()))
"""Italian, and each language that has a catalog."""
_language: ContextVar[str] = ContextVar("language", default="it")


@cache
def _catalog(language: str) -> NullTranslations:
    return translation("grantcli", _LOCALE_DIR, languages=[language], fallback=True)


def use(language: str) -> None:
    """Speak one of ``LANGUAGES`` from here on in this context."""
    _language.set(language)


def language() -> str:
    """Return the language spoken now."""
    return _language.get()


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Speak ``wanted`` within the block, and what was spoken before after it."""
    before = language()
    use(wanted)
    try:
        yield
    finally:
        use(before)


def _(message: str, wanted: str | None = None) -> str:
    """Translate an Italian message to the language wanted (default: the one spoken now)."""
    return _catalog(wanted or _language.get()).gettext(message)


def plural(one: str, many: str, count: int) -> str:
    """Translate one of two Italian messages, the one that fits ``count``."""
    return _catalog(_language.get()).ngettext(one, many, count)


def say(text: Text | None, wanted: str | None = None) -> str:
    """Return a call's text in the language wanted (default: the one spoken now), else in the one it has."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return text.get(wanted or _language.get()) or next(iter(text.values()), "")


def quoted(text: str) -> str:
    """Put a text between the quotation marks of the language spoken now."""
    return f"«{text}»" if language() == "it" else f"“{text}”"
