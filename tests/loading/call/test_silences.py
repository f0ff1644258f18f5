"""A default is read as an answer is, and judged as what it means."""

from datetime import date
from pathlib import Path

import pytest

from grantcli.engine.evaluate import evaluate
from grantcli.loading.call.library import load_edition
from grantcli.model.facts import Facts

CALL = """
id: silenzi
title: Un bando di prova
sources: {{bando: {{title: Il testo, kind: call}}}}
facts:
  x.kept: {{kind: {kind}, label: Dato, question: "Quale dato?", default: "{default}"{more}}}
rules: [{{id: R, text: Il dato va bene., cite: bando §1, require: {{x.kept: {wanted}}}}}]
"""


@pytest.mark.parametrize(
    ("kind", "default", "wanted", "expected"),
    [
        ("percent", "100 %", "{at_least: 100 %}", "pass"),
        ("percent", "12,5 %", "0.125", "pass"),
        ("percent", "50 %", "{more_than: 0.5}", "fail"),
        ("money", "1.000,00 €", "{at_least: 1000}", "pass"),
        ("money", "1.000,00 €", "{more_than: 1000}", "fail"),
        ("number", "2,5", "{at_most: 2.5}", "pass"),
        ("integer", "12", "{less_than: 13}", "pass"),
        ("date", "31/12/2026", "{not_after: 2026-12-31}", "pass"),
        ("date", "1° gennaio 2027", "{not_after: 2026-12-31}", "fail"),
        ("datetime", "31/12/2026 13:00", "{before: 2026-12-31T13:01}", "pass"),
        ("country", "Italia", "IT", "pass"),
        ("country", "Olanda", "NL", "pass"),
        ("commune", "Roma", '"058091"', "pass"),
        ("region", "Marche", '"11"', "pass"),
        ("legal_form", "S.r.l.", "SR", "pass"),
        ("yes_no", "sì", "true", "pass"),
        ("yes_no", "No", "true", "fail"),
        ("choice", "la prima", "a", "pass"),
        ("choices", "la prima, b", "b", "pass"),
        ("choices", "none", "a", "fail"),
    ],
)
def test_silence_means_what_the_default_says(kind, default, wanted, expected, tmp_path: Path) -> None:
    more = ", choices: {a: la prima, b: la seconda}" if kind in ("choice", "choices") else ""
    text = CALL.format(kind=kind, default=default, wanted=wanted, more=more)
    (tmp_path / "call.yaml").write_text(text, encoding="utf-8")
    edition, problems = load_edition(tmp_path)
    assert edition is not None, [str(one) for one in problems]
    finding = next(one for one in evaluate(edition, Facts(), date(2026, 2, 1)).findings if one.id == "R")
    assert finding.verdict == expected


def test_a_default_of_a_field_is_read_too(tmp_path: Path) -> None:
    text = CALL.format(kind="yes_no", default="no", wanted="true", more="").replace(
        "rules:", '  "expenses[].part": {kind: percent, label: Quota, question: "Quale?", default: "30 %"}\nrules:'
    )
    (tmp_path / "call.yaml").write_text(text, encoding="utf-8")
    edition, _problems = load_edition(tmp_path)
    assert edition is not None
    assert edition.vocabulary["expenses[].part"].default == "0.30"
    assert (edition.vocabulary["expenses"].items or {})["part"].default == "0.30"
