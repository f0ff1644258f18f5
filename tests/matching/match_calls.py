"""Small calls made for the tests of ``match``, open in June 2022 unless told, and a company that has a profile."""

import json

from tests.batch.batch_rows import DAY

from grantcli.batch.inputs import one_file
from grantcli.loading.call.library import load_edition
from grantcli.matching.companies import Companies
from grantcli.matching.match import match

CALL = """
id: {id}
title: {id}
sources: {{bando: {{title: Bando, kind: call}}}}
deadlines:
  - {{id: D1, text: Apertura, cite: bando 1, what: opens, at: 2022-{month:02}-01}}
  - {{id: D2, text: Chiusura, cite: bando 1, what: closes, at: 2022-{month:02}-30}}
rules:
{rules}
expenses:
  categories: [{{id: A, text: Beni, cite: bando 2}}, {{id: B, text: Servizi, cite: bando 2}}]
contribution:
  caps: [{{id: C1, amount: {cap}, cite: bando 3}}, {{id: C2, amount: 5000, least: true, cite: bando 3}}]
  regimes: [{{id: r, title: Regime, cite: bando 3, rates: [{{id: r1, rate: 0.5, cite: bando 3}}]}}]
"""
RULE = "  - {{id: {id}, text: {id}, cite: bando 4, require: {{{fact}: true}}}}"


def made(folder, ident, *facts, cap="100000", rules="", month=6):
    """A call that requires the facts to be true, and what ``rules`` says."""
    (folder / ident).mkdir()
    required = "\n".join([*(RULE.format(id=f"R-{fact}", fact=fact) for fact in facts), *([rules] if rules else [])])
    text = CALL.format(id=ident, rules=required or "  []", cap=cap, month=month)
    (folder / ident / "call.yaml").write_text(text, encoding="utf-8")
    found, problems = load_edition(folder / ident)
    assert found is not None, problems
    return found


def company(tmp_path, editions, **facts):
    path = tmp_path / "rossi.yaml"
    path.write_text(json.dumps({"company": facts}), encoding="utf-8")
    reading = Companies(editions)
    (found,) = reading.read([one_file(path)])
    return found


def matched(tmp_path, editions, on=DAY, **facts):
    return match(company(tmp_path, editions, **facts), editions, on)
