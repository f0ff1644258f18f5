"""What the kit to write a call tells its author: check, test, shadowed calls, doubts on an application."""

import json
import re
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.cli.start import run
from grantcli.codes import CODES

MARCHE = "marche-transizione-digitale-2022"


@pytest.fixture(autouse=True)
def _alone(alone, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def new_call(ident: str, capsys) -> Path:
    """Write the skeleton of a call into the working folder, and forget what was printed."""
    assert run(["calls", "new", ident]) == 0
    capsys.readouterr()
    return Path(ident)


def shadow(name: str, capsys) -> Path:
    """Write a call into the folder ``name`` that has taken the id of a shipped one by hand."""
    folder = new_call("copia", capsys).rename(name)
    for file in ("call.yaml", "example/domanda.yaml"):
        rewrite(folder / file, ": copia\n", f": {MARCHE}\n")
    return folder


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("inside", ["", "call.yaml", "cases/prova.yaml", "example/domanda.yaml"])
def test_a_call_is_named_by_its_folder_or_by_any_of_its_files(inside, capsys):
    folder = new_call("mio", capsys)
    assert run(["calls", "check", str(folder / inside)]) == 0
    assert capsys.readouterr().out == "1 bando controllato, nessun errore\n"


def test_a_call_named_twice_is_checked_once(capsys):
    folder = new_call("mio", capsys)
    assert run(["calls", "check", str(folder), str(folder.absolute() / "call.yaml"), "."]) == 0
    assert capsys.readouterr().out == "1 bando controllato, nessun errore\n"


def test_each_problem_takes_one_line_and_the_last_line_counts_them(capsys):
    folder = new_call("mio", capsys)
    rewrite(
        folder / "call.yaml",
        "cite: bando §2\n    require: {company.active",
        "cite: bndo §2\n    require: {company.active",
    )
    rewrite(folder / "call.yaml", "checked: 20", "checked: 19")
    rewrite(folder / "example/domanda.yaml", "company:\n  name", "company:\n  nome")
    rewrite(folder / "cases/prova.yaml", "lines: {S1: leasing}", "findings: {leasin: fail}")
    assert run(["calls", "check", "mio"]) == 4
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = shown.err.splitlines()
    assert [re.sub(r":\d+:\d+", "", line.split(": ")[0]) for line in lines[:-1]] == [
        "mio/call.yaml",
        "mio/call.yaml",
        "mio/example/domanda.yaml",
        "mio/cases/prova.yaml",
    ]
    assert all(re.match(r"mio/\S+:\d+:\d+: ", line) for line in lines[:-1])
    assert lines[-1] == "3 problemi, 1 avviso"


def test_warnings_alone_do_not_fail(capsys):
    rewrite(new_call("mio", capsys) / "call.yaml", "checked: 20", "checked: 19")
    assert run(["calls", "check", "mio"]) == 0
    shown = capsys.readouterr()
    assert "avviso: checked: l'ultimo controllo è del 19" in shown.err
    assert shown.out == "1 bando controllato, nessun errore\n"


def test_no_problems_as_data(capsys):
    new_call("mio", capsys)
    assert run(["calls", "check", "mio", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": "grantcli/calls-check/1",
        "calls": 1,
        "problems": [],
    }


def test_a_wrong_citation_as_data(capsys):
    folder = new_call("mio", capsys)
    rewrite(folder / "call.yaml", "50.000 euro, cite: bando", "50.000 euro, cite: bndo")
    assert run(["calls", "check", "mio", "--json"]) == 4
    shown = capsys.readouterr()
    (found,) = json.loads(shown.out)["problems"]
    assert "«bndo §3»" in shown.err
    assert (found["file"], found["code"], found["path"]) == (
        "mio/call.yaml",
        CODES["unknown_source"],
        "contribution.caps[0].cite",
    )
    assert (found["hint"], found["severity"]) == ("forse «bando»?", "error")
    assert (folder / "call.yaml").read_text().splitlines()[found["line"] - 1][found["column"] - 1 :].startswith("bndo")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("vuota", "vuota: qui non c'è nessun bando, manca call.yaml"),
        ("di/qui", "di/qui: il file o la cartella non esiste"),
        ("nulla", "nulla: nessun bando ha questo nome"),
        ("appunti.txt", "appunti.txt: qui non c'è nessun bando"),
    ],
)
@pytest.mark.parametrize("command", ["check", "test"])
def test_what_is_no_call_is_told(command, name, words, capsys):
    Path("vuota").mkdir()
    Path("appunti.txt").touch()
    assert run(["calls", command, name]) == 4
    shown = capsys.readouterr()
    assert words in shown.err
    assert shown.out == ""


def test_a_call_whose_id_another_one_has_is_an_error_that_names_both_folders(capsys):
    folder = shadow(MARCHE, capsys)
    assert run(["calls", "check", str(folder)]) == 4
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "c'è già" in line]
    assert line.startswith(f"{MARCHE}/call.yaml:6:5: id: ")
    assert re.search(rf"c'è già in \S+calls/{MARCHE}: vale quello", line)


@pytest.mark.slow
@pytest.mark.parametrize("command", [["calls", "list"], ["calls", "show", MARCHE], ["calls", "check"]])
@pytest.mark.parametrize("folder", [MARCHE, "altra"])
def test_no_command_is_silent_about_a_call_that_is_never_used(command, folder, capsys):
    shadow(folder, capsys)
    run([*command, "--calls", "."])
    told = [line for line in capsys.readouterr().err.splitlines() if "c'è già" in line]
    if folder == "altra" and command[1] == "show":
        assert told == []  # one call is asked for, and only folders of its name are looked into
    else:
        assert len(told) == 1
        assert told[0].startswith(f"{folder}/call.yaml")


def test_the_same_folder_given_twice_shadows_nothing(capsys):
    new_call("mio", capsys)
    assert run(["calls", "list", "--calls", ".", "--calls", "mio", "--calls", str(Path.cwd())]) == 0
    assert capsys.readouterr().err == ""


def test_the_file_of_a_case_runs_that_case_alone(capsys):
    folder = new_call("mio", capsys)
    text = "name: uno\non: 2030-01-01\nfacts: {company.active: false}\nexpect: {findings: {attiva: fail}}\n"
    (folder / "cases/uno.yaml").write_text(text, encoding="utf-8")
    assert run(["calls", "test", "mio/cases/uno.yaml"]) == 0
    assert capsys.readouterr().out == "  ✓ mio  1 caso su 1 torna\n"
    assert run(["calls", "test", "mio"]) == 0
    assert capsys.readouterr().out == "  ✓ mio  4 casi su 4 tornano\n"


def test_a_case_that_does_not_hold_is_named_by_its_place_in_the_working_folder(capsys):
    folder = new_call("mio", capsys)
    rewrite(folder / "cases/prova.yaml", "contribution: 10000.00", "contribution: 10000.01")
    assert run(["calls", "test", str(folder.absolute())]) == 4
    shown = capsys.readouterr().out
    assert "bando §3 · mio/cases/prova.yaml:2" in shown
    assert re.search(r"amounts\.contribution +10000\.01 +10000\.00", shown)


HELD_TWICE = """\
call: mio
company:
  links:
    - {id: L1, name: Alfa, holder_kind: enterprise, direction: upstream, percent_capital: 0.60}
    - {id: L2, name: Beta, holder_kind: enterprise, direction: upstream, percent_capital: 0.70}
"""


def test_a_capital_held_beyond_all_of_it_is_told_as_a_warning_at_its_line(capsys):
    """60 % and 70 % of one capital cannot be: the answer stands, and whoever signs is told."""
    new_call("mio", capsys)
    Path("domanda.yaml").write_text(HELD_TWICE, encoding="utf-8")
    assert run(["evaluate", "domanda.yaml", "--calls", ".", "--on", "2030-01-01"]) == 1
    shown = capsys.readouterr()
    assert "domanda.yaml:4:7: avviso: company.links[L1]: le quote di capitale" in shown.err
    assert "Titolo del bando" in shown.out


def dated_call(ident: str, opens: str, closes: str) -> None:
    folder = Path("own") / ident
    folder.mkdir(parents=True)
    deadlines = f"[{{id: A, text: a, cite: b §1, what: opens, at: {opens}}}, "
    deadlines += f"{{id: Z, text: z, cite: b §1, what: closes, at: {closes}}}]"
    text = f"id: {ident}\ntitle: {ident}\nsources: {{b: {{title: B, kind: call}}}}\ndeadlines: {deadlines}\n"
    (folder / "call.yaml").write_text(text, encoding="utf-8")


def test_the_list_begins_with_what_closes_soonest(capsys):
    """On 1 June 2030: two open, the sooner first; two to come, the sooner first; then the closed, latest first."""
    dated_call("a-chiuso-prima", "2030-01-01", "2030-02-01")
    dated_call("b-chiuso-dopo", "2030-01-01", "2030-05-01")
    dated_call("c-aperto-a-lungo", "2030-05-01", "2030-12-01")
    dated_call("d-aperto-ancora-poco", "2030-05-01", "2030-06-05")
    dated_call("e-apre-dopo", "2030-08-01", "2030-09-01")
    dated_call("f-apre-prima", "2030-07-01", "2030-12-01")
    assert run(["calls", "list", "--calls", "own", "--on", "2030-06-01"]) == 0
    shown = capsys.readouterr().out
    listed = [word for word in re.findall(r"[a-f](?:-[a-z]+)+", shown) if (Path("own") / word).is_dir()]
    assert [ident[0] for ident in dict.fromkeys(listed)] == ["d", "c", "f", "e", "b", "a"]


def test_a_diff_takes_no_application_to_another_call(capsys):
    folder = new_call("mio", capsys)
    days = ["--from", "2022-06-20", "--to", "2022-07-05"]
    assert run(["calls", "diff", MARCHE, *days, "--with", str(folder / "example/domanda.yaml"), "--calls", "."]) == 4
    shown = capsys.readouterr()
    assert f"mio/example/domanda.yaml: call: la domanda è per «mio», non per «{MARCHE}»" in shown.err
    assert shown.out == ""


def test_a_verdict_that_was_not_expected_is_told_with_the_rule_that_decides_it(capsys):
    folder = new_call("mio", capsys)
    rewrite(folder / "cases/prova.yaml", "verdict: not_eligible", "verdict: eligible")
    assert run(["calls", "test", "mio"]) == 4
    assert re.search(r"verdict +eligible +not_eligible \(chiusura\)", capsys.readouterr().out)


def test_a_verdict_that_waits_is_told_with_what_it_waits_for(capsys):
    folder = new_call("mio", capsys)
    text = "name: uno\non: 2020-01-01\nexpect: {verdict: eligible}\n"
    text = text.replace("2020-01-01", re.search(r"on: (\S+)", (folder / "example/domanda.yaml").read_text())[1])
    (folder / "cases/prova.yaml").write_text(text, encoding="utf-8")
    assert run(["calls", "test", "mio"]) == 4
    assert re.search(r"verdict +eligible +incomplete \(.*company\.active", capsys.readouterr().out)


def test_rules_that_no_case_makes_fail_are_named_when_asked_for(capsys):
    """The skeleton's cases make fail a refused line and the least cost; its other rules only pass."""
    new_call("mio", capsys)
    assert run(["calls", "test", "mio", "--untried"]) == 0
    shown = capsys.readouterr().out
    assert "3 regole che nessun caso fa scattare" in shown
    assert "attiva · dimensione · limite-B" in shown


def test_the_facts_are_listed_a_line_each_with_their_answers(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    assert run(["calls", "schema", "--facts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 100
    assert "company.size  choice  Dimensione d'impresa: micro, small, medium, large" in lines
    assert any(line.startswith("expenses[].acquisition  choice  ") for line in lines)


def test_a_call_without_cases_is_warned_of(capsys):
    folder = new_call("mio", capsys)
    (folder / "cases/prova.yaml").unlink()
    assert run(["calls", "check", "mio"]) == 0
    assert "mio/cases: avviso: il bando non ha casi di prova" in capsys.readouterr().err


SHIPPED = sorted(path.parent.name for path in shipped("calls").glob("*/call.yaml"))


@pytest.mark.parametrize("ident", SHIPPED)
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_of_a_shipped_call_is_wider_than_the_screen(ident, width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["calls", "show", ident, "--all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 20
    assert [line for line in lines if len(line) > width or line != line.rstrip() or "…" in line[-1:]] == []


@pytest.mark.parametrize("width", [80, 120])
def test_the_list_names_every_shipped_call_within_the_screen(width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["calls", "list"]) == 0
    shown = capsys.readouterr().out
    assert set(SHIPPED) <= set(shown.split())
    assert max(len(line) for line in shown.splitlines()) <= width
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("ident", "words"),
    [(MARCHE, "Il bando cambia in questi giorni: 2022-06-30"), ("inter-ventures", "Il bando non ha modifiche.")],
)
def test_two_days_of_one_version_are_told_when_the_call_changes(ident, words, capsys):
    assert run(["calls", "diff", ident, "--from", "2022-05-20", "--to", "2022-05-21"]) == 0
    shown = capsys.readouterr()
    assert "Fra i due giorni non cambia nulla." in shown.out
    assert shown.err.startswith(words)
