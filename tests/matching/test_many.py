"""Many companies into a folder: each as it is matched alone, whoever judges it, and nothing done twice."""

import csv
import json

import pytest
from tests.batch.batch_rows import DAY
from tests.matching.match_calls import made

from grantcli.batch.rows.json_lines import read_lines
from grantcli.batch.rows.row import Job
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.run import run
from grantcli.batch.running.workers import judge_all
from grantcli.cli.start import run as grantcli
from grantcli.matching.companies import Companies
from grantcli.matching.data import company_data
from grantcli.matching.many import Matching, companies_alone
from grantcli.matching.match import match
from grantcli.matching.ranking import ranked

COUNT = 70


@pytest.fixture
def calls(tmp_path):
    return [made(tmp_path, "uno", "company.active"), made(tmp_path, "due", "company.registered", cap="20000")]


def rows_of(tmp_path, count=COUNT):
    lines = [{"id": f"A{n}", "company": {"name": f"Impresa {n}", "active": n % 3 > 0}} for n in range(count)]
    path = tmp_path / "imprese.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    with path.open("rb") as stream:
        return list(read_lines(stream, path.name))


def job(calls):
    editions = {one.call.id: one for one in calls}
    return Job(editions, DAY, work=Matching(editions, own_days=True))


def one_by_one(job, rows):
    return (judge_rows(job, [row]) for row in rows)


def written(folder):
    lines = [json.loads(line) for line in (folder / "matches.jsonl").read_text(encoding="utf-8").splitlines()]
    with (folder / "matches.csv").open(encoding="utf-8-sig", newline="") as stream:
        return lines, list(csv.reader(stream, delimiter=";"))


def test_each_line_is_the_company_matched_alone(tmp_path, calls):
    rows = rows_of(tmp_path, 6)
    run(job(calls), rows, tmp_path / "out", one_by_one, lambda _tally: None)
    lines, table = written(tmp_path / "out")
    alone = [company_data(ranked([match(one, calls, DAY)])[0]) for one in Companies(calls).read(rows)]
    assert [line["outcome"] for line in lines] == json.loads(json.dumps(alone))
    assert [line["summary"]["verdict"] for line in lines] == ["missing", "possible", "possible"] * 2
    assert len(table) == 1 + 6 * len(calls)
    assert {row[1] for row in table[1:]} == {"uno", "due"}


def test_workers_write_the_same(tmp_path, calls):
    rows = rows_of(tmp_path)
    run(job(calls), rows, tmp_path / "one", one_by_one, lambda _tally: None)
    run(job(calls), rows, tmp_path / "two", lambda job, rows: judge_all(job, rows, 2), lambda _tally: None)
    assert written(tmp_path / "one") == written(tmp_path / "two")


def test_what_was_stopped_goes_on(tmp_path, calls):
    rows = rows_of(tmp_path, 9)

    def stopped(job, rows):
        for number, row in enumerate(rows):
            if number == 5:
                raise KeyboardInterrupt
            yield judge_rows(job, [row])

    with pytest.raises(KeyboardInterrupt):
        run(job(calls), rows, tmp_path / "out", stopped, lambda _tally: None)
    assert not (tmp_path / "out" / "matches.jsonl").exists()
    tally = run(job(calls), rows, tmp_path / "out", one_by_one, lambda _tally: None, resume=True)
    run(job(calls), rows, tmp_path / "whole", one_by_one, lambda _tally: None)
    assert (tally.reused, tally.done) == (5, 9)
    assert written(tmp_path / "out") == written(tmp_path / "whole")


def test_another_call_is_judged_anew(tmp_path, calls):
    rows = rows_of(tmp_path, 2)
    run(job(calls), rows, tmp_path / "out", one_by_one, lambda _tally: None)
    assert run(job(calls[:1]), rows, tmp_path / "out", one_by_one, lambda _tally: None, resume=True).reused == 0


def test_a_profile_is_read_with_its_application_and_a_mapping_is_no_company(tmp_path):
    from grantcli.batch.inputs import one_file

    files = {
        "azienda.yaml": "company: {name: A}\n",
        "domanda.yaml": "call: uno\ncompany: azienda.yaml\n",
        "altra.yaml": "company: {name: B}\n",
        "colonne.yaml": "columns: {Nome: company.name}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    left = {}
    kept = [row.content.name for row in companies_alone((one_file(tmp_path / name) for name in files), left)]
    assert kept == ["domanda.yaml", "altra.yaml"]
    assert len(left) == 2


def test_the_command_writes_its_files_and_goes_on_past_a_bad_row(tmp_path, calls, capsys):
    path = tmp_path / "imprese.jsonl"
    path.write_text('{"company": {"name": "A"}}\n{"company": \n', encoding="utf-8")
    where = ["--calls", str(tmp_path), "match", str(path), "--call", "uno", "-o", str(tmp_path / "out"), "-w", "1"]
    assert grantcli(where) == 5
    assert "matches.jsonl" in capsys.readouterr().out
    assert len(written(tmp_path / "out")[0]) == 1
    assert grantcli([*where, "--resume"]) == 5
    assert "1 già fatta prima" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("more", [["--json", "-o", "out"], ["--all", "-o", "out"], ["--resume"], ["-w", "2"]])
def test_options_that_do_not_go_together_are_refused(tmp_path, more):
    assert grantcli(["match", str(tmp_path), *more]) == 2
