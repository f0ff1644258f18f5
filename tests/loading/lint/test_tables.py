"""Tables that give a figure, and those whose name stands only in words or in an id."""

from datetime import date
from pathlib import Path

import pytest

from grantcli.loading.call.library import load_edition
from grantcli.loading.lint.checks import lint

HEAD = """
id: prova
title: Un bando di prova
checked: 2026-01-15
sources: {bando: {title: Il testo, kind: call}}
deadlines: [{id: D-close, text: chiude, cite: bando §1, what: closes, at: 2026-12-31}]
facts:
  own_share: {kind: percent, label: Quota propria, question: Quanto?}
tables:
  quota: {cite: bando §4, gives: percent, rows: [{company.size: micro, value: 0.6}, {value: 0.5}]}
"""


def unused(tmp_path: Path, more: str) -> list[str]:
    folder = tmp_path / "prova"
    folder.mkdir()
    (folder / "call.yaml").write_text(HEAD + more, encoding="utf-8")
    edition, problems = load_edition(folder)
    assert edition is not None, problems
    return [one.path for one in lint(edition, date(2026, 2, 1)) if one.kind == "table_unused"]


REGIME = """
contribution: {regimes: [{id: unico, title: C, cite: bando §4, rates: [{id: %s, cite: bando §4, rate: %s}]}]}
"""
AMENDED = """
amendments:
  - {id: M1, since: 2026-02-01, text: M, cite: bando §9, set: {"contribution.regimes[unico].rates[a].rate": quota}}
"""


@pytest.mark.parametrize(
    "more",
    [
        "budget: {cite: bando §2, total: 100, explained: La quota di ciascuno sta nella tabella quota.}\n",
        "rules: [{id: R1, text: Vale la quota, cite: bando quota, require: {own_share: {at_least: 0.2}}}]\n",
        REGIME % ("quota", "0.50"),
    ],
    ids=["in a text", "in a rule's words", "as the id of a rate"],
)
def test_a_name_in_words_is_no_use(tmp_path: Path, more: str) -> None:
    assert unused(tmp_path, more) == ["tables.quota"]


@pytest.mark.parametrize(
    "more",
    [
        REGIME % ("aliquota", "quota"),
        REGIME % ("aliquota", "{2026-01-01: quota}"),
        "rules: [{id: R1, text: R, cite: bando §2, require: {own_share: {at_least: {fact: quota}}}}]\n",
        "rules: [{id: R1, text: R, cite: bando §2, moment: reporting, require: {quota: {at_least: 0.5}}}]\n",
        "  altra: {cite: bando §4, gives: percent, rows: [{company.size: micro, value: quota}, {value: 0.5}]}\n"
        + REGIME % ("aliquota", "altra"),
        "sections: [{id: S, title: T, draft: [{text: 'La quota è {quota}.'}]}]\n",
        AMENDED + REGIME % ("a", "0.50"),
    ],
    ids=["a rate", "a dated rate", "a bound", "a later moment", "another table", "a sentence", "an amendment"],
)
def test_a_table_that_something_looks_at_is_used(tmp_path: Path, more: str) -> None:
    assert unused(tmp_path, more) == []


def test_a_formula_uses_the_tables_it_names(tmp_path: Path) -> None:
    computed = "rules: []\n"
    fact = "facts:\n  meta: {kind: percent, label: Metà, cite: bando §4, compute: quota / 2}\n"
    folder = tmp_path / "prova"
    folder.mkdir()
    text = HEAD.replace("facts:\n", fact) + computed
    (folder / "call.yaml").write_text(text, encoding="utf-8")
    edition, problems = load_edition(folder)
    assert edition is not None, problems
    assert "table_unused" not in {one.kind for one in lint(edition, date(2026, 2, 1))}
