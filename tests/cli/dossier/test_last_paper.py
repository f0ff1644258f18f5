"""``grantcli open``: the last paper of this application and no other, shown without any shell."""

import os
import shutil
import stat
from pathlib import Path

import pytest
from tests.cli.shell.processes import EXAMPLE, ROOT

from grantcli.cli.dossier import last_paper
from grantcli.cli.shell.viewer import show_in_viewer, viewer_of
from grantcli.cli.start import run

ODD = "a; touch preso $(touch preso) `touch preso` 'b"
"""A name that a shell would run."""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    shutil.copy(ROOT / EXAMPLE, tmp_path / "domanda.yaml")
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def paper(file: Path, identity: str, age: int = 0) -> Path:
    """A page marked as one of ours, written so many seconds ago."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'<meta name="grantcli-application" content="{identity}">', encoding="utf-8")
    written = 1_000_000_000 - age
    os.utime(file, (written, written))
    return file


def identity_of_example() -> str:
    from grantcli.assessment.assess import assess
    from grantcli.loading.application.application import load_application
    from grantcli.loading.call.library import load_edition
    from grantcli.render.file_names import identity_of

    edition, _problems = load_edition(ROOT / Path(EXAMPLE).parent.parent)
    application, _problems = load_application(ROOT / EXAMPLE, {edition.call.id: edition})
    return identity_of(assess(edition, application.facts, application.on))


@pytest.fixture(scope="module")
def ours() -> str:
    return identity_of_example()


def test_the_last_one_is_named(ours, folder, capsys):
    paper(folder / "dossier" / "Dossier_a.html", ours, age=1000)
    paper(folder / "dossier" / "Dossier_b.html", ours, age=100)
    paper(folder / "dossier" / "Dossier_c.html", "0" * 32)
    (folder / "dossier" / "Dossier_d.pdf").write_bytes(b"%PDF of somebody else")
    assert run(["open", "domanda.yaml"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "dossier/Dossier_b.html\n"
    assert "nessun programma" in shown.err


def test_the_dossier_comes_before_the_checklist_of_its_run(ours, folder, capsys):
    paper(folder / "esiti" / "Documenti_a.html", ours)
    paper(folder / "esiti" / "Dossier_a.html", ours, age=2)
    assert run(["open", "domanda.yaml", "-o", "esiti", "--path"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("esiti/Dossier_a.html\n", "")


@pytest.mark.parametrize(
    ("others", "expected", "said"),
    [
        ([".docx", ".pdf"], ".pdf", "Il PDF scritto il"),
        ([".docx"], ".docx", "Il documento Word scritto il"),
        ([], ".html", "La pagina HTML scritta il"),
    ],
)
def test_of_the_papers_of_one_run_the_pdf_comes_first_and_it_is_said(others, expected, said, ours, folder, capsys):
    """The page is the newest; the PDF of an earlier run is no longer the last paper."""
    paper(folder / "dossier" / "Dossier_a.html", ours)
    paper(folder / "dossier" / "Dossier_vecchio.pdf", ours, age=1000)
    for suffix in others:
        paper(folder / "dossier" / f"Dossier_a{suffix}", ours, age=5)
    assert run(["open", "domanda.yaml"]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"dossier/Dossier_a{expected}\n"
    assert said in shown.err
    assert str(len(others) + 1) in shown.err


def test_none_is_told(capsys):
    assert run(["open", "domanda.yaml"]) == 4
    assert "G917" in capsys.readouterr().err


def fake_viewer(folder: Path, code: int) -> Path:
    places = folder / "bin"
    places.mkdir()
    viewer = places / "xdg-open"
    viewer.write_text(f'#!/bin/sh\nprintf "%s" "$#:$1" > {folder}/shown\nexit {code}\n', encoding="utf-8")
    viewer.chmod(viewer.stat().st_mode | stat.S_IXUSR)
    return places


@pytest.mark.skipif(os.name == "nt" or shutil.which("open") == "/usr/bin/open", reason="the viewer of Linux")
def test_a_name_is_one_argument_and_never_a_command(ours, folder, monkeypatch, capsys):
    monkeypatch.setenv("PATH", f"{fake_viewer(folder, 0)}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    file = paper(folder / ODD / "Dossier.html", ours)
    assert run(["open", "domanda.yaml", "-o", ODD]) == 0
    assert "nessun programma" not in capsys.readouterr().err
    assert (folder / "shown").read_text() == f"1:{file.resolve()}"
    assert not list(folder.rglob("preso"))


def test_a_viewer_that_fails_is_none(folder):
    places = fake_viewer(folder, 3)
    environment = {"PATH": f"{places}:/usr/bin:/bin", "WAYLAND_DISPLAY": "0"}
    assert viewer_of(environment) == str(places / "xdg-open")
    assert not show_in_viewer(folder / "domanda.yaml", environment)


@pytest.mark.parametrize("environment", [{"PATH": "BIN"}, {"PATH": ".", "DISPLAY": ":0"}, {"DISPLAY": ":0"}])
def test_without_a_screen_or_from_the_working_folder_there_is_no_viewer(environment, folder, monkeypatch):
    places = fake_viewer(folder, 0)
    monkeypatch.chdir(places)
    assert viewer_of({key: value.replace("BIN", str(places)) for key, value in environment.items()}) is None


def test_only_the_path_where_that_is_asked(ours, folder, monkeypatch):
    shown = []
    monkeypatch.setattr(last_paper, "show_in_viewer", shown.append)
    paper(folder / "Dossier.html", ours)
    assert run(["open", "domanda.yaml", "--path"]) == 0
    assert shown == []


def test_a_folder_beside_the_file_is_looked_into_and_what_was_looked_at_is_said(ours, folder, monkeypatch, capsys):
    inside = folder / "qui"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert run(["open", "../domanda.yaml", "--path"]) == 4
    assert "nessun fascicolo di questa domanda in «..», «.» né nelle cartelle" in capsys.readouterr().err
    paper(folder / ".nascosta" / "Dossier_b.html", ours)
    paper(folder / "fascicolo" / "Dossier_a.html", ours, age=100)
    assert run(["open", "../domanda.yaml", "--path"]) == 0
    assert capsys.readouterr().out == "../fascicolo/Dossier_a.html\n"
