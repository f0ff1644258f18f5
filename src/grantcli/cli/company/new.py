"""``grantcli company new [FILE]``: a profile by interview, or with ``--template`` to fill in by hand."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ...filing import create
from ...i18n import _, say
from ...model.facts import Facts
from ...model.vocabulary import Fact, Vocabulary
from ...problem import Place, Problem, errors, reason_of
from ..claiming import held_file
from ..reading import tell, today
from ..shell.exits import BAD_INPUT, DONE, INTERRUPTED
from ..shell.setting import Setting
from ..shell.terminal import print_message, screen, typed

_BESIDE = ("aids",)
_COLUMN = 34


def run(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("Il profilo da scrivere (altrimenti company.yaml)."))
    ] = Path("company.yaml"),
    template: Annotated[
        bool, typer.Option("--template", help=_("Scrive un modello da compilare, senza porre quesiti."))
    ] = False,
) -> int:
    """Ask what a profile holds, or still lacks, saving every answer; or write its skeleton."""
    from ...loading.application.profile import load_profile, profile_vocabulary

    vocabulary, problems = profile_vocabulary()
    if not template and not (sys.stdin.isatty() and sys.stdout.isatty()):
        text = _("serve un terminale per porre i quesiti")
        hint = _("un modello da compilare: grantcli company new {file} --template").format(file=typed(file))
        problems.append(Problem(Place(str(file)), "", text, hint, "no_terminal"))
        tell(problems, ctx.obj)
        return BAD_INPUT
    if not template and file.is_file():
        begun, told = load_profile(file, vocabulary)
        tell([*problems, *told], ctx.obj)
        if any(errors([*problems, *told])):
            return BAD_INPUT
        return held_file(file, lambda: _interview(file, vocabulary, begun, ctx.obj), ctx.obj)
    try:
        text = skeleton(vocabulary) if template else _start()
        with create(file) as written:
            written.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        text = reason_of(error)
        problems.append(Problem(Place(str(file)), "", text, kind="cannot_write"))
    tell(problems, ctx.obj)
    if problems:
        return BAD_INPUT
    if not template:
        return held_file(file, lambda: _interview(file, vocabulary, Facts(), ctx.obj), ctx.obj)
    screen(ctx.obj).print(str(file), soft_wrap=True, markup=False)
    words = _("Ora: compilarlo, o grantcli company import BILANCIO.xbrl -o {file}; poi grantcli company show {file}")
    print_message(words.format(file=typed(file)), ctx.obj)
    return DONE


def _start() -> str:
    return _("# Il profilo di un'impresa, comune a tutte le sue domande.\n") + "company:\n"


def _interview(file: Path, vocabulary: Vocabulary, begun: Facts, setting: Setting) -> int:
    """Ask what a profile still lacks, writing each answer into it; comments, and what was said before leaving, stay."""
    from ...interview.profile_talk import talk_profile
    from ...interview.terminal.questions import Questions
    from ...writing.changes import changes
    from ...writing.edits import edited
    from ...writing.session import write_whole

    known = begun

    def save(facts: Facts) -> None:
        nonlocal known
        text = file.read_text("utf-8")
        for edit in changes(known, facts, vocabulary):
            text = edited(text, edit)
        write_whole(file, text)
        known = facts

    day = today()
    prompter = Questions(day, color=screen(setting).color_system is not None)
    _facts, finished = talk_profile(vocabulary, day, prompter, save=save, begun=begun)
    words = _("Le risposte sono in {file}. Ora: grantcli company show {file}").format(file=typed(file))
    print_message(words, setting)
    return DONE if finished else INTERRUPTED


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
