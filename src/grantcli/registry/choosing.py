"""Yes or no, one of some, some of some: by code or by the text that people read, with the nearest one suggested."""

from collections.abc import Iterator, Mapping, Sequence

from ..i18n import Text, _, say
from ..model.vocabulary import Fact
from ..problem import Refusal
from .refusal import Reading, refused
from .spelling import fold, nearest

_YES = {"true", "vero", "si", "s", "yes", "y", "1"}
_NO = {"false", "falso", "no", "n", "0"}


def read_yes_no(_fact: Fact, text: str) -> Reading:
    """Read a bool from sì/no, vero/falso, yes/no, true/false, 1/0."""
    word = fold(text)
    if word in _YES:
        return True, None
    if word in _NO:
        return False, None
    return refused("not_yes_or_no", _("«{text}» non è né sì né no").format(text=text), _("scrivere «sì» oppure «no»"))


def read_choice(fact: Fact, text: str) -> Reading:
    """Read one code of ``fact.choices``, from the code in any case or from its text in any language."""
    choices = fact.choices or {}
    if text in choices:
        return text, None
    code = _code_of(choices, text)
    return (code, None) if code else _no_such_choice(choices, text)


def read_choices(fact: Fact, text: str) -> Reading:
    """Read several codes from one text: parted by semicolons, commas or lines."""
    choices = fact.choices or {}
    if text in choices or _code_of(choices, text):
        return read_each_choice(fact, [text])
    mark = ";" if ";" in text else ","
    return read_each_choice(fact, [part for line in text.splitlines() for part in line.split(mark) if part.strip()])


def read_each_choice(fact: Fact, texts: Sequence[str]) -> Reading:
    """Read several codes, one a text, in the order given and each once; no text at all is no choice, ``()``.

    All texts that are no choice are refused together.
    """
    read = [read_choice(fact, text.strip()) for text in texts]
    wrong = [refusal for _code, refusal in read if refusal is not None]
    if wrong:
        hints = dict.fromkeys(one.hint for one in wrong if one.hint)
        return refused(wrong[0].kind, "; ".join(one.text for one in wrong), "; ".join(hints))
    codes = tuple(dict.fromkeys(str(code) for code, _refusal in read))
    return _not_alone(fact, codes) or (codes, None)


def _not_alone(fact: Fact, codes: Sequence[str]) -> Reading | None:
    """Refuse a code that no other goes with where others stand beside it: «none of these» and one of them."""
    alone = next((code for code in codes if code in fact.exclusive and len(codes) > 1), None)
    if alone is None:
        return None
    said = say((fact.choices or {})[alone])
    text = _("«{said}» ({code}) non va insieme ad altre risposte").format(said=said, code=alone)
    return refused("not_alone", text, _("tenere quella sola, oppure toglierla"))


def _code_of(choices: Mapping[str, Text], text: str) -> str | None:
    plain = text.strip()
    folded = fold(plain)
    for same in (
        [code for code in choices if code == plain],
        [code for code in choices if code.casefold() == plain.casefold()],
        [code for code, said in choices.items() if folded and folded in map(fold, _languages(said))],
        [code for code in choices if code == _turned(plain)],
    ):
        if len(same) == 1:
            return same[0]
    return None


def _turned(text: str) -> str:
    """Return the number of an act with number and year the other way round: 2831/2023 is 2023/2831."""
    number, _slash, year = text.partition("/")
    return f"{year}/{number}" if number.isdecimal() and year.isdecimal() else ""


def _languages(text: Text) -> Iterator[str]:
    if isinstance(text, str):
        yield text
    else:
        yield from text.values()


def _no_such_choice(choices: Mapping[str, Text], text: str) -> tuple[None, Refusal]:
    words = {code: code for code in choices} | {say(said): code for code, said in choices.items()}
    word = nearest(text, words)
    if word:
        code = words[word]
        hint = _("forse si intende «{code}» ({said})").format(code=code, said=say(choices[code]))
    else:
        options = (_coded(code, say(said)) for code, said in choices.items())
        hint = _("scegliere tra: {codes}").format(codes=", ".join(options)) if len(choices) <= 12 else ""
    return refused("not_a_choice", _("«{text}» non è tra le risposte possibili").format(text=text), hint)


def _coded(code: str, said: str) -> str:
    return code if code.casefold() == said.casefold() else f"{said} ({code})"
