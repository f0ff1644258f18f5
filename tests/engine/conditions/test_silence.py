"""`known` of a fact that may stay silent: docs/call-format.md, «silence is an answer»."""

import pytest

from grantcli.engine.conditions.compiler import compile_condition
from grantcli.engine.conditions.context import Frame
from grantcli.model.condition import Test as Asks
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

SCOPE = Scope(
    {
        "optional": Fact(kind="text", label="", optional=True),
        "derived": Fact(kind="text", label="", derived=True),
        "asked": Fact(kind="text", label=""),
    }
)


def verdict(key: str, wanted: bool, facts: Facts) -> str:
    return compile_condition(Asks(fact=key, word="known", value=wanted), SCOPE)(Frame(facts)).verdict


@pytest.mark.parametrize("key", ["optional", "derived"])
def test_silence_of_an_optional_or_derived_fact_settles(key):
    given = Facts(answers={key: Answer("x")})
    assert (verdict(key, True, Facts()), verdict(key, False, Facts())) == ("fail", "pass")
    assert (verdict(key, True, given), verdict(key, False, given)) == ("pass", "fail")


def test_silence_of_a_fact_that_is_asked_waits():
    assert verdict("asked", True, Facts()) == "unknown"
