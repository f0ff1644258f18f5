"""Rules on codes of activity when call and firm write different editions of ATECO."""

from datetime import date

import pytest

from grantcli.engine.conditions.compiler import compile_condition
from grantcli.engine.conditions.context import Frame
from grantcli.engine.conditions.judgement import Judgement
from grantcli.law.derive import derive
from grantcli.model.condition import Not, Test
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

VOCABULARY = {"company.ateco": Fact(kind="ateco", label="ATECO")}


def judged(code: str, *prefixes: str, edition: str = "2022", forbid: bool = False) -> Judgement:
    test = Test(fact="company.ateco", word="under", value=prefixes)
    scope = Scope(VOCABULARY, ateco_edition=edition)
    judge = compile_condition(Not(of=test) if forbid else test, scope)
    facts = derive(Facts({"company.ateco": Answer(code)}), VOCABULARY, date(2026, 6, 1))
    return judge(Frame(facts))


@pytest.mark.parametrize(
    ("code", "prefix", "verdict", "forbidden"),
    [
        ("62.10.00", "62.01", "pass", "fail"),  # one heir, and it is the one asked for
        ("62.10.00", "47.91", "fail", "pass"),
        ("62.09.09", "62.09", "pass", "fail"),
        ("10.61.19", "10.86", "manual", "manual"),  # of 2025: a part of 10.61.20 and a part of 10.86.00 of 2022
        ("10.61.19", "10", "pass", "fail"),  # all of it, whichever it is
        ("62", "62.01", "unknown", "unknown"),  # known by its division only
        ("62", "62", "pass", "fail"),
        ("62.01", "62.01.00", "pass", "fail"),
        ("62.10.00", "J", "pass", "fail"),
        ("62.10.00", "K", "fail", "pass"),
    ],
)
def test_require_and_forbid_are_symmetrical(code: str, prefix: str, verdict: str, forbidden: str) -> None:
    assert judged(code, prefix).verdict == verdict
    assert judged(code, prefix, forbid=True).verdict == forbidden


def test_several_heirs_are_told_with_their_titles() -> None:
    found = judged("10.61.19", "10.86")
    (note,) = [answer.note for key, answer in found.used if key == "company.ateco.2022"]
    assert "10.86.00" in note
    assert "10.61.20" in note
    assert "visura" in note


def test_a_division_asks_for_the_whole_code() -> None:
    assert judged("62", "62.01").missing == ("company.ateco",)


def test_a_code_of_the_call_itself_is_only_itself() -> None:
    assert [key for key, _answer in judged("62.10.00", "62.10", edition="2025").used] == ["company.ateco"]
