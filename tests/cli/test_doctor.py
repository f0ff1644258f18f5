"""The doctor names what is missing, and tells what is needed from what is optional."""

import json

from grantcli.cli import doctor
from grantcli.cli.start import run


def checks(capsys):
    return {one["name"]: one["state"] for one in json.loads(capsys.readouterr().out)["checks"]}


def test_a_whole_installation(capsys):
    assert run(["doctor", "--json"]) == 0
    found = checks(capsys)
    assert found["Pango"] == found["weasyprint"] == "ok"
    assert run(["doctor"]) == 0
    assert "Pango" in capsys.readouterr().out


def test_an_extra_that_is_missing_is_a_warning(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "EXTRAS", {"xlsx": ("a_module_that_nobody_has",)})
    assert run(["doctor", "--json"]) == 0
    assert checks(capsys)["xlsx"] == "warning"


def test_a_library_that_is_missing_is_an_error(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "NEEDED", ("a-library-that-nobody-has",))
    assert run(["doctor", "--json"]) == 4
    assert checks(capsys)["a-library-that-nobody-has"] == "error"
