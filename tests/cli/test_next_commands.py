"""The commands that screens name are run as they stand: with the calls, the day and the file they speak of."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from grantcli.cli.ask.going_on import command
from grantcli.cli.ask.run import _anew
from grantcli.cli.shell.setting import EVERYWHERE, Setting
from grantcli.cli.start import run
from grantcli.cli.starting_point import FilesGiven

CALL = """
id: nostro
title: Bando nostro
authority: Ente
summary: Prova.
published: 2024-01-10
checked: 2026-11-20
sources:
  bando: {title: Prova, kind: call, dated: 2024-01-10}
deadlines:
  - {id: a, text: Apertura, cite: bando §1, what: opens, at: 2024-02-01T10:00}
  - {id: z, text: Chiusura, cite: bando §1, what: closes, at: 2024-12-01T10:00}
rules:
  - {id: attiva, text: Impresa attiva, cite: bando §2, require: {company.active: true}}
expenses:
  vat: net
  categories: [{id: A, text: Macchine, cite: bando §3}]
contribution:
  form: Fondo perduto
  regimes:
    - {id: unico, title: C, cite: bando §3, rates: [{id: t, rate: 0.5, text: T, cite: bando §3}]}
"""
FILES, DAY = FilesGiven(Path("la mia.yaml")), date(2024, 6, 1)
ITEM = "expenses: [{id: S1, category: A, description: d, supplier: s, amount: 100}]\n"


@pytest.fixture(autouse=True)
def _own(alone, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "i nostri").mkdir()
    (tmp_path / "i nostri" / "call.yaml").write_text(CALL)


def named(told: str) -> list[str]:
    """Return the words of the command that is told, the program left out."""
    return shlex.split(re.search(r"grantcli (.*?)(?=»|\n| \(|$)", told)[1])


@pytest.mark.parametrize(
    ("answers", "code", "command"),
    [("active: true", 0, "dossier"), ("name: X", 3, "ask"), ("active: false", 1, None)],
)
def test_what_follows_a_verdict_is_asked_of_the_same_calls_on_the_same_day(tmp_path, capsys, answers, code, command):
    (tmp_path / "la mia.yaml").write_text(f"call: nostro\ncompany: {{{answers}}}\n{ITEM}")
    assert run(["--calls", "i nostri", "evaluate", "la mia.yaml", "--on", "2024-06-01"]) == code
    told = capsys.readouterr().out
    if command is None:
        assert "correggere la mia.yaml e" in told
        return
    assert named(told)[:3] == ["--calls", "i nostri", command]
    assert named(told)[-2:] == ["--on", "2024-06-01"]
    assert run([*named(told), *(["--format", "json"] if command == "dossier" else [])]) in (code, 4)
    assert "G231" not in capsys.readouterr().err


@pytest.mark.parametrize("option", EVERYWHERE)
def test_every_option_for_all_commands_is_repeated_where_one_is_named(tmp_path, capsys, option):
    """Each alone, before the command and after it, in every place that names a command to be typed."""
    value = {"--lang": ["en"], "--calls": ["i nostri"]}.get(option, [])
    (tmp_path / "d.yaml").write_text("call: marche-transizione-digitale-2022\ncompany: {name: X}\n")
    for line in (
        ["evaluate", "d.yaml", "--on", "2022-06-20"],
        ["ask", "marche-transizione-digitale-2022", "-o", "d.yaml", "--set", "company.active=yes"],
        ["calls", "show", "voucher-3i"],
        ["calls", "list"],
        ["explain"],
        ["evaluate", "missing.yaml", "--on", "2022-06-20"],
    ):
        for words in ([option, *value, *line], [*line, option, *value]):
            run(words)
            told = capsys.readouterr()
            lines = re.findall(r"grantcli (?=\S+ ).*", f"{told.out}{told.err}".replace("grantcli 0.", ""))
            assert all(shlex.join([option, *value]) in one for one in lines), lines
            assert lines or "missing.yaml" in line


@pytest.mark.parametrize(("written", "rest"), [(True, []), (False, ["--profile", "la mia.yaml", "--on", "2024-06-01"])])
def test_an_interview_that_wrote_nothing_is_begun_again_with_all_it_was_given(tmp_path, written, rest):
    if written:
        (tmp_path / "d.yaml").write_text("call: nostro\n")
    line = command("nostro", Path("d.yaml"), Setting(line=("--lang", "en")), everything=True, anew=_anew(FILES, DAY))
    assert shlex.split(line)[1:] == ["--lang", "en", "ask", "nostro", "-o", "d.yaml", "--all", *rest]


def test_after_the_window_the_day_is_asked_for_once(tmp_path, capsys):
    (tmp_path / "d.yaml").write_text(f"call: nostro\ncompany: {{active: true}}\n{ITEM}")
    assert run(["--calls", "i nostri", "evaluate", "d.yaml", "--on", "2025-06-01"]) == 1
    assert named(capsys.readouterr().out) == ["--calls", "i nostri", "evaluate", "d.yaml", "--on", "2024-12-01"]


def test_a_call_that_is_read_says_how_to_apply_for_it_from_here(capsys):
    assert run(["calls", "show", "nostro", "--calls", "i nostri", "--own-first"]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    assert named(told) == ["--calls", "i nostri", "--own-first", "ask", "nostro"]


def test_the_folder_of_a_call_is_not_its_id_and_the_id_is_told(tmp_path, capsys):
    (tmp_path / "i nostri").rename(tmp_path / "nostro-2024")
    assert run(["calls", "show", "nostro-2024", "--calls", "."]) == 4
    assert "G231" in capsys.readouterr().err
    assert run(["calls", "show", "nostr", "--calls", "."]) == 4
    assert "«nostro»?" in capsys.readouterr().err


def test_an_application_to_a_call_that_cannot_be_read_is_told_the_faults_of_the_call_alone(tmp_path, capsys):
    (tmp_path / "i nostri").rename(tmp_path / "nostro")
    (tmp_path / "nostro" / "call.yaml").write_text(CALL.replace("authority:", "autority:"))
    (tmp_path / "d.yaml").write_text(f"call: nostro\n{ITEM}")
    assert run(["--calls", ".", "evaluate", "d.yaml"]) == 4
    told = capsys.readouterr().err
    assert "call.yaml:4:1" in told
    assert "G231" not in told


def test_a_wrong_name_of_a_call_is_answered_with_the_list_not_with_thirty_names(tmp_path, capsys):
    (tmp_path / "d.yaml").write_text(f"call: zzzz\n{ITEM}")
    assert run(["evaluate", "d.yaml"]) == 4
    assert named(capsys.readouterr().err) == ["calls", "list)", "[G231]"]
