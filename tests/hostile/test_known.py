"""Inputs that once ended the program, waited for ever or were obeyed: each is a kind, with the end it has now."""

import json
import os
import re
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.batch.batch_rows import MARCHE, application, edition, job, line
from tests.loading.importers.test_rna import CODE, component, read, record

from grantcli.assets import shipped
from grantcli.batch.inputs import find_inputs
from grantcli.batch.rows.row import Row
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.tables.columns import Columns
from grantcli.batch.tables.finder import Finder
from grantcli.batch.tables.mapping import Mapping
from grantcli.cli.start import run
from grantcli.loading.application.application import load_application
from grantcli.loading.application.expense_files import FreeIds
from grantcli.loading.application.profile import profile_vocabulary
from grantcli.loading.importers.aid_ledger import read_ledger
from grantcli.loading.importers.xbrl import read_xbrl

ACCOUNTS = Path(__file__).parents[1] / "loading" / "xbrl" / "ordinario.xbrl"


def test_a_name_that_no_file_can_have_is_a_problem_with_its_place(tmp_path, capsys):
    (tmp_path / "domanda.yaml").write_text(f'call: {MARCHE}\naids: "{"a" * 300}"\nexpenses: "{"b" * 300}.csv"\n')
    assert run(["evaluate", str(tmp_path / "domanda.yaml")]) == 4
    told = capsys.readouterr().err
    assert "domanda.yaml:2:" in told
    assert "domanda.yaml:3:" in told
    assert "a" * 41 not in told


@pytest.mark.parametrize("key", ["company", "aids", "partners", "expenses"])
@pytest.mark.parametrize("name", ["a\\0b", "a" * 300 + ".csv", "b" * 250 + ".csv", "loop/a", "loop", "."])
def test_whatever_an_application_names_is_a_problem_with_a_place(key, name, tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / ("b" * 250 + ".csv")).write_text(f"call: {MARCHE}\ncompany: 'b/\0'\n")
    for written in (f'"{name}"', f'[{{id: A, company: "{name}"}}]') if key == "partners" else (f'"{name}"',):
        (tmp_path / "domanda.yaml").write_text(f"call: {MARCHE}\n{key}: {written}\n")
        _application, problems = load_application(tmp_path / "domanda.yaml", {MARCHE: edition()})
        assert problems
        assert all(one.place.line or Path(one.place.file).name != "domanda.yaml" for one in problems)


def test_profiles_of_profiles_go_down_to_a_depth_that_is_told(tmp_path):
    for number in range(1_500):
        (tmp_path / f"{number}.yaml").write_text(f"call: {MARCHE}\ncompany: {number + 1}.yaml\n")
    _application, problems = load_application(tmp_path / "0.yaml", {MARCHE: edition()})
    assert [(Path(one.place.file).name, one.place.line, one.kind) for one in problems] == [("20.yaml", 2, "too_deep")]
    (tmp_path / "20.yaml").write_text("company:\n  name: Rossi\n")
    application, problems = load_application(tmp_path / "0.yaml", {MARCHE: edition()})
    assert (application.facts.value("company.name"), problems) == ("Rossi", [])


@pytest.mark.parametrize("amount", ["1E30", "9E999999999", "1e15", "-1E30"])
def test_a_figure_out_of_measure_is_a_problem_of_its_record(tmp_path, amount):
    aids, kinds = read(tmp_path, record(component("1407/2013", "100", amount)))
    assert [aid.value("amount") for aid in aids] == [None]
    assert "unreadable_value" in kinds


@pytest.mark.parametrize("amount", ["9E999999999", "1E30", "-1E15"])
def test_accounts_out_of_measure_are_problems_with_their_line(tmp_path, amount):
    text = ACCOUNTS.read_text(encoding="utf-8")
    text = re.sub(r'(decimals="[^"]*"[^>]*>)[^<]*<', rf"\g<1>{amount}<", text)
    (tmp_path / "a.xbrl").write_text(text, encoding="utf-8")
    accounts, problems = read_xbrl(tmp_path / "a.xbrl")
    told = [problem for problem in problems if problem.kind == "too_large"]
    assert told
    assert all(problem.place.line for problem in told)
    assert amount not in str(accounts.as_data())


def test_pipes_in_place_of_a_call_or_a_profile_are_told_at_once(tmp_path, capsys):
    folder = tmp_path / "calls" / "a"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "call.yaml")
    os.mkfifo(tmp_path / "company.yaml")
    assert run(["--calls", str(tmp_path / "calls"), "calls", "check", str(folder)]) == 4
    assert run(["company", "show", str(tmp_path / "company.yaml")]) == 4
    told = capsys.readouterr().err
    assert "manca call.yaml" in told
    assert "non è un file normale" in told
    assert run(["--calls", str(tmp_path / "calls"), "calls", "list"]) in (0, 4)
    assert " calls check " in capsys.readouterr().err  # which says why, as above


def test_a_call_does_not_read_outside_its_folder(tmp_path, capsys):
    folder = tmp_path / MARCHE
    shutil.copytree(shipped("calls") / MARCHE, folder)
    secret = tmp_path / "secret.csv"
    secret.write_text("istat\nsegreto\n")
    for table in folder.glob("*.csv"):
        table.unlink()
        table.symlink_to(secret)
    assert run(["calls", "check", str(folder)]) == 4
    told = capsys.readouterr()
    assert "segreto" not in told.out + told.err


def times_longer(make, few: int, many: int, enough: float) -> float:
    """How many times longer a thing takes with more to do: of the processor, the best of at most five rounds."""

    def took(count: int) -> float:
        began = time.process_time()
        make(count)
        return time.process_time() - began

    short, long = [], []
    for _ in range(5):
        short.append(took(few))
        long.append(took(many))
        if min(long) < enough * min(short):
            break
    return min(long) / min(short)


def judged(data: str):
    return judge_rows(job(call=MARCHE), [Row("x", 1, data.encode())])[0]


def twice_told(count: int) -> None:
    keys = ",".join(f'"k{number}":1' for number in range(count))
    assert judged(f'{{{keys},"k{count - 1}":2}}').problems[0].kind == "duplicate_key"


def strange_keys(count: int) -> None:
    assert len(judged(json.dumps({f"k{number}": 1 for number in range(count)})).problems) == count


def many_expenses(count: int) -> None:
    data = application(1)
    first = data["expenses"][0]
    data["expenses"] = [{**first, "id": f"S{n}", "description": f"Macchina {n}"} for n in range(count)]
    assert judged(line(data)).head is not None


def long_ledger(count: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        rows = (f"A{number};2021-05-01;10,5;1407/2013\n" for number in range(count))
        path.write_text("id;date;amount;regulation\n" + "".join(rows))
        assert len(read_ledger(path, profile_vocabulary()[0]["aids"])[0]) == count


def plans_alike(count: int) -> None:
    """So many plans whose first expense has the same id: each is given the next number that is free."""
    free = FreeIds(["S1"])
    assert len({free.take("S1") for _plan in range(count)}) == count


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "few", "many"),
    [
        (twice_told, 50_000, 500_000),
        (strange_keys, 15_000, 150_000),
        (many_expenses, 2_000, 20_000),
        (long_ledger, 15_000, 150_000),
        (plans_alike, 20_000, 200_000),
    ],
)
def test_ten_times_as_much_takes_about_ten_times_as_long(make, few, many):
    assert times_longer(make, few, many, 30) < 30


@pytest.mark.parametrize("count", [16_385, pytest.param(300_000, marks=pytest.mark.slow)])
def test_a_table_wider_than_a_sheet_is_refused(tmp_path, count):
    path = tmp_path / "a.csv"
    path.write_text(";".join(f"c{number}" for number in range(count)) + "\n")
    _inputs, problems = find_inputs([str(path)], Finder(Columns.of([edition()]), Mapping()))
    assert [problem.kind for problem in problems] == ["too_big"]


@pytest.mark.parametrize("name", ["domanda.yaml", "calls show"])
def test_what_a_file_says_reaches_no_terminal_as_a_command(name, tmp_path, capsys):
    evil = '"\\e]0;x\\a\\e[2J\\x9b31m\\u202e"'
    if name == "domanda.yaml":
        (tmp_path / name).write_text(f"call: {MARCHE}\n{evil}: 1\n")
        assert run(["evaluate", str(tmp_path / name)]) == 4
    else:
        folder = tmp_path / MARCHE
        shutil.copytree(shipped("calls") / MARCHE, folder)
        text = (folder / "call.yaml").read_text(encoding="utf-8")
        head, title, rest = text.partition("title:")
        (folder / "call.yaml").write_text(f"{head}{title} {evil}{rest[rest.index(chr(10)) :]}".replace(MARCHE, "x", 1))
        run(["calls", "check", str(folder)])
    told = capsys.readouterr()
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told.out + told.err)
    if name == "domanda.yaml":
        assert "␛" in told.err


def test_the_register_with_a_sound_figure_is_read(tmp_path):
    aids, kinds = read(tmp_path, record(component("1407/2013", "100", "50.5"), code=CODE))
    assert [str(aid.value("amount")) for aid in aids] == ["150.50"]
    assert "unreadable_value" not in kinds


def test_names_that_are_no_text_or_have_a_line_in_them_are_shown_as_one_line(tmp_path, capsys):
    folder = tmp_path / "x"
    shutil.copytree(shipped("calls") / MARCHE, folder)
    (folder / os.fsdecode(b"a\xff.csv")).write_text("istat\n")
    assert run(["calls", "check", str(folder)]) == 4  # its name is taken
    named = tmp_path / "a.yaml: tutto bene\nb.yaml"
    named.write_text("call: x\n")
    capsys.readouterr()
    assert run(["evaluate", str(named)]) == 4
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "tutto bene␊b.yaml" in told[0]


def test_a_batch_that_comes_to_nothing_leaves_no_folder(tmp_path, capsys):
    os.mkfifo(tmp_path / "a.jsonl")
    (tmp_path / "empty.jsonl").write_text("")
    for name in ("a.jsonl", "empty.jsonl"):
        assert run(["batch", str(tmp_path / name), "--call", MARCHE, "-o", str(tmp_path / "new" / "out")]) == 4
        assert not (tmp_path / "new").exists()
