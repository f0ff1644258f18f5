"""``grantcli batch`` from the outside: streams, exit codes, poisoned rows, safe tables."""

import csv
import json
import os
import pty
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook
from tests.batch.batch_rows import MARCHE, application, example, line, lines_of, write_lines

from grantcli.batch.results.spreadsheets import safe_cell
from grantcli.batch.running.judging import judge_rows
from grantcli.cli.start import run

GRANTCLI = [sys.executable, "-c", "from grantcli.cli.start import start; start()"]
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


pytestmark = pytest.mark.usefixtures("alone")


def test_the_files_are_named_on_stdout_and_the_counts_on_stderr(tmp_path, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in (1, 5)])
    assert run(["batch", str(path), "-o", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr()
    assert [Path(name).name for name in shown.out.split()] == [
        "summary.xlsx",
        "summary.csv",
        "problems.csv",
        "problems.jsonl",
        "outcomes.jsonl",
    ]
    assert "2 domande lette" in shown.err
    assert "non ammissibile: 1" in shown.err
    assert "da verificare: 1" in shown.err


def test_a_bad_row_exits_5(tmp_path, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1)), "{"])
    assert run(["batch", str(path), "-o", str(tmp_path / "out")]) == 5
    told = capsys.readouterr().err
    assert f"{path}:2:1: non è JSON" in told
    assert "problems.csv" in told
    (row,) = table(tmp_path / "out/problems.csv")
    assert (row["Riga"], row["Gravità"]) == ("2", "da correggere")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_the_summary_speaks_to_people_and_can_be_summed(tmp_path, capsys):
    """What an application that is refused would get stands in a column of its own; codes are said in words."""
    later = application(2)
    del later["company"]["durc_regular"], later["project"]["title"]
    path = write_lines(tmp_path / "in.jsonl", [line(application(1)), line(application(5)), line(later)])
    run(["batch", str(path), "-o", str(tmp_path / "out")])
    good, refused, open_ = table(tmp_path / "out/summary.csv")
    assert (good["Contributo"], good["Contributo, se fosse ammessa e finanziata"]) == ("66400,25", "")
    assert (refused["Contributo"], refused["Contributo, se fosse ammessa e finanziata"]) == ("", "66400,25")
    assert refused["Motivi principali"].startswith("non soddisfatto · MAR-2.1-G: ")
    assert "DURC" in open_["Risposte mancanti"]
    assert "company." not in open_["Risposte mancanti"]
    assert "3 Dichiarazione sulla dimensione d'impresa" in good["Allegati dovuti"]
    sheet = load_workbook(str(tmp_path / "out/summary.xlsx")).get_sheet_by_index(0)
    head, first, *_rest = sheet.to_python()
    cells = dict(zip(head, first, strict=True))
    assert (cells["Giorno"], cells["Riga"], cells["Contributo"]) == (date(2022, 6, 20), 1, 66400.25)


def test_the_end_as_data(tmp_path, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1)), "{"])
    assert run(["batch", str(path), "-o", str(tmp_path / "out"), "--json"]) == 5
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["done"], told["bad"]) == ("grantcli/batch/1", 2, 1)
    assert told["verdicts"] == {"to_verify": 1}
    assert [Path(name).name for name in told["files"]][-1] == "outcomes.jsonl"


def test_a_file_that_cannot_be_read_stops_no_other(tmp_path, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1))])
    broken = tmp_path / "rotto.xlsx"
    broken.write_bytes(b"no workbook")
    assert run(["batch", str(broken), str(path), "-o", str(tmp_path / "out")]) == 5
    assert "rotto.xlsx" in capsys.readouterr().err
    assert len(lines_of(tmp_path / "out/outcomes.jsonl")) == 1
    assert run(["batch", str(broken), "-o", str(tmp_path / "out")]) == 4


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_nothing_to_read_replaces_nothing(content, tmp_path, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1))])
    run(["batch", str(path), "-o", str(tmp_path / "out")])
    before = {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    path.write_bytes(content)
    assert run(["batch", str(path), "-o", str(tmp_path / "out")]) == 4
    assert "nessuna domanda" in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()} == before


def test_a_row_for_another_call_than_the_one_asked_for_is_told_so(tmp_path, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1))])
    assert run(["batch", str(path), "-o", str(tmp_path / "out"), "--call", "lombardia-filiere-2022"]) == 5
    assert f"la riga è per «{MARCHE}»" in capsys.readouterr().err


def test_a_folder_gives_its_applications_and_names_what_it_leaves_out(tmp_path, capsys):
    folder = tmp_path / "clienti"
    folder.mkdir()
    (folder / "rossi.yaml").write_text(line({k: v for k, v in application(1).items() if k != "id"}), encoding="utf-8")
    (folder / "profilo.yaml").write_text("name: Rossi S.r.l.\n", encoding="utf-8")
    (folder / "colonne.yaml").write_text("columns: {Cliente: company.name}\n", encoding="utf-8")
    assert run(["batch", str(folder), "-o", str(tmp_path / "out")]) == 0
    assert "non si leggono: colonne.yaml, profilo.yaml" in capsys.readouterr().err


def test_papers_of_applications_that_are_gone_are_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        "grantcli.batch.running.judging._papers", lambda _outcome: (("dossier", b"a"), ("checklist", b"b"))
    )
    for number in (1, 2):
        path = write_lines(tmp_path / "in.jsonl", [line(application(number))])
        assert run(["batch", str(path), "-o", str(tmp_path / "out"), "--pdf"]) == 0
    assert "restano 2 documenti" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["manca.jsonl", "-o", "out"], 4),
        (["manca.xyz", "-o", "out"], 4),
        ([".", "-o", "out"], 4),
        (["in.jsonl", "-o", "out", "--call", "nessuno"], 4),
        (["in.jsonl", "-o", "in.jsonl"], 4),
        (["in.jsonl", "-o", "out", "--columns", "manca.yaml"], 4),
        (["in.jsonl"], 2),
        (["-o", "out"], 2),
        (["template"], 2),
        (["template", "nessuno"], 4),
        (["template", MARCHE, "-o", "in.jsonl"], 4),
    ],
)
def test_wrong_commands(arguments, code, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "in.jsonl", [])
    assert run(["batch", *arguments]) == code
    assert capsys.readouterr().err


def test_json_lines_on_standard_input(tmp_path):
    told = subprocess.run(
        [*GRANTCLI, "batch", "-", "-o", str(tmp_path / "out"), "--call", MARCHE],
        input=line(application(1)).encode(),
        capture_output=True,
        check=True,
    )
    assert b"1 domanda letta" in told.stderr
    assert lines_of(tmp_path / "out/outcomes.jsonl")[0]["id"] == "D0001"


def test_a_profile_that_changed_is_read_again(tmp_path, capsys):
    data = example()
    (tmp_path / "rossi.yaml").write_text(json.dumps({"company": data.pop("company")}), encoding="utf-8")
    folder = tmp_path / "domande"
    folder.mkdir()
    (folder / "domanda.yaml").write_text(json.dumps({**data, "company": "../rossi.yaml"}), encoding="utf-8")
    wanted = ["batch", str(folder), "-o", str(tmp_path / "out"), "--resume"]
    assert run(wanted) == 0
    assert run(wanted) == 0
    assert "già fatta" in capsys.readouterr().err
    (tmp_path / "rossi.yaml").write_text(json.dumps({"company": {"name": "altra"}}), encoding="utf-8")
    assert run(wanted) == 0
    assert "già fatta" not in capsys.readouterr().err


@pytest.mark.slow
def test_papers_are_drawn_and_drawn_again_when_they_are_gone(tmp_path, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1, id="=a/../b"))])
    wanted = ["batch", str(path), "-o", str(tmp_path / "out"), "--pdf", "--resume"]
    assert run(wanted) == 0
    papers = sorted((tmp_path / "out/pdf").iterdir())
    assert [paper.name.rpartition("-")[2] for paper in papers] == ["checklist.pdf", "dossier.pdf"]
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers)
    before = papers[0].read_bytes()
    papers[0].unlink()
    assert run(wanted) == 0
    assert papers[0].read_bytes() == before


FORMULA = '=HYPERLINK("http://example.it","x")'


def poisoned(number: int, kind: str) -> tuple[bytes, bool]:
    """A row of that kind of poison, and whether it must be named as bad (a formula is only text)."""
    data = application(number)
    if kind == "type":
        data["company"]["founded"] = "ieri"
    elif kind == "cell":
        data["project"]["title"] = "x" * 100_000
    elif kind == "formula":
        data["company"]["name"] = random.Random(number).choice("=+-@＝＋－＠") + f"cmd|{number}!A0,{FORMULA}"  # noqa: S311
        return line(data).encode(), False
    elif kind == "twin":
        data["id"] = "D0000"
    elif kind == "encoding":
        return line(data).encode().replace(b"Impresa ", b"Impres\xe0 "), True
    return line(data).encode(), True


def poison(path: Path, rows: int, share: int) -> tuple[set[int], set[str]]:
    """Write ``rows`` applications, one in ``share`` of them poisoned: which rows are bad, which names are good."""
    kinds = ("type", "cell", "formula", "twin", "encoding")
    bad, good = set(), set()
    with path.open("wb") as stream:
        for number in range(rows):
            content, is_bad = line(application(number)).encode(), False
            if number % share == share - 1:
                content, is_bad = poisoned(number, kinds[number // share % len(kinds)])
            stream.write(content + b"\n")
            if is_bad:
                bad.add(number + 1)
            else:
                good.add(f"D{number:04d}")
    return bad, good


def check_poisoned(folder: Path, bad: set[int], good: set[str]) -> None:
    outcomes = {one["id"]: one for one in lines_of(folder / "outcomes.jsonl")}
    assert set(outcomes) == good
    assert {one["row"] for one in lines_of(folder / "problems.jsonl")} == bad
    for ident, one in outcomes.items():
        found = one["outcome"]["findings"]
        fails = {each["id"] for each in found if (each["verdict"], each["severity"]) == ("fail", "blocking")}
        assert fails == ({"MAR-2.1-G"} if int(ident[1:]) % 5 == 0 else set())
        assert one["summary"]["admitted"] == "191100.50"


def all_cells(folder: Path):
    with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    yield from (cell for row in rows for cell in row)
    for row in load_workbook(str(folder / "summary.xlsx")).get_sheet_by_index(0).iter_rows():
        yield from (cell for cell in row if isinstance(cell, str))


@pytest.mark.slow
def test_poisoned_rows_are_named_and_the_others_are_right(tmp_path):
    """Issue 6, done when: «100 % of the good ones right and every bad one named», tables that start no formula."""
    bad, good = poison(tmp_path / "in.jsonl", 150, 10)
    assert run(["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out")]) == 5
    check_poisoned(tmp_path / "out", bad, good)
    assert not [cell for cell in all_cells(tmp_path / "out") if cell.startswith(STARTS)]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", ["", " ", "\u200b", "a,", 'a;"', "a\n", "a\t "])
def test_no_cell_begins_a_formula(start, before):
    """Also where another country's spreadsheet would split the cell."""
    text = safe_cell(f"{before}{start}1+1")
    for mark in (",", ";", "\t", "\n", '"', "\r"):
        assert not [part for part in text.split(mark) if part.lstrip(" \u200b\ufeff").startswith(STARTS)]


@pytest.mark.slow
def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(2000)])
    started = subprocess.Popen(
        [*GRANTCLI, "batch", str(path), "-o", str(tmp_path / "out"), "--call", MARCHE, "--workers", "2"],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    part = tmp_path / "out/.outcomes.jsonl.part"
    for _ in range(400):
        if part.exists() and part.stat().st_size:
            break
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGINT)
    _out, told = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "--resume" in told.decode()
    assert "Traceback" not in told.decode()
    assert not (tmp_path / "out/outcomes.jsonl").exists()
    assert part.stat().st_size


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.6, 1.2, 1.8, 2.4])
def test_ctrl_c_while_workers_begin_prints_no_traceback_of_theirs(seconds, tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(400)])
    command = [*GRANTCLI, "batch", str(path), "-o", str(tmp_path / "out"), "--call", MARCHE, "--workers", "2"]
    started = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds)
    os.killpg(started.pid, signal.SIGINT)
    _out, told = started.communicate(timeout=60)
    assert started.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in told.decode()


def test_a_terminal_sees_a_bar(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(3)])
    master, slave = pty.openpty()
    command = [*GRANTCLI, "batch", str(path), "-o", str(tmp_path / "out"), "--call", MARCHE]
    with subprocess.Popen(
        command, stderr=slave, stdout=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "100"}
    ) as told:
        told.wait(60)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "3/3" in shown
    assert "al secondo" in shown


def test_judging_needs_no_clock_and_no_order():
    """The same row gives the same result alone and among others."""
    from tests.batch.batch_rows import job

    from grantcli.batch.rows.row import Row

    rows = [Row("x", n, line(application(n)).encode()) for n in (1, 2, 3)]
    assert judge_rows(job(), rows) == [result for row in rows for result in judge_rows(job(), [row])]
