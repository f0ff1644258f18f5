"""What a row asks: its name, its call, its day and its facts; or the problems that keep it from being judged."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ...i18n import _
from ...law.check import impossible_days
from ...loading.application.application import find_edition, load_application
from ...loading.application.expense_checks import totals, twice, without_totals
from ...loading.application.facts import read_facts
from ...loading.parser.scalars import read_day
from ...loading.parser.suggestions import did_you_mean
from ...model.call import Edition
from ...model.facts import Facts
from ...problem import Problem, Refusal, errors
from .json_row import parse
from .places import placed
from .row import Job, Row, name_of, place_of

OWN = ("id", "call", "on")
"""The keys of a row that are not facts."""


class Request(NamedTuple):
    """An application ready to be judged; ``profile`` is the file of the company's profile, where it names one."""

    ident: str
    edition: Edition
    on: date
    facts: Facts
    profile: str = ""


class Unread(NamedTuple):
    """A row that cannot be judged, by the name it has as far as it could be read."""

    ident: str


def ask(job: Job, row: Row) -> tuple[Request | Unread, tuple[Problem, ...]]:
    """Read a row; its problems are beside it, warnings included."""
    if any(errors(row.problems)):
        return Unread(row.ident or name_of(row)), row.problems
    asked, problems = _from_file(job, row, row.content) if isinstance(row.content, Path) else _from_data(job, row)
    return asked, (*row.problems, *problems)


def _from_data(job: Job, row: Row) -> tuple[Request | Unread, list[Problem]]:
    data = parse(row)
    if isinstance(data, Problem):
        return Unread(name_of(row)), [data]
    head, problems = head_of(job, row, data)
    ident, edition, on = head
    if edition is None:
        return Unread(ident), problems
    rest = {key: value for key, value in data.items() if key not in OWN}
    facts, told = read_facts(rest, edition.vocabulary, "file", call=edition.on(on))
    facts, doubts = _checked(row, facts)
    doubts += impossible_days(facts, edition.vocabulary, max(job.today, on))
    problems += placed(row, [*told, *doubts])
    if any(errors(problems)):
        return Unread(ident), problems
    return Request(ident, edition, on, facts), problems


def _checked(row: Row, facts: Facts) -> tuple[Facts, list[Problem]]:
    """Return the facts, those of a table without its rows of totals, and the doubts on the lines of expenses."""
    origin = row.origin
    if origin is None:
        return facts, [*twice(facts), *totals(facts)]
    doubts = twice(facts, lambda at: str(origin.place(origin.shown(f"expenses[{at}].amount"))))
    facts, told = without_totals(facts)
    return facts, [*doubts, *told]


class RowHead(NamedTuple):
    """What a row says before its facts: its name, the call (None where the row names none), the day."""

    ident: str
    edition: Edition | None
    on: date


def head_of(job: Job, row: Row, data: Mapping[str, Any]) -> tuple[RowHead, list[Problem]]:
    """Return what a row says before its facts, and what is wrong with it."""
    ident, problems = ident_of(row, data)
    edition = _edition(job, row, data, problems)
    on = job.on or _day(row, data, problems) or job.today
    return RowHead(ident, edition, on), problems


def ident_of(row: Row, data: Mapping[str, Any]) -> tuple[str, list[Problem]]:
    """Return the name that a row gives itself, else the one of its place, and what is wrong with it."""
    written = data.get("id")
    if written is None:
        return name_of(row), []
    if isinstance(written, str) and written.strip() and len(written) <= 200 and written.isprintable():
        return written.strip(), []
    said = _("«id» deve essere una sigla di una riga")
    return name_of(row), [Problem(place_of(row, "id"), "id", said, kind="wrong_id")]


def _edition(job: Job, row: Row, data: Mapping[str, Any], problems: list[Problem]) -> Edition | None:
    named = data.get("call")
    if named is None:
        named = job.call
    if not isinstance(named, str) or not named:
        hint = _("scriverlo nella riga, o indicarlo con --call")
        problems.append(Problem(place_of(row, "call"), "call", _("manca il bando"), hint, "missing_call"))
        return None
    found = find_edition(named, job.editions)
    if found is None:
        said = _("nessun bando si chiama «{id}»").format(id=named[:80])
        problems.append(
            Problem(place_of(row, "call"), "call", said, did_you_mean(named[:80], set(job.editions)), "unknown_call")
        )
        return None
    return _one_to_apply_for(found, job, row, problems)


def _one_to_apply_for(edition: Edition, job: Job, row: Row, problems: list[Problem]) -> Edition | None:
    ident = edition.call.id
    if job.call is not None and ident != job.call:
        said = _("la riga è per «{id}», non per «{asked}» che è stato chiesto").format(id=ident, asked=job.call)
        problems.append(Problem(place_of(row, "call"), "call", said, kind="other_call"))
        return None
    if edition.call.kind != "call":
        said = _("«{id}» non è un bando a cui si possa fare domanda").format(id=ident)
        problems.append(Problem(place_of(row, "call"), "call", said, kind="not_a_call"))
        return None
    return edition


def _day(row: Row, data: Mapping[str, Any], problems: list[Problem]) -> date | None:
    written = data.get("on")
    if written is None:
        return None
    day = read_day(written if isinstance(written, str) else "")
    if isinstance(day, Refusal):
        problems.append(Problem(place_of(row, "on"), "on", day.text, day.hint, day.kind))
        return None
    return day


def _from_file(job: Job, row: Row, path: Path) -> tuple[Request | Unread, list[Problem]]:
    application, problems = load_application(path, job.editions)
    if application is None or any(errors(problems)):
        return Unread(name_of(row)), problems
    edition = _one_to_apply_for(job.editions[application.call], job, row, problems)
    if edition is None:
        return Unread(name_of(row)), problems
    on = job.on or application.on or job.today
    problems += impossible_days(application.facts, edition.vocabulary, max(job.today, on))
    profile = str(application.profile or "")
    return Request(name_of(row), edition, on, application.facts, profile), problems
