"""How values are written in data: amounts, answers and findings as what JSON can carry."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ...i18n import Text, language, say
from ...model.facts import Answer
from ...model.finding import Finding
from ...model.vocabulary import Vocabulary
from ...wording.facts import vocabulary_key

Data = dict[str, object]
Say = Callable[[Text | None], str | None]


_KEPT, _MOST = 64, 4096
"""How many vocabularies are kept, and how many of the answers last written with each."""


class Words:
    """What data is written with: its language, a vocabulary, the answers last written by their keys."""

    __slots__ = ("answers", "language", "vocabulary")

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.language = language
        self.vocabulary = vocabulary
        self.answers: dict[str, tuple[Answer, Data]] = {}

    def text(self, words: Text | None) -> str | None:
        """Say a text of the call."""
        return words if words is None or isinstance(words, str) else say(words, self.language)

    def answer(self, key: str, answer: Answer) -> Data:
        """Write an answer, once for all the findings that rest on it and all applications that give the same one."""
        known = self.answers.get(key)
        if known is not None and known[0] is answer:
            return known[1]
        if len(self.answers) >= _MOST:
            self.answers.clear()
        made = _answer(key, answer, self.vocabulary)
        self.answers[key] = (answer, made)
        return made


_words: dict[tuple[int, str], Words] = {}


def words_with(vocabulary: Vocabulary) -> Words:
    """Return what data is written with in the language spoken now, with the answers written before."""
    key = (id(vocabulary), language())
    found = _words.get(key)
    if found is None:
        if len(_words) >= _KEPT:
            _words.clear()
        found = _words[key] = Words(vocabulary, key[1])
    return found


def euro(amount: Decimal) -> str:
    """Write an amount of whole cents with two decimals, never ``-0.00``."""
    written = str(amount)
    return written if written[-3:-2] == "." and written != "-0.00" else f"{amount + 0:.2f}"


def euro_or_none(amount: Decimal | None) -> str | None:
    """Write an amount, or None where there is none."""
    return None if amount is None else euro(amount)


def plain(value: object) -> object:
    """Return what JSON can carry: a Decimal and a date become text, a tuple becomes a list."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Fraction):
        return f"{round(Decimal(value.numerator) / Decimal(value.denominator), 12):f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    return str(value)


def _answer(key: str, answer: Answer, vocabulary: Vocabulary) -> Data:
    value, origin, note = answer
    if isinstance(value, Decimal):
        fact = vocabulary.get(vocabulary_key(key))
        written: object = euro(value) if fact is not None and fact.kind == "money" else plain(value)
    else:
        written = value if isinstance(value, (str, bool)) else plain(value)
    return {"value": written, "from": origin, "note": note} if note else {"value": written, "from": origin}


def findings_data(findings: Iterable[Finding], words: Words) -> list[Data]:
    """Return findings as data, with the keys of the contract first."""
    text, answer = words.text, words.answer
    return [
        {
            "id": finding.id,
            "verdict": finding.verdict,
            "severity": finding.severity,
            "text": text(finding.text),
            "cite": finding.cite,
            "status": finding.status,
            "facts": {key: answer(key, given) for key, given in finding.facts.items()},
            "missing": list(finding.missing),
            "remedy": None if finding.remedy is None else text(finding.remedy),
            "moment": finding.moment,
            "group": finding.group,
            "applies": finding.applies,
            "who": list(finding.who),
            "look_at": None if finding.look_at is None else text(finding.look_at),
            "why": None if finding.why is None else text(finding.why),
            "supplied": finding.supplied,
        }
        for finding in findings
    ]
