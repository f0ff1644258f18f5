"""``grantcli company new [FILE]``: a profile to fill in, every answer with its question."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ...filing import create
from ...i18n import _, say
from ...model.vocabulary import Fact, Vocabulary
from ...problem import Place, Problem, reason_of
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import messages, screen

_BESIDE = ("aids",)
_COLUMN = 34


def run(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("Il profilo da scrivere (altrimenti company.yaml)."))
    ] = Path("company.yaml"),
) -> int:
    """Write the skeleton of a profile; a file that is there is never written over."""
    from ...loading.application.profile import profile_vocabulary

    vocabulary, problems = profile_vocabulary()
    try:
        with create(file) as written:
            written.write(skeleton(vocabulary).encode("utf-8"))
    except OSError as error:
        text = reason_of(error)
        problems.append(Problem(Place(str(file)), "", text, kind="cannot_write"))
    tell(problems, ctx.obj)
    if problems:
        return BAD_INPUT
    screen(ctx.obj).print(str(file), soft_wrap=True, markup=False)
    words = _("Ora: compilarlo, o grantcli company import BILANCIO.xbrl -o {file}; poi grantcli company show {file}")
    messages(ctx.obj).print(words.format(file=file), soft_wrap=True, markup=False)
    return DONE


def skeleton(vocabulary: Vocabulary) -> str:
    """Return an empty profile: each answer of the company that can be given, with its question beside it."""
    lines = [
        _("# Il profilo di un'impresa, comune alle sue domande: in domanda.yaml basta «company: nome di questo file»."),
        _("# Ciò che resta vuoto sarà chiesto solo dai bandi che lo guardano."),
        "company:",
        *_entries("company.", vocabulary, "  "),
        *(line for key in _BESIDE if key in vocabulary for line in _entry(key, vocabulary[key], "")),
    ]
    return "\n".join(lines) + "\n"


def _entries(prefix: str, vocabulary: Vocabulary, indent: str) -> Iterator[str]:
    for key, fact in vocabulary.items():
        if key.startswith(prefix) and not fact.derived and "[]" not in key:
            yield from _entry(key.removeprefix(prefix), fact, indent)


def _entry(name: str, fact: Fact, indent: str) -> Iterator[str]:
    question = say(fact.question) or say(fact.label)
    if fact.kind == "list":
        yield f"{indent}# {question}"
        yield f"{indent}#   {_example(fact)}"
        yield f"{indent}{name}:"
        return
    codes = ", ".join(fact.choices) if fact.choices else _("sì o no") if fact.kind == "yes_no" else ""
    yield f"{indent}{name}:".ljust(_COLUMN) + f"# {question}" + (f" [{codes}]" if codes else "")


def _example(fact: Fact) -> str:
    asked = [key for key, field in (fact.items or {}).items() if not field.optional and field.kind != "list"]
    fields = ", ".join(f"{key}: …" for key in asked if key != fact.key)
    return f"2024: {{{fields}}}" if fact.key else f"- {{{fields}}}"
