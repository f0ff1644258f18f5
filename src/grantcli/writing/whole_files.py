"""An application and its company's profile written whole from what is known: files that name no other file.

What a paper carries with it: plans, tables and ledgers that the application took from elsewhere are written out.
"""

from collections.abc import Iterator
from datetime import date

from ..i18n import _
from ..model.facts import Facts
from ..model.vocabulary import Fact, Vocabulary
from ..registry.values import write_value
from .changes import same_items
from .yaml_text import answer_lines, key_text, list_lines, scalar, supplied_text

_UNTOLD = ("derived", "default")
_Nested = dict[str, "str | _Nested"]


def application_text(
    call: str, on: date, facts: Facts, vocabulary: Vocabulary, *, profile: str = "", under: Facts | None = None
) -> str:
    """Return ``domanda.yaml``: the call, the day, each answer that the profile ``under`` does not give alike.

    ``profile`` is the name of the profile's file beside it. Derived answers are left out: they follow again.
    """
    known = under or Facts()
    tree: _Nested = {"call": f" {scalar(call)}", "on": f" {on.isoformat()}"}
    if profile:
        tree["company"] = {"profile": f" {scalar(profile)}"}
    for key, answer in facts.answers.items():
        if answer.origin not in _UNTOLD and (key not in known.answers or known.value(key) != answer.value):
            _place(tree, key, answer_lines(vocabulary[key], answer.value, _depth(key)))
    for key, items in facts.lists.items():
        if key not in known.lists or not same_items(known.lists[key], items):
            _place(tree, key, list_lines(items, vocabulary[key], _depth(key)))
    if facts.supplied:
        tree["supplied"] = {name: f" {supplied_text(told)}" for name, told in facts.supplied.items()}
    return _("# Le risposte della domanda, scritte da grantcli") + "\n" + "\n".join(_lines(tree, 0)) + "\n"


def profile_file_text(facts: Facts, vocabulary: Vocabulary) -> str:
    """Return ``profilo.yaml``: the answers of a profile, with what was imported recorded as such."""
    tree: _Nested = {"company": {}}
    for key, answer in facts.answers.items():
        if answer.origin not in _UNTOLD and key in vocabulary:
            _place(tree, key, answer_lines(vocabulary[key], answer.value, _depth(key)))
    for key, items in facts.lists.items():
        if key in vocabulary:
            _place(tree, key, list_lines(items, vocabulary[key], _depth(key)))
    records = list(_imported(facts, vocabulary, ""))
    if records:
        tree["imported"] = "\n" + "\n".join(f"  - {one}" for one in records)
    if not tree["company"]:
        tree["company"] = " {}"
    return _("# Il profilo dell'impresa, scritto da grantcli") + "\n" + "\n".join(_lines(tree, 0)) + "\n"


def _depth(key: str) -> int:
    return 2 * key.count(".")


def _place(tree: _Nested, key: str, lines: str) -> None:
    *tables, last = key.split(".")
    for name in tables:
        below = tree.setdefault(name, {})
        if not isinstance(below, dict):
            raise TypeError(f"{key}: {name} is an answer and a table of answers")
        tree = below
    tree[last] = lines


def _lines(tree: _Nested, indent: int) -> Iterator[str]:
    for name, below in tree.items():
        head = f"{' ' * indent}{key_text(name)}:"
        if isinstance(below, dict):
            yield head
            yield from _lines(below, indent + 2)
        else:
            yield head + below


def _imported(facts: Facts, vocabulary: dict[str, Fact], before: str) -> Iterator[str]:
    for key, answer in facts.answers.items():
        if answer.origin == "import" and key in vocabulary:
            value = scalar(write_value(vocabulary[key], answer.value))
            yield f"{{key: {scalar(before + key)}, value: {value}, file: {scalar(answer.note)}}}"
    for key, items in facts.lists.items():
        inner = vocabulary[key].items if key in vocabulary else None
        for item in items:
            yield from _imported(item, inner or {}, f"{before}{key}.{item.id}.")
