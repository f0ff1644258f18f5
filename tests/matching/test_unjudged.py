"""One call that makes the program break is told as not judged; the others have their fit."""

import csv
import io
import json

import pytest
from tests.matching.match_calls import made

from grantcli.cli.start import run
from grantcli.i18n import use
from grantcli.matching import fit as fits


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """A profile against two calls, of which judging «due» breaks."""
    judge = fits.assess_plainly

    def breaks(edition, facts, on):
        if edition.call.id == "due":
            raise ZeroDivisionError("by zero")
        return judge(edition, facts, on)

    monkeypatch.setattr(fits, "assess_plainly", breaks)
    for ident in ("uno", "due"):
        made(tmp_path, ident, "company.active")
    (tmp_path / "rossi.yaml").write_text("company: {name: Rossi, active: true}", encoding="utf-8")
    chosen = ["--call", "uno", "--call", "due", "--on", "2022-06-20"]
    yield ["--calls", str(tmp_path), "match", str(tmp_path / "rossi.yaml"), *chosen]
    use("it")


def test_the_screen_names_it_and_says_how_to_report_it(asked, capsys):
    assert run(asked) == 5
    told = capsys.readouterr()
    screen = " ".join(told.out.split())
    assert screen.index("possibile") < screen.index("due non giudicato per un errore del programma")
    for words in ("ZeroDivisionError: by zero", "--debug"):
        assert words in screen
        assert words in told.err
    assert "Traceback" not in told.err


def test_debug_shows_where(asked, capsys):
    assert run([*asked, "--debug"]) == 5
    assert "assess_plainly" in capsys.readouterr().err


def test_scripts_read_it_in_the_document_and_in_the_table(asked, capsys):
    assert run([*asked, "--json"]) == 5
    data = json.loads(capsys.readouterr().out)
    (one,) = data["companies"]
    assert [call["call"] for call in one["calls"]] == ["uno"]
    assert one["unjudged"] == [{"call": "due", "title": "due", "error": "ZeroDivisionError: by zero"}]
    assert [problem["kind"] for problem in data["problems"]] == ["internal_error"]
    assert run([*asked, "--csv"]) == 5
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff")), delimiter=";"))
    assert [(row["Bando"], row["Possibilità"]) for row in rows] == [("uno", "possibile"), ("due", "non giudicato")]


def test_into_a_folder_the_others_are_written_and_resuming_tries_again(asked, tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text('{"company": {"name": "Rossi", "active": true}}\n', encoding="utf-8")
    profile = asked.index(str(tmp_path / "rossi.yaml"))
    asked[profile] = str(tmp_path / "a.jsonl")
    into = [*asked, "-o", str(tmp_path / "out"), "-w", "1"]
    assert run(into) == 5
    (line,) = (tmp_path / "out" / "matches.jsonl").read_text("utf-8").splitlines()
    assert [call["call"] for call in json.loads(line)["outcome"]["calls"]] == ["uno"]
    assert "ZeroDivisionError" in (tmp_path / "out" / "problems.csv").read_text("utf-8")
    capsys.readouterr()
    assert run([*into, "--resume"]) == 5
    assert "già fatta" not in capsys.readouterr().err


def test_the_list_of_calls_for_a_company_has_it_without_a_word_on_whether_it_fits(asked, tmp_path, capsys):
    listing = ["--calls", str(tmp_path), "calls", "list", "--for", str(tmp_path / "rossi.yaml"), "--on", "2022-06-20"]
    assert run([*listing, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    fits = {call["id"]: call.get("fit") for call in data["calls"]}
    assert (fits["uno"]["chance"], fits["due"]) == ("possible", None)
    broken = [problem for problem in data["problems"] if problem["kind"] == "internal_error"]
    assert ["ZeroDivisionError: by zero" in json.dumps(problem) for problem in broken] == [True]
