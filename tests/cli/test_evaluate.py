"""``evaluate`` and ``dossier`` on the shipped example: exit codes, streams, days, formats, bad files."""

import errno
import io
import json
import re
from pathlib import Path

import pytest
import yaml

from grantcli.cli.start import run
from grantcli.codes import CODES

EXAMPLE = Path(__file__).parents[2] / "calls/marche-transizione-digitale-2022/example/domanda.yaml"
OPEN_DAY = ["--on", "2022-06-20"]


pytestmark = pytest.mark.usefixtures("alone")


def changed(folder: Path, change) -> str:
    """Write the example with a change made to its data, and return the path."""
    data = yaml.load(EXAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (all text: «on» is no boolean)
    change(data)
    path = folder / "domanda.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return str(path)


def test_the_example_can_be_applied_for_and_exits_0(capsys):
    assert run(["evaluate", str(EXAMPLE), *OPEN_DAY]) == 0
    shown = capsys.readouterr()
    assert "(stima)" in shown.out
    assert shown.err == ""


def test_the_day_of_the_file_holds_where_none_is_asked_for(capsys):
    assert run(["evaluate", str(EXAMPLE), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2022-06-20"


def test_after_the_window_it_is_not_eligible_and_still_computed(capsys):
    assert run(["evaluate", str(EXAMPLE), "--on", "01/09/2022", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["verdict"] == "not_eligible"
    assert re.fullmatch(r"\d+\.\d\d", data["contribution"]["amount"])


def test_without_what_was_supplied_it_cannot_be_told_and_exits_3(tmp_path, capsys):
    """Issue 2 §2: «without them the same example ends undetermined, exit 3, with everything else still computed»."""
    bare = changed(tmp_path, lambda data: data.pop("supplied"))
    assert run(["evaluate", bare, *OPEN_DAY]) == 3
    shown = capsys.readouterr().out
    assert "NON DETERMINABILE" in shown
    assert "non calcolabile" in shown
    assert "Presentato" in shown


def test_a_missing_answer_exits_3_and_is_asked_for(tmp_path, capsys):
    lacking = changed(tmp_path, lambda data: data["company"].pop("active"))
    assert run(["evaluate", lacking, *OPEN_DAY]) == 3
    shown = capsys.readouterr().out
    assert "INCOMPLETA" in shown
    assert "company.active" in shown


def test_standard_input_is_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(EXAMPLE.read_bytes())))
    assert run(["evaluate", "-", "--json", *OPEN_DAY]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] in ("eligible", "to_verify")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vuoto"),
        (b"\x00\x01\x02", "testo"),
        (b"call: marche-transizione-digitale\n", "marche-transizione-digitale-2022"),
        (b"call: [\n", "domanda.yaml:"),
        (b"- a\n", "chiavi e valori"),
    ],
)
def test_a_bad_file_is_explained_and_exits_4(content, words, tmp_path, capsys):
    path = tmp_path / "domanda.yaml"
    path.write_bytes(content)
    assert run(["evaluate", str(path)]) == 4
    shown = capsys.readouterr()
    assert words in shown.err
    assert shown.out == ""
    assert "Traceback" not in shown.err


@pytest.mark.parametrize("name", ["assente.yaml", "."])
def test_a_file_that_is_none_exits_4(name, tmp_path, capsys):
    assert run(["evaluate", str(tmp_path / name)]) == 4
    assert "1 problema" in capsys.readouterr().err


def test_all_problems_are_told_at_once_with_their_lines(tmp_path, capsys):
    def spoil(data):
        data["company"]["actve"] = "true"
        data["expenses"][0]["amount"] = "molto"

    assert run(["evaluate", changed(tmp_path, spoil), *OPEN_DAY]) == 4
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert all(re.match(r".*domanda\.yaml:\d+:\d+: ", line) for line in told[:2])
    assert told[2] == "2 problemi"


PROJECT = """\
id: progetto
kind: project
title: Un progetto già in corso
summary: Tre enti provano nuovi strumenti.
sources: {testo: {title: Articolo, kind: press}}
"""


@pytest.mark.parametrize("command", ["evaluate", "dossier"])
def test_nobody_can_apply_to_a_project(command, tmp_path, capsys):
    (tmp_path / "calls/progetto").mkdir(parents=True)
    (tmp_path / "calls/progetto/call.yaml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "d.yaml").write_text("call: progetto\n", encoding="utf-8")
    assert run([command, str(tmp_path / "d.yaml"), "--calls", str(tmp_path / "calls")]) == 4
    shown = capsys.readouterr()
    assert "nessuno può fare domanda" in shown.err
    assert shown.out == ""


def test_brief_is_shorter_and_all_is_longer(capsys):
    lengths = []
    for extra in (["--brief"], [], ["--all"]):
        run(["evaluate", str(EXAMPLE), *OPEN_DAY, *extra])
        lengths.append(len(capsys.readouterr().out))
    assert lengths == sorted(set(lengths))


def test_papers_in_data_formats(tmp_path, capsys):
    out = tmp_path / "fascicolo"
    assert run(["dossier", str(EXAMPLE), "-o", str(out), "--format", "html,json", *OPEN_DAY]) == 0
    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    kinds = [(name.partition("_")[0], Path(name).suffix) for name in names]
    assert kinds == [("Dossier", ".html"), ("Documenti", ".html"), ("Esito", ".json")]
    assert sorted(names) == sorted(path.name for path in out.iterdir())
    assert json.loads((out / names[-1]).read_text(encoding="utf-8"))["schema"] == "grantcli/outcome/1"


@pytest.mark.slow
def test_papers_as_pdf(tmp_path, capsys):
    assert run(["dossier", str(EXAMPLE), "-o", str(tmp_path / "d")]) == 0
    assert [path.read_bytes()[:5] for path in (tmp_path / "d").iterdir()] == [b"%PDF-", b"%PDF-"]


def test_a_format_that_does_not_exist_is_wrong_usage(capsys):
    assert run(["dossier", str(EXAMPLE), "--format", "rtf"]) == 2
    assert "«rtf» non è un formato" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path, capsys):
    (tmp_path / "occupato").write_text("x")
    assert run(["dossier", str(EXAMPLE), "-o", str(tmp_path / "occupato"), "--format", "json"]) == 4
    assert "non si può scrivere" in capsys.readouterr().err


def failing_with(error):
    def judge(*_given):
        raise error

    return judge


def test_an_interruption_exits_130(monkeypatch, capsys):
    monkeypatch.setattr("grantcli.assessment.assess.assess", failing_with(KeyboardInterrupt()))
    assert run(["evaluate", str(EXAMPLE)]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_crash_is_no_verdict(monkeypatch, capsys):
    monkeypatch.setattr("grantcli.assessment.assess.assess", failing_with(ZeroDivisionError("by zero")))
    assert run(["evaluate", str(EXAMPLE)]) == 70
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    for words in ("ZeroDivisionError: by zero", "restano come sono", "--debug"):
        assert words in shown.err


def test_a_crash_tells_scripts_and_shows_its_traceback_when_asked(monkeypatch, capsys):
    monkeypatch.setattr("grantcli.assessment.assess.assess", failing_with(ZeroDivisionError("by zero")))
    assert run(["evaluate", str(EXAMPLE), "--json", "--debug"]) == 70
    shown = capsys.readouterr()
    assert "Traceback" in shown.err
    (problem,) = json.loads(shown.out)["problems"]
    assert (problem["code"], problem["severity"]) == (CODES["internal_error"], "error")


def test_a_file_that_the_system_refuses_is_bad_input_whoever_let_it_out(monkeypatch, capsys):
    error = OSError(errno.EACCES, "no", "x/y.tsv")
    monkeypatch.setattr("grantcli.assessment.assess.assess", failing_with(error))
    assert run(["evaluate", str(EXAMPLE)]) == 4
    assert "x/y.tsv" in capsys.readouterr().err


def test_in_english_the_formats_are_english(capsys):
    assert run(["evaluate", str(EXAMPLE), "--lang", "en", *OPEN_DAY]) == 0
    shown = capsys.readouterr().out
    assert "20 June 2022" in shown
    assert re.search(r"€\d+,\d{3}\.\d\d", shown)


@pytest.mark.parametrize("extra", [["--no-color"], []])
def test_colours_are_for_terminals_and_can_be_refused(extra, monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    run(["evaluate", str(EXAMPLE), "--brief", *OPEN_DAY, *extra])
    shown = capsys.readouterr().out
    assert bool(re.search(r"\x1b\[[\d;]*3\d", shown)) is (not extra)


def test_a_broken_call_beside_the_others_is_told_and_never_a_traceback(tmp_path, capsys):
    (tmp_path / "calls/rotto").mkdir(parents=True)
    (tmp_path / "calls/rotto/call.yaml").write_text("id: rotto\ntitle: [\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("call: rotto\n", encoding="utf-8")
    assert run(["evaluate", str(tmp_path / "d.yaml"), "--calls", str(tmp_path / "calls")]) == 4
    shown = capsys.readouterr()
    assert "rotto/call.yaml:" in shown.err
    assert shown.out == ""


PROGRAMME = str(Path(__file__).parents[2] / "calls/interreg-europe/example/domanda.yaml")
OF_A_PROJECT = str(Path(__file__).parents[2] / "calls/inter-ventures/example/domanda.yaml")


def test_a_programme_is_costed_by_partner_and_exits_4(capsys):
    assert run(["evaluate", PROGRAMME]) == 4
    shown = capsys.readouterr()
    assert "SOLO IL CONTO DEI COSTI" in shown.out
    assert "nulla a cui fare domanda" in " ".join(shown.out.replace("┃", "").split())
    assert "AMMISSIBILE" not in shown.out
    assert "180.393,50" in shown.out  # the share of a partner: 70 % of 257,705
    assert shown.err == ""


def test_the_costs_of_a_programme_as_data_say_aside_that_it_is_none(capsys):
    assert run(["evaluate", PROGRAMME, "--json"]) == 4
    shown = capsys.readouterr()
    assert json.loads(shown.out)["call"]["kind"] == "programme"
    assert json.loads(shown.out)["contribution"]["amount"] == "803080.16"
    assert "nulla a cui fare domanda" in shown.err


@pytest.mark.parametrize(
    "attempt", [["evaluate", OF_A_PROJECT], ["evaluate", OF_A_PROJECT, "--json"], ["dossier", OF_A_PROJECT]]
)
def test_an_attempt_on_a_project_is_answered_with_what_it_is(attempt, capsys):
    assert run(attempt) == 4
    shown = capsys.readouterr()
    if "--json" in attempt:
        assert [one["code"] for one in json.loads(shown.out)["problems"]] == [CODES["not_a_call"]]
    else:
        assert shown.out == ""
    assert "Chi partecipa: Pannon EGTC" in shown.err
    assert "1.151.955,30" in shown.err


def test_the_interview_on_a_project_asks_nothing(tmp_path, capsys):
    assert run(["ask", "inter-ventures", "-o", str(tmp_path / "domanda.yaml")]) == 4
    shown = capsys.readouterr()
    assert "Chi partecipa: Pannon EGTC" in shown.err
    assert not (tmp_path / "domanda.yaml").exists()
