"""The communes: ISTAT's list joined with the civil register's dates, mergers and changes of code worked out."""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from grantcli.registry.spelling import fold as spell
from registry.table import facts, text

HEADER = ("code", "name", "other_name", "province", "cadastral", "nuts3", "nuts3_2024", "since", "until", "successors")
NAMES_HEADER = ("name", "code", "former")
OLDEST_MERGER, OLDEST_NAME = date(1990, 1, 1), date(1990, 1, 1)
KNOWN_SINCE = date(1990, 1, 1)  # older births are left out: every call we may meet is later
# ISTAT's list gives, beside today's code, the codes used with the provinces of these years.
ERAS = (
    ("Codice Comune numerico con 103 province (dal 1995 al 2005)", date(1995, 1, 1), date(2005, 12, 31)),
    ("Codice Comune numerico con 107 province (dal 2006 al 2009)", date(2006, 1, 1), date(2009, 12, 31)),
    ("Codice Comune numerico con 110 province (dal 2010 al 2016)", date(2010, 1, 1), date(2016, 12, 31)),
)
_SMALL = {
    "di",
    "del",
    "della",
    "dei",
    "degli",
    "delle",
    "dello",
    "in",
    "e",
    "con",
    "sul",
    "sulla",
    "al",
    "ai",
    "da",
    "a",
    "nel",
}


@dataclass(frozen=True)
class Row:
    """One line of the table: a code, what it names, and from when to when it does."""

    code: str
    name: str
    province: str
    cadastral: str
    other: str = ""
    nuts3: str = ""
    nuts3_2024: str = ""
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = field(default=())

    def fields(self) -> tuple[str, ...]:
        """Return the row as the table writes it."""
        later = "" if self.nuts3_2024 == self.nuts3 else self.nuts3_2024
        days = [day.isoformat() if day else "" for day in (self.since, self.until)]
        return (
            self.code,
            self.name,
            self.other,
            self.province,
            self.cadastral,
            self.nuts3,
            later,
            *days,
            ",".join(self.successors),
        )


@dataclass(frozen=True)
class Record:
    """One line of the civil register: a name under a land-register code, and its days."""

    cadastral: str
    name: str
    province: str
    born: date
    ended: date | None


def fold(name: str) -> str:
    """Return a name for comparing: small letters only."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z]", "", plain)


def tidy(name: str) -> str:
    """Return a name that the civil register writes All In Capitals as it is written elsewhere."""
    first, *rest = name.split(" ")
    words = [
        word.lower() if word.lower() in _SMALL else re.sub(r"^(D|Dell|Nell|All|Sull)'", lambda m: m[0].lower(), word)
        for word in rest
    ]
    return " ".join([first, *words])


def records(register: Iterable[dict[str, Any]]) -> dict[str, list[Record]]:
    """Return the civil register by land-register code, oldest record first."""
    by_code: dict[str, list[Record]] = defaultdict(list)
    for item in register:
        ended = date.fromisoformat(item["date_deleted"][:10]) if item["date_deleted"] else None
        born = date.fromisoformat(item["date_created"][:10])
        by_code[item["code"]].append(Record(item["code"], item["name"], item["province"], born, ended))
    return {code: sorted(found, key=lambda record: record.born) for code, found in by_code.items()}


def listed(csv_text: str, register: dict[str, list[Record]]) -> Iterator[tuple[Row, dict[str, str]]]:
    """Yield the communes of ISTAT's list, each with the line it came from."""
    for line in csv.DictReader(io.StringIO(csv_text), delimiter=";"):
        cadastral = line["Codice Catastale del comune"]
        born = register[cadastral][0].born
        last = register[cadastral][-1]
        yield (
            Row(
                line["Codice Comune formato alfanumerico"],
                _name_today(line["Denominazione in italiano"], last),
                line["Sigla automobilistica"],
                cadastral,
                line["Denominazione altra lingua"],
                line["Codice NUTS3 2021"],
                line["Codice NUTS3 2024"],
                born if born >= KNOWN_SINCE else None,
                last.ended,
            ),
            line,
        )


def _name_today(name: str, last: Record) -> str:
    """Take the civil register's name where it was given after ISTAT's list (December 2024) or differs in spelling."""
    renamed = fold(last.name) != fold(name) and last.born > date(2024, 6, 1) and last.ended is None
    return tidy(last.name) if renamed else name


def recoded(row: Row, line: dict[str, str], sigla: dict[str, str]) -> Iterator[Row]:
    """Yield the commune under each of its codes: those of former provinces, then today's."""
    moved = {new: (old, date.fromisoformat(day)) for old, new, day, _law in facts("recoded.tsv")}
    spans: list[tuple[str, date, date]] = []
    for column, start, end in ERAS:
        code = line[column].zfill(6)
        if spans and spans[-1][0] == code:
            spans[-1] = (code, spans[-1][1], end)
        else:
            spans.append((code, start, end))
    if row.code in moved:
        old, day = moved[row.code]
        spans = [(code, start, day - timedelta(1) if code == old else end) for code, start, end in spans]
    former = [span for span in spans if span[0] != row.code]
    for at, (code, start, end) in enumerate(former):
        if row.since and row.since > end:
            continue
        since = max(start, row.since or start) if at else row.since
        heir = former[at + 1][0] if at + 1 < len(former) else row.code
        yield replace(
            row,
            code=code,
            province=sigla[code[:3]],
            nuts3="",
            nuts3_2024="",
            since=since,
            until=end,
            successors=(heir,),
        )
    if former:
        row = replace(row, since=max(former[-1][2] + timedelta(1), row.since or former[-1][2]))
    yield row


def ended(register: dict[str, list[Record]]) -> list[tuple[Record, date]]:
    """Return the communes that ended by merger since 1990, by their last name, each with its last day."""
    last = [found[-1] for found in register.values()]
    return [(record, record.ended) for record in last if record.ended and record.ended >= OLDEST_MERGER]


def mergers(register: dict[str, list[Record]], today: dict[tuple[str, str], Row]) -> dict[str, Row]:
    """Return, by the land-register code of each commune that ended, the one that has its territory today.

    A commune is told by hand (mergers.tsv), else it is the only one born in that province the day after; anything
    else raises, so that a new register never brings a guess.
    """
    told = {(province, fold(name)): heir for province, name, heir in facts("mergers.tsv")}
    births: dict[tuple[str, date], list[str]] = defaultdict(list)
    for found in register.values():
        births[found[0].province, found[0].born].append(found[0].cadastral)
    by_cadastral = {row.cadastral: row for row in today.values()}
    heirs = {}
    for record, end in ended(register):
        born = births[record.province, end + timedelta(1)]
        heir = told.pop((record.province, fold(record.name)), None)
        if heir is None and len(born) != 1:
            raise ValueError(f"which commune has the territory of {record}?")
        heirs[record.cadastral] = today[record.province, fold(heir)] if heir else by_cadastral[born[0]]
    if told:
        raise ValueError(f"mergers.tsv names communes that have not ended: {sorted(told)}")
    return heirs


def build(csv_text: str, register_items: Iterable[dict[str, Any]], provinces: dict[str, str]) -> tuple[str, str]:
    """Return the table of codes and the table of former names."""
    register = records(register_items)
    codes = {cadastral: code for cadastral, code, _name in facts("codes.tsv")}
    pairs = list(listed(csv_text, register))
    today = {(row.province, fold(row.name)): row for row, _line in pairs if row.until is None}
    for cadastral in codes:
        record = register[cadastral][-1]
        if record.ended is None:
            model = next(row for row, _line in pairs if row.province == record.province)
            today[record.province, fold(record.name)] = replace(
                model,
                code=codes[cadastral],
                name=tidy(record.name),
                other="",
                cadastral=cadastral,
                since=record.born,
                until=None,
            )
    heirs = mergers(register, today)
    rows = {row.code: row for pair in pairs for row in recoded(*pair, provinces) if row.until is None or row.successors}
    rows |= {row.code: row for row in today.values() if row.code not in rows}
    rows |= {row.code: row for row in _gone(register, heirs, codes, pairs)}
    former = {*_former_names(register, {row.cadastral: row for row in today.values()}), *_ended_names(register, heirs)}
    names = {pair for row in today.values() for pair in _names(row)}
    spelled = sorted([*((*pair, "") for pair in names), *((*pair, "f") for pair in former - names)])
    return text(HEADER, [rows[code].fields() for code in sorted(rows)]), text(NAMES_HEADER, spelled)


def _gone(
    register: dict[str, list[Record]],
    heirs: dict[str, Row],
    codes: dict[str, str],
    pairs: list[tuple[Row, dict[str, str]]],
) -> Iterator[Row]:
    in_list = {row.cadastral: row.code for row, _line in pairs}
    for record, end in ended(register):
        code = codes.get(record.cadastral) or in_list.get(record.cadastral)
        if code:
            heir, born = heirs[record.cadastral], register[record.cadastral][0].born
            yield Row(
                code, tidy(record.name), record.province, record.cadastral, "", heir.nuts3, heir.nuts3_2024,
                born if born >= KNOWN_SINCE else None, end, (heir.code,),
            )  # fmt: skip


def _names(row: Row) -> Iterator[tuple[str, str]]:
    yield spell(row.name), row.code
    if row.other:
        yield spell(row.other), row.code
        yield spell(f"{row.name} {row.other}"), row.code


def _former_names(register: dict[str, list[Record]], today: dict[str, Row]) -> Iterator[tuple[str, str]]:
    for cadastral, row in today.items():
        for record in register[cadastral]:
            if record.ended and record.ended >= OLDEST_NAME:
                yield spell(record.name), row.code


def _ended_names(register: dict[str, list[Record]], heirs: dict[str, Row]) -> Iterator[tuple[str, str]]:
    for record, _end in ended(register):
        yield spell(record.name), heirs[record.cadastral].code
