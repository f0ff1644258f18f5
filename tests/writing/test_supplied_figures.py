"""What the prompt takes for a figure that a call lacks is written so that the file says the same, and never refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interview.interview_script import marche

from grantcli.interview.understanding import understand
from grantcli.loading.application.supplied import read_supplied
from grantcli.loading.parser.parsing import parse_text
from grantcli.loading.parser.reader import Reader
from grantcli.model.facts import Supplied
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.figures import figure_facts
from grantcli.writing.yaml_text import supplied_text

DAY = date(2022, 6, 20)
RATE = figure_facts(marche().call)["gber.rate.B"]
KINDS = {
    "share of the cost": RATE,
    "share of more than the cost": Fact(kind="percent", label=""),
    "share or euro": Fact(kind="number", label="", at_least=Decimal(0)),
    "euro": Fact(kind="money", label=""),
    "count": Fact(kind="integer", label=""),
    "yes or no": Fact(kind="yes_no", label=""),
}
FIGURES = st.decimals(min_value=0, max_value=2_000_000, places=4).map(lambda one: f"{one.normalize():f}")
TYPED = st.builds(
    "{}{}".format,
    FIGURES | st.sampled_from(["0", "1", "1.0", "100", "12.500", "300"]),
    st.sampled_from(["", "%", " %"]),
)


def read_again(fact: Fact, told: Supplied) -> tuple[object, list[str]]:
    tree, problems = parse_text(f"supplied: {{x: {supplied_text(told)}}}", "domanda.yaml")
    reader = Reader("domanda.yaml")
    read = read_supplied(tree.entries["supplied"], {"x": fact}, "supplied", reader)  # type: ignore[union-attr]
    return read["x"].value if read else None, [one.text for one in (*problems, *reader.problems)]


@given(st.sampled_from([*KINDS]), TYPED | st.sampled_from(["sì", "no"]))
def test_what_the_prompt_takes_is_read_again_the_same(kind: str, text: str) -> None:
    fact = KINDS[kind]
    value, refusal = understand(fact, text, DAY)
    if refusal is None:
        assert read_again(fact, Supplied(value, "bando", kind=fact.kind)) == (value, [])


@pytest.mark.parametrize(("text", "kind"), [("300%", "too_large"), ("100,01 %", "too_large"), ("-5 %", "negative")])
def test_a_rate_is_no_more_than_the_whole_cost(text: str, kind: str) -> None:
    value, refusal = understand(RATE, text, DAY)
    assert value is None
    assert refusal is not None
    assert refusal.kind == kind


@pytest.mark.parametrize(("text", "written"), [("50", "50 %"), ("100 %", "100 %"), ("12,5 %", "12.5 %")])
def test_a_rate_is_written_with_its_sign(text: str, written: str) -> None:
    value, _refusal = understand(RATE, text, DAY)
    assert written in supplied_text(Supplied(value, "bando", kind="percent"))


def test_a_rate_below_one_without_its_sign_is_asked_back() -> None:
    """0.125 per cent or 12.5."""
    assert understand(RATE, "0,125", DAY)[0] is None


@pytest.mark.parametrize(
    ("written", "value"), [("300 %", None), ("3.0", None), ("80 %", Decimal("0.80")), ("0.8", Decimal("0.8"))]
)
def test_a_file_holds_a_rate_to_the_same_bound(written: str, value: Decimal | None) -> None:
    tree, _problems = parse_text(f'supplied: {{gber.rate.B: {{value: {written}, source: "bando"}}}}', "domanda.yaml")
    reader = Reader("domanda.yaml")
    read = read_supplied(tree.entries["supplied"], figure_facts(marche().call), "supplied", reader)  # type: ignore[union-attr]
    assert bool(reader.problems) is (value is None)
    assert (read["gber.rate.B"].value if read else None) == value
