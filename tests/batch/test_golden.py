"""The files of one batch from tables, sheets and lines, byte for byte: ``make golden`` writes them again."""

import os
from pathlib import Path

from tests.batch.batch_rows import MARCHE, application, edition, job, line, write_lines
from tests.batch.tables.test_tables import flat, write_csv, write_xlsx

from grantcli.batch.inputs import find_inputs
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.run import run
from grantcli.batch.tables.columns import Columns
from grantcli.batch.tables.finder import Finder
from grantcli.batch.tables.mapping import Mapping

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("summary.csv", "problems.csv", "problems.jsonl")


def long_rows(data: dict) -> list[dict[str, str]]:
    own = {key: value for key, value in flat(data).items() if not key.startswith("expenses[")}
    items = [{f"expenses[].{key}": value for key, value in flat(item).items()} for item in data["expenses"]]
    return [own | items[0], *({"id": data["id"]} | item for item in items[1:])]


def write_inputs() -> list[str]:
    """Applications in every way that they can be written, into the folder one is in; good ones and bad ones."""
    bad = flat(application(2)) | {"company.founded": "ieri", "expenses[2].amount": "molto"}
    write_csv(Path("larga.csv"), [flat(application(1)), bad, flat(application(5)) | {"aids": "nessuno"}])
    rows = long_rows(application(3))
    rows[1]["expenses[].amount"] = "1.2.3"
    write_csv(Path("lunga.csv"), [*rows, *long_rows(application(4) | {"expenses": application(4)["expenses"][:2]})])
    beside = application(6)
    spese = [{"domanda": "D0006", **flat(item)} for item in beside.pop("expenses")]
    orphan = {**spese[0], "domanda": "D9999"}
    write_xlsx(Path("fogli.xlsx"), {"Domande": [flat(beside)], "Spese": [*spese, orphan]})
    lines = [line(application(7)), "{", line(application(1)), line(application(8, on="2022-06-21", extra="x"))]
    write_lines(Path("righe.jsonl"), [*lines, line(application(9, project={"title": "=1+1;a\tb"}))])
    return ["larga.csv", "lunga.csv", "fogli.xlsx", "righe.jsonl"]


def given():
    inputs, _problems = find_inputs(write_inputs(), Finder(Columns.of([edition()]), Mapping()))
    return [row for one in inputs for row in one.rows()]


def test_the_same_batch_gives_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run(
        job(call=MARCHE),
        given(),
        Path("out"),
        lambda job, rows: (judge_rows(job, [row]) for row in rows),
        lambda _tally: None,
    )
    for name in NAMES:
        found = Path("out", name).read_bytes()
        if os.environ.get("GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            (GOLDEN / name).write_bytes(found)
        assert found == (GOLDEN / name).read_bytes(), name
