"""Every document that a command prints is what its schema says, whatever the exit."""

import json

import jsonschema
import pytest
from tests.cli.shell.processes import EXAMPLE, ROOT

from grantcli.cli.start import run
from grantcli.i18n import use
from grantcli.report.schemas import schema_names, schema_of

MARCHE = "marche-transizione-digitale-2022"
LINES = {
    "outcome": [["evaluate", EXAMPLE]],
    "problems": [
        ["evaluate", "manca.yaml"],
        ["evaluate"],
        ["whatif", "manca.yaml"],
        ["match", "manca.yaml"],
        ["explain", "G000"],
        ["calls", "show", "boh"],
        ["batch", "manca.csv", "-o", "DIR"],
        ["dossier", "manca.yaml", "-o", "DIR"],
    ],
    "batch": [["batch", EXAMPLE, "-o", "DIR", "-w", "1"]],
    "match": [["match", EXAMPLE]],
    "company": [["company", "show", EXAMPLE]],
    "company-check": [["company", "check", EXAMPLE]],
    "company-import": [["company", "import", "tests/loading/xbrl/ordinario.xbrl", "-o", "NEW", "--yes"]],
    "expenses-import": [["expenses", "import", "PLAN", "-a", EXAMPLE, "--dry-run"]],
    "keys": [["calls", "keys", "rates"]],
    "calls": [["calls", "list"]],
    "call": [["calls", "show", MARCHE]],
    "calls-check": [["calls", "check", MARCHE]],
    "calls-test": [["calls", "test", MARCHE, "--untried"]],
    "diff": [
        ["calls", "diff", MARCHE, "--from", "2022-06-01", "--to", "2022-07-10", "--with", EXAMPLE],
        ["whatif", EXAMPLE, "--set", "company.active=no"],
        ["diff", EXAMPLE, "calls/lombardia-nuova-impresa-2026/example/domanda.yaml"],
    ],
    "status": [["status", "calls", "--on", "2022-07-10", "--since", "2022-06-01"]],
    "verify": [["verify", "PAPER"]],
    "whatif": [["whatif", EXAMPLE]],
    "dossier": [["dossier", EXAMPLE, "-o", "DIR", "--format", "json"]],
    "declarations": [
        ["declarations", EXAMPLE, "-o", "DIR", "--format", "html"],
        ["declarations", EXAMPLE, "-o", "DIR", "--only", "suppliers", "--format", "html"],
    ],
    "explain": [["explain", "G101"], ["explain", "MAR-2.1-A", "--call", MARCHE]],
    "codes": [["explain"]],
    "doctor": [["doctor"]],
}


@pytest.fixture(autouse=True)
def _italian_again():
    yield
    use("it")


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_document_is_what_its_schema_says(name, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    schema = schema_of(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    paths = {"DIR": tmp_path / "out", "NEW": tmp_path / "company.yaml", "PLAN": tmp_path / "piano.csv"}
    paths["PLAN"].write_text("Voce;Fornitore;Importo\nSoftware gestionale;Alfa Srl;1.200,00\n", "utf-8")
    if name == "verify":
        assert run(["dossier", EXAMPLE, "-o", str(tmp_path), "--part", "application"]) == 0
        paths["PAPER"] = next(tmp_path.glob("*.pdf"))
        capsys.readouterr()
    for line in LINES[name]:
        code = run([str(paths.get(word, word)) for word in line] + ["--json"])
        document = json.loads(capsys.readouterr().out)
        jsonschema.validate(document, schema)
        assert code in (0, 1, 2, 3, 4, 5, 6)
        if name == "problems":
            assert [one for one in document["problems"] if one["severity"] == "error"], line


def test_every_schema_is_tried_and_printed(capsys):
    assert sorted(LINES) == sorted(schema_names())
    assert run(["schema"]) == 0
    assert capsys.readouterr().out.split() == schema_names()
    assert run(["schema", "outcome"]) == 0
    assert json.loads(capsys.readouterr().out) == schema_of("outcome")
    assert run(["schema", "boh"]) == 2


def test_a_schema_refuses_what_it_does_not_describe():
    bad = {"schema": "grantcli/calls-check/1", "calls": "2", "problems": []}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(bad, schema_of("calls-check"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**bad, "calls": 2, "problems": [{"code": "x"}]}, schema_of("calls-check"))
