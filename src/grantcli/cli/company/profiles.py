"""A company's profile read for the command line, with all that is wrong in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ...i18n import _
from ...model.facts import Facts
from ...model.vocabulary import Fact, Vocabulary
from ...problem import Problem, errors
from ..reading import today

Profile = Annotated[Path, typer.Argument(metavar="FILE", help=_("Il profilo dell'impresa."))]


class Read(NamedTuple):
    """The facts of a profile, the words it was read by, and its problems."""

    facts: Facts
    vocabulary: Vocabulary
    problems: list[Problem]


def read_profile(file: Path, more: Mapping[str, Fact] | None = None) -> Read:
    """Read a profile by the shared vocabulary and ``more`` words; its group and accounts are checked as well."""
    from ...law.check import check, impossible_days
    from ...loading.application.profile import load_profile, profile_vocabulary

    shared, wrong = profile_vocabulary()
    vocabulary = {**(more or {}), **shared}
    facts, problems = load_profile(file, vocabulary)
    if any(errors(problems)):
        return Read(facts, vocabulary, wrong + problems)
    days = impossible_days(facts, vocabulary, today())
    return Read(facts, vocabulary, sorted([*wrong, *problems, *check(facts), *days]))
