"""Companies read from profiles, applications and tables, by the vocabulary of every call; bad ones are problems."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..batch.rows.json_row import parse
from ..batch.rows.places import placed
from ..batch.rows.request import OWN, ident_of
from ..batch.rows.row import Row, name_of, place_of
from ..batch.tables.mapping import Mapping as TableMapping
from ..filing import real
from ..i18n import _
from ..loading.application.application import find_edition, load_application
from ..loading.application.facts import read_facts
from ..loading.application.profile import load_profile
from ..loading.parser.parsing import read_tree
from ..loading.parser.scalars import read_day
from ..loading.parser.suggestions import did_you_mean
from ..loading.parser.tree import Leaf, MappingNode, at
from ..model.call import Edition
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from ..problem import Problem, Refusal, errors
from .fit import of_company
from .match import Company, Who, whole_vocabulary

_MAPPING = frozenset(field.name for field in fields(TableMapping))
_ONLY_MAPPING = _MAPPING - {"id", "call", "on"}


class Companies:
    """Reads companies for some calls; ``problems`` gathers what is wrong, ``left_out`` files that are none, and why.

    ``library`` has all calls by id: applications to the others are read too (None: there are no others).
    """

    def __init__(self, editions: Sequence[Edition], library: Mapping[str, Edition] | None = None) -> None:
        self.problems: list[Problem] = []
        self.left_out: dict[str, str] = {}
        self._vocabularies: Mapping[str, Vocabulary] = {one.call.id: one.vocabulary for one in editions}
        self._library = library if library is not None else {one.call.id: one for one in editions}
        self._whole = whole_vocabulary([*editions, *self._library.values()])
        self._profiles: set[Path] = set()

    def read(self, rows: Iterable[Row]) -> Iterator[Company]:
        """Yield the companies of rows without problems, profiles last: those of an application are read with it."""
        profiles = []
        for row in rows:
            if any(errors(row.problems)):
                self.problems += row.problems
            elif not isinstance(row.content, Path):
                yield from self._row(row)
            elif (kind := _kind_of(row.content)) == "profile":
                profiles.append((row, row.content))
            elif kind == "application":
                yield from self._application(row, row.content)
            else:
                self.left_out[row.file] = why_no_company(row.content)
        for row, path in profiles:
            yield from self._profile(row, path)

    def _profile(self, row: Row, path: Path) -> Iterator[Company]:
        why = why_no_company(path, self._profiles)
        if why:
            self.left_out[row.file] = why
            return
        tree, _problems = read_tree(path)
        known = self._by_each(_keys_in(tree, profile=True), lambda words: load_profile(path, words))
        yield from self._kept(known, row, other=path.stem)

    def _application(self, row: Row, path: Path) -> Iterator[Company]:
        application, problems = load_application(path, self._library)
        if application is None:
            self.problems += problems
            return
        if application.profile is not None:
            self._profiles.add(real(application.profile))
        known = self._of_call(application.facts, application.call, application.on, problems)
        yield from self._kept(known, row, other=path.parent.name if path.stem == "domanda" else path.stem)

    def _row(self, row: Row) -> Iterator[Company]:
        data = parse(row)
        if isinstance(data, Problem):
            self.problems.append(data)
            return
        ident, problems = ident_of(row, data)
        rest = {key: value for key, value in data.items() if key not in OWN}
        if data.get("call"):
            known = self._by_its_call(data, rest, row)
        else:
            keys = _keys_in(rest)
            known = self._by_each(keys, lambda words: read_facts(rest, words, "profile", lenient=True))
        problems += placed(row, known.problems)
        yield from self._kept(known._replace(problems=problems), row, ident if ident != name_of(row) else "")

    def _by_its_call(self, data: dict[str, Any], rest: dict[str, Any], row: Row) -> "_Known":
        """Read an application in a row: by its own call, figures supplied for it and the day it gives included."""
        named, on = str(data["call"]), data.get("on")
        edition = find_edition(named, self._library)
        if edition is None:
            said = _("nessun bando si chiama «{id}»").format(id=named[:80])
            hint = did_you_mean(named[:80], set(self._library))
            return _Known({}, [Problem(place_of(row), "call", said, hint, "unknown_call")])
        facts, problems = read_facts(rest, edition.vocabulary, "file", call=edition.call)
        day = None if on is None else read_day(str(on))
        if isinstance(day, Refusal):
            problems.append(Problem(place_of(row), "on", day.text, day.hint, day.kind))
            day = None
        return self._of_call(facts, edition.call.id, day, problems)

    def _of_call(self, facts: Facts, call: str, on: date | None, problems: list[Problem]) -> "_Known":
        """Return what an application says: its own call knows all of it, the others what it says of the company."""
        company = _of_company(facts)
        by_call = {one: facts if one == call else company for one in self._vocabularies}
        return _Known(by_call, problems, {} if on is None else {call: on})

    def _by_each(self, keys: Sequence["_Key"], read: Callable[[Vocabulary], tuple[Facts, list[Problem]]]) -> "_Known":
        """Read a company that names no call by each call's vocabulary; what one of them can read is no problem.

        Calls that mean the same by all its ``keys`` read the same: one of them is enough.
        """
        told = read(self._whole)[1]
        if any(errors(told)):
            others = [read(one.vocabulary)[1] for one in self._library.values() if one.call.kind == "call"]
            told = [one for one in told if one.warning or all(_stands_in(one, each) for each in others)]
        by_call, met = {}, {}
        for call, words in self._vocabularies.items():
            meant = tuple([_meant(key, words) for key in keys])
            if meant not in met:
                facts, problems = read(words)
                met[meant] = _of_company(facts) if any(errors(problems)) else facts
            by_call[call] = met[meant]
        return _Known(by_call, told)

    def _kept(self, known: "_Known", row: Row, ident: str = "", other: str = "") -> Iterator[Company]:
        """Yield the company of a row, unless something is wrong with it."""
        self.problems += [*row.problems, *known.problems]
        if any(errors(known.problems)):
            return
        facts = next(iter(known.by_call.values()))
        name = _name(str(facts.value("company.name") or ""), ident or other) or name_of(row)
        who = Who(name, ident, str(facts.value("company.vat_number") or ""), row.file, row.number)
        yield Company(who, known.by_call, known.days)


def why_no_company(path: Path, profiles: Container[Path] = ()) -> str:
    """Return why a file is no company of its own, nothing of one that is; ``profiles`` are read with applications."""
    if _kind_of(path) == "mapping":
        return _("dice che cosa c'è nelle colonne di una tabella")
    return _("è il profilo di una domanda, letto con quella") if real(path) in profiles else ""


def profile_named_in(path: Path) -> Path | None:
    """Return the file of the profile that an application names."""
    tree, _problems = read_tree(path)
    if not isinstance(tree, MappingNode) or "call" not in tree.entries:
        return None
    company = tree.entries.get("company")
    named = at(company, "profile") if isinstance(company, MappingNode) else company
    return real(path.parent / named.text) if isinstance(named, Leaf) and not named.is_null else None


class _Known(NamedTuple):
    """What is known of a company by call, what is wrong with it, the day that its application to a call gives."""

    by_call: Mapping[str, Facts]
    problems: list[Problem]
    days: Mapping[str, date] = MappingProxyType({})


def _kind_of(path: Path) -> str:
    """Return what a YAML file is: ``application``, ``profile``, or the ``mapping`` of the columns of tables."""
    tree, _problems = read_tree(path)
    keys = set(tree.entries) if isinstance(tree, MappingNode) else set()
    if keys <= _MAPPING and keys & _ONLY_MAPPING:
        return "mapping"
    return "application" if "call" in keys else "profile"


class _Key(NamedTuple):
    """A key that something of a company is known by, and whether that is a table."""

    name: str
    table: bool


def _keys_in(data: object, *, profile: bool = False) -> list[_Key]:
    """Return the whole keys that a company is known by, of a list its own; a profile may leave out ``company``."""
    keys = [*_keys_below(data, "")]
    alone = profile and all(key.name != "company" for key in keys)
    return [key._replace(name=f"company.{key.name}") for key in keys] if alone else keys


def _keys_below(data: object, before: str) -> Iterator[_Key]:
    inside = data.entries if isinstance(data, MappingNode) else data
    if isinstance(inside, Mapping):
        for name, part in inside.items():
            whole = f"{before}.{name}" if before else str(name)
            yield _Key(whole, isinstance(part, (MappingNode, Mapping)))
            yield from _keys_below(part, whole)


def _meant(key: _Key, words: Vocabulary) -> tuple[int, bool]:
    """Return what a vocabulary means by a key: its fact, and where that could be read otherwise what goes on below."""
    fact = words.get(key.name)
    goes_on = (fact is None) is not key.table and any(name.startswith(f"{key.name}.") for name in words)
    return id(fact), goes_on


def _stands_in(problem: Problem, others: Iterable[Problem]) -> bool:
    """Return whether another reading finds something wrong at the path of a problem too, or nothing known above it."""
    found = (one.path for one in others if not one.warning or one.kind == "unknown_fact")
    return any(problem.path == path or problem.path.startswith((f"{path}.", f"{path}[")) for path in found)


def _of_company(facts: Facts) -> Facts:
    answers = {key: answer for key, answer in facts.answers.items() if of_company(key)}
    lists = {key: items for key, items in facts.lists.items() if of_company(key)}
    return Facts(answers, lists)


def _name(name: str, other: str) -> str:
    return f"{name} ({other})" if name and other and other != name else name or other
