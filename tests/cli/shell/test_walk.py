"""Every command through what a machine can do to it: no verdict, no traceback, a problem with its code."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.shell.processes import EXAMPLE, ROOT, shell

LONG = "n" * 300
ODD = "n\udcff"
KNOWN = {0, 1, 2, 3, 4, 5}
STRICT = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
BARE = [
    "ask marche-transizione",
    f"evaluate {EXAMPLE}",
    f"whatif {EXAMPLE}",
    f"dossier {EXAMPLE} --format json -o $DIR/d",
    f"batch {EXAMPLE} -w 1 --json -o $DIR/b",
    f"match {EXAMPLE}",
    f"declarations {EXAMPLE} --format html -o $DIR/dich",
    "status calls",
    f"diff {EXAMPLE} {EXAMPLE}",
    f"open {EXAMPLE} -o $DIR --path",
    f"verify {EXAMPLE}",
    "explain",
    "schema",
    "doctor",
    "mcp",
    "calls list",
    "calls show marche-transizione",
    "calls check marche-transizione-digitale-2022 --json",
    "calls test marche-transizione-digitale-2022",
    "calls schema",
    "calls diff marche-transizione --from 2022-06-01 --to 2022-07-10",
    "calls new nuovo -o $DIR",
    f"company show {EXAMPLE}",
    f"company check {EXAMPLE}",
    "company new $DIR/p.yaml --template",
    "style new $DIR/s",
    f"expenses import x.csv -a {EXAMPLE}",
    "batch template marche-transizione -o $DIR/t.xlsx",
]
"""Every command, doing what it does; ``ask`` writes nothing there without a terminal, ``mcp`` nothing
unasked, and there is no paper to ``open`` or ``verify``."""
NAMES = [
    f"--calls {LONG} calls list",
    f"batch {LONG} -o $DIR/o",
    f"batch {EXAMPLE} -o $DIR/{LONG}",
    f"match {LONG}",
    f"status {LONG}",
    f"diff {LONG} {EXAMPLE}",
    f"open {LONG}",
    f"verify {LONG}",
    f"calls check {LONG}",
    f"calls test {LONG}/x",
    f"company import {LONG} -o $DIR/p.yaml",
    f"company import x.xbrl -o $DIR/{LONG}",
    f"company new $DIR/{LONG}",
    f"calls new ok -o $DIR/{LONG}",
    f"dossier {EXAMPLE} --format json -o $DIR/{LONG}",
    f"declarations {LONG} -o $DIR/dich",
    f"declarations {EXAMPLE} --format html -o $DIR/{LONG}",
    f"ask marche-transizione -o $DIR/{LONG}",
    f"batch template marche-transizione -o $DIR/{LONG}.xlsx",
]
INSIDE = {
    "call": 'call: "{name}"',
    "company": 'call: marche-transizione-digitale-2022\ncompany: "{name}.yaml"',
    "aids": 'call: marche-transizione-digitale-2022\naids: "{name}.csv"',
    "expenses": 'call: marche-transizione-digitale-2022\nexpenses: "{name}.csv"',
}


def sound(done, codes=KNOWN) -> None:
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr
    assert "G999" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("line", BARE)
def test_no_command_takes_a_full_disk_or_a_closed_stream_for_a_verdict(line, tmp_path):
    for number, stream in enumerate((">/dev/full", ">&-", "<&-", "2>&-", "2>/dev/full")):
        folder = tmp_path / str(number)
        folder.mkdir()
        done = shell(f"{line} {stream}", DIR=str(folder))
        unwritten = {4} if line.startswith(("ask", "expenses", "open", "verify")) else {0, 4} if line == "mcp" else {74}
        sound(done, unwritten if stream.startswith(">") else KNOWN)


@pytest.mark.slow
@pytest.mark.parametrize("line", NAMES)
def test_a_name_of_300_letters_is_bad_input(line, tmp_path):
    sound(shell(line, DIR=str(tmp_path)), {2, 4})


@pytest.mark.parametrize("name", [LONG, "a\\0b"])
@pytest.mark.parametrize("where", sorted(INSIDE))
def test_a_name_in_a_file_is_bad_input_at_its_place(where, name, tmp_path):
    file = tmp_path / "domanda.yaml"
    file.write_text(INSIDE[where].format(name=name) + "\n", encoding="utf-8")
    done = shell(f"evaluate {file} --json")
    sound(done, {4})
    wrong = next(one for one in json.loads(done.stdout)["problems"] if one["severity"] == "error")
    assert wrong["line"] >= 1 or LONG in wrong["file"]


@pytest.mark.parametrize("environment", [{}, STRICT])
@pytest.mark.parametrize(
    "line", ["evaluate FILE --json", "match FILE --json", "dossier FILE --format json,html -o $DIR/d --json"]
)
def test_a_file_whose_name_is_not_utf_8_is_a_file(line, environment, tmp_path):
    file = tmp_path / f"{ODD}.yaml"
    shutil.copy(ROOT / EXAMPLE, file)
    done = shell(line.replace("FILE", f"'{file}'"), DIR=str(tmp_path), **environment)
    sound(done)
    assert json.loads(done.stdout)["schema"] != "grantcli/problems/1"


def test_a_row_whose_file_name_is_not_utf_8_is_judged(tmp_path):
    file = tmp_path / f"{ODD}.yaml"
    shutil.copy(ROOT / EXAMPLE, file)
    done = shell(f"batch '{file}' -w 1 -o $DIR/b --json", DIR=str(tmp_path))
    sound(done)
    assert json.loads(done.stdout)["done"] == 1


@pytest.mark.slow
@pytest.mark.parametrize("columns", ["0", "1", "-5", "abc", "100000"])
def test_an_odd_width_is_no_trouble(columns):
    for line in (f"evaluate {EXAMPLE} --all", "calls list", "--help"):
        sound(shell(line, COLUMNS=columns))


@pytest.mark.parametrize("epoch", ["99999999999999999999", "-1", "abc", "²"])
def test_an_odd_epoch_is_no_epoch(epoch, monkeypatch):
    from grantcli.render import pdf

    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert pdf._epoch() is None


@pytest.mark.slow
def test_folders_that_cannot_be_read_or_written_are_bad_input(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for line in (
        f"dossier {EXAMPLE} --format json -o $DIR/file/d",
        f"batch {EXAMPLE} -w 1 -o $DIR/file",
        "--calls $DIR/file calls list",
        "company new $DIR/file/p.yaml",
        f"dossier {EXAMPLE} --format json -o /proc/x",
    ):
        sound(shell(line, DIR=str(tmp_path)), {0, 4})


def test_every_command_is_walked() -> None:
    from grantcli.cli.app import Root

    walked = " ".join([*BARE, *NAMES])
    assert not [name for name in Root(name="grantcli").summaries() if name not in walked]
    assert Path(ROOT / EXAMPLE).is_file()
