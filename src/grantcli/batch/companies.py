"""Companies read from profiles and tables, each by the vocabulary of every call; bad ones are problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..loading.application import load_application
from ..loading.facts import read_facts
from ..loading.nodes import Table
from ..loading.parsing import read_tree
from ..loading.profile import load_profile
from ..model.call import Edition
from ..model.fact import Vocabulary
from ..model.facts import Facts
from ..problem import Problem, errors
from .asking import OWN, ident_of
from .document import parse
from .fit import of_company
from .match import Company, whole_vocabulary
from .row import Row, name_of, place_of


class Companies:
    """Reads companies for some calls; ``problems`` gathers what is wrong with them."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self.problems: list[Problem] = []
        self._editions = {one.call.id: one for one in editions}
        self._whole = whole_vocabulary(editions)
        self._vocabularies: Mapping[str, Vocabulary] = {one.call.id: one.vocabulary for one in editions}

    def read(self, rows: Iterable[Row]) -> Iterator[Company]:
        """Yield the companies of rows, leaving out those that have problems."""
        for row in rows:
            company = self._one(row)
            if company is not None:
                yield company

    def _one(self, row: Row) -> Company | None:
        if any(errors(row.problems)):
            self.problems += row.problems
            return None
        return self._profile(row) if row.kind == "yaml" else self._row(row)

    def _profile(self, row: Row) -> Company | None:
        path = Path(row.content.decode())
        if _is_application(path):
            return self._application(path)
        facts, problems = load_profile(path, self._whole)
        self.problems += [*row.problems, *problems]
        if any(errors(problems)):
            return None
        by_call = {call: load_profile(path, words)[0] for call, words in self._vocabularies.items()}
        return Company(_name(facts, path.stem), by_call)

    def _application(self, path: Path) -> Company | None:
        """Read an application: its own call knows all of it, the others what it says of the company."""
        application, problems = load_application(path, self._editions)
        self.problems += problems
        if application is None or any(errors(problems)):
            return None
        own, company = application.facts, _of_company(application.facts)
        by_call = {call: own if call == application.call else company for call in self._vocabularies}
        return Company(_name(own, path.parent.name if path.stem == "domanda" else path.stem), by_call)

    def _row(self, row: Row) -> Company | None:
        data = parse(row)
        if isinstance(data, Problem):
            self.problems.append(data)
            return None
        ident, problems = ident_of(row, data)
        rest = {key: value for key, value in data.items() if key not in OWN}
        facts, told = _read(rest, self._whole)
        problems += [replace(problem, place=place_of(row)) for problem in told]
        self.problems += [*row.problems, *problems]
        if any(errors(problems)):
            return None
        by_call = {call: _read(rest, words)[0] for call, words in self._vocabularies.items()}
        return Company(_name(facts, ident if ident != name_of(row) else ""), by_call)


def _is_application(path: Path) -> bool:
    tree, _problems = read_tree(path)
    return isinstance(tree, Table) and "call" in tree.entries


def _of_company(facts: Facts) -> Facts:
    answers = {key: answer for key, answer in facts.answers.items() if of_company(key)}
    lists = {key: items for key, items in facts.lists.items() if of_company(key)}
    return Facts(answers, lists)


def _read(data: dict[str, Any], words: Vocabulary) -> tuple[Facts, list[Problem]]:
    return read_facts(data, words, "profile", lenient=True)


def _name(facts: Facts, other: str) -> str:
    name = str(facts.value("company.name") or "")
    return f"{name} ({other})" if name and other and other != name else name or other
