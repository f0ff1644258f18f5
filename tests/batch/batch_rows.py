"""Applications for the tests of batch: the shipped example of Marche, changed a little from one row to the next."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from grantcli.assets import shipped
from grantcli.batch.rows.json_lines import read_lines
from grantcli.batch.rows.row import Job
from grantcli.loading.call.library import load_edition

MARCHE = "marche-transizione-digitale-2022"
EXAMPLE = Path(__file__).parents[2] / "calls" / MARCHE / "example" / "domanda.yaml"
DAY = date(2022, 6, 20)


@cache
def edition():
    found, problems = load_edition(shipped("calls") / MARCHE)
    assert found is not None
    assert not problems
    return found


def job(**more) -> Job:
    return Job({MARCHE: edition()}, **{"today": DAY, **more})


def example() -> dict:
    return json.loads(_example())


@cache
def _example() -> str:
    return json.dumps(yaml.load(EXAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader))  # noqa: S506 (all text)


def application(number: int, **changes) -> dict:
    """The example as application ``number``; every fifth has no regular DURC; ``changes`` go over it."""
    data = {"id": f"D{number:04d}", **example()}
    data["company"]["name"] = f"Impresa {number} S.r.l."
    if number % 5 == 0:
        data["company"]["durc_regular"] = "false"
    data.update(changes)
    return data


def line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def write_lines(path: Path, rows: list[str | bytes]) -> Path:
    path.write_bytes(b"".join((row if isinstance(row, bytes) else row.encode()) + b"\n" for row in rows))
    return path


def rows_of(path: Path):
    with path.open("rb") as stream:
        yield from read_lines(stream, str(path))


def lines_of(path: Path) -> list[dict]:
    return [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
