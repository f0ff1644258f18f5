"""A code of a problem, or a rule of a call, explained: what it means, why, an example, what to do."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..codes import CODES, GROUPS
from ..i18n import _, say
from ..model.call import Call
from ..model.condition import Each, Measure, Ref, Test, parts
from ..model.vocabulary import Vocabulary
from ..wording.code_words import Explanation, explanations, group_title
from ..wording.facts import label_of
from ..wording.provenance import status_word
from .layout import Screen, aside, columns, heading, labelled, note, show

SCHEMA = "grantcli/explain/1"
_CONDITIONS = ("when", "require", "forbid")


class ExplainedRule(NamedTuple):
    """A part of a call that has an id: its address, the noun, and the cases that make it turn something away."""

    path: str
    noun: object
    cases: Sequence[str]


def code_data(found: Explanation) -> dict[str, object]:
    """Return the explanation of a code as plain data."""
    return {"schema": SCHEMA, **found._asdict()}


def show_code(found: Explanation, console: Console) -> None:
    """Print the explanation of a code."""
    show(_code(found), console)


def show_codes(console: Console, program: str) -> None:
    """Print all codes, a line each, by group; ``program`` is this program as it is typed."""
    show(_codes(program), console)


def codes_data() -> dict[str, object]:
    """Return all codes as plain data."""
    return {"schema": "grantcli/codes/1", "codes": [one._asdict() for digit in GROUPS for one in explanations(digit)]}


def _code(found: Explanation) -> Screen:
    yield heading(found.code, found.kind)
    yield note(found.means, "bold")
    yield note(found.why)
    yield note("")
    yield from _rows([(_("Esempio"), found.example), (_("Che fare"), found.remedy)])


def _codes(program: str) -> Screen:
    for digit in GROUPS:
        yield heading(group_title(digit))
        rows = [[Text(one.code, style="bold"), Text(one.means)] for one in explanations(digit)]
        yield columns(rows, "left", "full")
    yield note("")
    words = _("Per leggerne uno: grantcli explain {code}").format(code=CODES["missing_file"])
    yield note(words.replace("grantcli", program), "dim")


def rule_data(rules: Sequence[ExplainedRule], call: Call, vocabulary: Vocabulary) -> dict[str, object]:
    """Return the parts of a call that have an id as plain data."""
    return {"schema": SCHEMA, "call": call.id, "rules": [_rule_data(one, call, vocabulary) for one in rules]}


def _rule_data(one: ExplainedRule, call: Call, vocabulary: Vocabulary) -> dict[str, object]:
    source = call.sources.get(_cite(one).split(" ", 1)[0])
    return {
        "id": getattr(one.noun, "id", ""),
        "path": one.path,
        "means": _means(one),
        "cite": _cite(one),
        "source": None if source is None else {"title": say(source.title), "address": source.address},
        "status": getattr(one.noun, "status", None),
        "why": say(getattr(one.noun, "why", None)) or None,
        "facts": [{"fact": key, "label": label_of(key, vocabulary)} for key in dict.fromkeys(_facts(one.noun))],
        "cases": list(one.cases),
        "remedy": say(getattr(one.noun, "remedy", None)) or None,
    }


def show_rule(rules: Sequence[ExplainedRule], call: Call, vocabulary: Vocabulary, console: Console) -> None:
    """Print the parts of a call that have an id."""
    for one in rules:
        show(_rule(one, call, vocabulary), console)


def _rule(one: ExplainedRule, call: Call, vocabulary: Vocabulary) -> Screen:
    source = call.sources.get(_cite(one).split(" ", 1)[0])
    status = getattr(one.noun, "status", None)
    yield heading(str(getattr(one.noun, "id", "")), call.id)
    yield note(_means(one), "bold")
    if getattr(one.noun, "manual", None):
        yield note(say(getattr(one.noun, "manual", None)))
    yield from _rows(
        [
            (
                _("Da dove viene"),
                " · ".join(part for part in (_cite(one), status_word(status) if status else "") if part),
            ),
            (_("Fonte"), " ".join(part for part in (say(source.title), source.address) if part) if source else ""),
            (_("Perché"), say(getattr(one.noun, "why", None))),
            (_("Guarda"), ", ".join(label_of(key, vocabulary) for key in dict.fromkeys(_facts(one.noun)))),
            (_("Esempio"), "; ".join(one.cases)),
            (_("Che fare"), say(getattr(one.noun, "remedy", None))),
        ]
    )
    yield aside(f"  {one.path}")


def _rows(rows: Sequence[tuple[str, str]]) -> Screen:
    for label, text in rows:
        if text:
            yield Padding(labelled(label, text), (0, 0, 0, 2))


def _means(one: ExplainedRule) -> str:
    named = (getattr(one.noun, key, None) for key in ("text", "title", "label"))
    return say(next((words for words in named if words), None))


def _cite(one: ExplainedRule) -> str:
    return str(getattr(one.noun, "cite", "") or "")


def _facts(noun: object) -> Iterator[str]:
    for name in _CONDITIONS:
        for part in parts(getattr(noun, name, None)):
            if isinstance(part, Test):
                yield part.fact
                if isinstance(part.value, Ref):
                    yield part.value.fact
            elif isinstance(part, (Each, Measure)):
                yield part.list
