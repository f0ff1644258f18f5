"""A run: outcomes equal to ``evaluate --json``, bad rows named, the same files however often it was stopped."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.batch.batch_rows import DAY, MARCHE, application, example, job, line, lines_of, rows_of, write_lines

from grantcli.batch.results.outcome_line import kept_in, key_in
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.run import RunTally, run
from grantcli.batch.running.workers import judge_all
from grantcli.cli.start import run as command
from grantcli.filing import HeldError

GRANTCLI = [sys.executable, "-c", "from grantcli.cli.start import start; start()"]
FILES = ("outcomes.jsonl", "problems.jsonl", "problems.csv", "summary.csv", "summary.xlsx")


def here(job, rows):
    return (judge_rows(job, [row]) for row in rows)


def go(folder: Path, path: Path, resume: bool = False, **more) -> RunTally:
    return run(job(**more), rows_of(path), folder, here, lambda _tally: None, resume=resume)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_an_outcome_is_what_evaluate_prints(tmp_path, capsys):
    """The contract of ``evaluate --json`` holds for each line, but for the places of facts, which a row has not."""
    write_lines(tmp_path / "in.jsonl", [line(application(1))])
    go(tmp_path / "out", tmp_path / "in.jsonl")
    (told,) = lines_of(tmp_path / "out/outcomes.jsonl")
    data = example()
    data["company"]["name"] = "Impresa 1 S.r.l."
    (tmp_path / "domanda.yaml").write_text(json.dumps(data), encoding="utf-8")
    assert command(["evaluate", str(tmp_path / "domanda.yaml"), "--json"]) == 0
    wanted = json.loads(capsys.readouterr().out)
    assert wanted.pop("problems") == []
    assert without_places(told["outcome"]) == without_places(wanted)
    assert told["id"] == "D0001"
    assert told["row"] == 1


def without_places(data):
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items() if key != "note"}
    return [without_places(part) for part in data] if isinstance(data, list) else data


def test_a_brief_outcome_keeps_the_verdict_the_amounts_and_what_is_not_settled(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(5))])
    go(tmp_path / "whole", path)
    go(tmp_path / "brief", path, brief=True)
    whole, brief = (lines_of(tmp_path / name / "outcomes.jsonl")[0] for name in ("whole", "brief"))
    assert brief["summary"] == whole["summary"]
    for key in ("verdict", "missing", "missing_figures", "deadlines", "warnings", "scoring"):
        assert brief["outcome"][key] == whole["outcome"][key]
    kept = [found for found in whole["outcome"]["findings"] if found["verdict"] != "pass"]
    assert brief["outcome"]["findings"] == kept
    assert brief["outcome"]["contribution"]["steps"] == whole["outcome"]["contribution"]["steps"]
    assert brief["outcome"]["expenses"]["admitted"] == whole["outcome"]["expenses"]["admitted"]
    assert {one["verdict"] for one in brief["outcome"]["expenses"]["lines"]} == {"refused"}
    assert len(json.dumps(brief)) * 2 < len(json.dumps(whole))


BAD = {
    "not json": ('{"id": "X"', "broken_json"),
    "no object": ("[1, 2]", "not_a_mapping"),
    "not UTF-8": (line(application(9)).encode("utf-8").replace(b"Impresa 9", b"Impres\xe0 9"), "not_utf8"),
    "a key twice": ('{"id": "X", "id": "Y"}', "duplicate_key"),
    "nested without end": ('{"a":' * 100_000 + "1" + "}" * 100_000, "too_deep"),
    "a huge cell": (line(application(9, project={"title": "x" * 40_000})), "too_long"),
    "a wrong type": (line(application(9, company={"founded": "ieri"})), "not_a_date"),
    "an infinite amount": (line(application(9)).replace('"38400.00"', "1e999999999"), "not_a_number"),
    "not a number": (line(application(9)).replace('"38400.00"', "NaN"), "not_a_number"),
    "an unknown fact": (line(application(9, compani={"name": "x"})), "unknown_fact"),
    "an unknown call": (line(application(9, call="altro")), "unknown_call"),
    "a wrong day": (line(application(9, on="20 giugno")), "not_a_date"),
    "no name": (line(application(9, id=["a"])), "wrong_id"),
    "control characters": (line(application(9, project={"title": "a\x00b"})), "control_characters"),
    "half a surrogate": (
        line(application(9, project={"title": "x"})).replace('"x"', '"\\ud800"'),
        "control_characters",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_named_and_stops_no_other(name, tmp_path):
    row, kind = BAD[name]
    path = write_lines(tmp_path / "in.jsonl", [line(application(1)), row, line(application(2))])
    tally = go(tmp_path / "out", path)
    assert [one["id"] for one in lines_of(tmp_path / "out/outcomes.jsonl")] == ["D0001", "D0002"]
    problems = lines_of(tmp_path / "out/problems.jsonl")
    assert {(one["file"], one["row"]) for one in problems} == {(str(path), 2)}
    assert kind in {one["kind"] for one in problems}
    assert (tally.done, tally.bad) == (3, 1)


def test_the_second_row_of_a_name_is_bad(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1)), line(application(2)), line(application(1))])
    go(tmp_path / "out", path)
    (problem,) = lines_of(tmp_path / "out/problems.jsonl")
    assert (problem["kind"], problem["row"]) == ("duplicate_id", 3)
    assert ":1:" in problem["message"]


def test_an_error_of_ours_is_a_problem_of_its_row(tmp_path, monkeypatch):
    def fail(*args, **more):
        raise RuntimeError("boom")

    monkeypatch.setattr("grantcli.batch.running.judging.assess", fail)
    go(tmp_path / "out", write_lines(tmp_path / "in.jsonl", [line(application(1))]))
    (problem,) = lines_of(tmp_path / "out/problems.jsonl")
    assert problem["kind"] == "internal_error"
    assert "boom" in problem["message"]


def test_rows_of_another_call_than_the_one_asked_for_are_bad(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1))])
    go(tmp_path / "out", path, call="altro-bando")
    assert lines_of(tmp_path / "out/problems.jsonl")[0]["kind"] == "other_call"


@pytest.mark.slow
def test_workers_give_the_same_files_as_one_process(tmp_path):
    rows = [line(application(n)) for n in range(140)]
    rows[70] = "{"
    path = write_lines(tmp_path / "in.jsonl", rows)
    go(tmp_path / "one", path)
    run(job(), rows_of(path), tmp_path / "two", lambda job, rows: judge_all(job, rows, 2), lambda _tally: None)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_nothing_is_done_twice(tmp_path, monkeypatch):
    rows = [line(application(n)) for n in range(6)]
    path = write_lines(tmp_path / "in.jsonl", rows)
    go(tmp_path / "out", path)
    first = content(tmp_path / "out")
    monkeypatch.setattr("grantcli.batch.running.judging.assess", None)
    tally = go(tmp_path / "out", path, resume=True)
    assert (tally.reused, tally.bad) == (6, 0)
    assert content(tmp_path / "out") == first


CHANGES = {
    "the application": (lambda rows: [line(application(0, project={"title": "altro"})), *rows[1:]], {}, 2),
    "the day": (lambda rows: rows, {"on": DAY.replace(day=21)}, 0),
    "the order": (lambda rows: rows[::-1], {}, 3),
    "a row less": (lambda rows: rows[1:], {}, 2),
    "a row more": (lambda rows: [line(application(8)), *rows], {}, 3),
    "the language": (lambda rows: rows, {"language": "en"}, 0),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_done_again(name, tmp_path):
    change, more, reused = CHANGES[name]
    rows = [line(application(n)) for n in range(3)]
    path = write_lines(tmp_path / "in.jsonl", rows)
    go(tmp_path / "out", path)
    write_lines(path, change(rows))
    assert go(tmp_path / "out", path, resume=True, **more).reused == reused
    go(tmp_path / "fresh", path, **more)
    assert content(tmp_path / "out") == content(tmp_path / "fresh")


def test_without_resume_all_is_done_again(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1))])
    go(tmp_path / "out", path)
    assert go(tmp_path / "out", path).reused == 0


class StopError(Exception):
    pass


@pytest.mark.parametrize("moment", range(1, 6))
def test_stopped_after_any_chunk_the_finished_files_stay_and_the_next_run_goes_on(tmp_path, moment):
    def stop(tally):
        if tally.done == moment:
            raise StopError

    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(6)])
    go(tmp_path / "whole", path)
    with pytest.raises(StopError):
        run(job(), rows_of(path), tmp_path / "out", here, stop)
    assert not (tmp_path / "out/outcomes.jsonl").exists()
    with pytest.raises(StopError):
        run(job(), rows_of(path), tmp_path / "out", here, stop, resume=True)
    assert go(tmp_path / "out", path, resume=True).reused == moment
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    """The second is refused and touches nothing; once the first has ended, however, the folder is free."""
    path = write_lines(tmp_path / "in.jsonl", [line(application(1))])

    def meanwhile(job, rows):
        with pytest.raises(HeldError):
            go(tmp_path / "out", path)
        return here(job, rows)

    run(job(), rows_of(path), tmp_path / "out", meanwhile, lambda _tally: None)
    first = content(tmp_path / "out")
    go(tmp_path / "out", path)
    assert content(tmp_path / "out") == first
    assert set(first) == set(FILES)


def test_the_end_of_a_line_that_was_cut_is_no_line(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(1))])
    go(tmp_path / "out", path)
    whole = (tmp_path / "out/outcomes.jsonl").read_bytes()
    assert key_in(whole) is not None
    assert kept_in(whole).ident == "D0001"
    assert all(key_in(whole[:cut]) is None for cut in (0, 10, 39, 200, len(whole) - 1))


@pytest.mark.slow
def test_killed_at_random_moments_it_ends_with_the_files_of_an_undisturbed_run(tmp_path):
    rows = [line(application(n)) for n in range(400)]
    rows[33], rows[333] = "{", line(application(1))
    path = write_lines(tmp_path / "in.jsonl", rows)
    go(tmp_path / "whole", path)
    moments = random.Random(2022)  # noqa: S311
    for _ in range(4):
        started = subprocess.Popen(
            [*GRANTCLI, "batch", str(path), "-o", str(tmp_path / "out"), "--call", MARCHE, "--resume"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.6, 2.5))
        started.send_signal(signal.SIGKILL)
        started.wait()
    assert command(["batch", str(path), "-o", str(tmp_path / "out"), "--call", MARCHE, "--resume"]) == 5
    assert content(tmp_path / "out") == content(tmp_path / "whole")
