"""The drawing of the group: every tie that leads to the applicant stands in a place of its own."""

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from tests.render.render_sample import outcome

from grantcli.model.facts import Answer, Facts
from grantcli.model.outcome import Outcome
from grantcli.render.application.group import boxes, group


def tied(*ties: tuple[str, str, str]) -> Outcome:
    """An outcome with ties, each an id, a direction, and the tie it is counted from."""
    links = tuple(
        Facts(
            answers={
                "name": Answer(f"Società {name} & C."),
                "direction": Answer(direction),
                "of": Answer(near),
                "percent_capital": Answer(Decimal("0.60")),
            },
            id=name,
        )
        for name, direction, near in ties
    )
    return replace(outcome(), facts=outcome().facts.with_list("company.links", links))


def test_holders_stand_on_the_left_and_those_held_on_the_right():
    made = boxes(tied(("A", "upstream", ""), ("B", "downstream", ""), ("C", "downstream", "A"), ("D", "upstream", "A")))
    assert {box.id: box.column for box in made} == {"": 0, "A": -1, "B": 1, "C": 0, "D": -2}


def test_ties_that_go_in_a_circle_are_left_out():
    made = boxes(tied(("A", "upstream", ""), ("B", "upstream", "C"), ("C", "upstream", "B")))
    assert [box.id for box in made] == ["", "A"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABCDEF"), st.sampled_from(["upstream", "downstream"]), st.sampled_from(["", *"ABCDEF"])
        ),
        unique_by=lambda tie: tie[0],
    )
)
def test_no_two_enterprises_share_a_place_and_each_tie_is_said(ties):
    outcome = tied(*ties)
    made = boxes(outcome)
    assert len({(box.column, box.row) for box in made}) == len(made)
    if len(made) > 1:
        root = ElementTree.fromstring(group(outcome))  # noqa: S314
        said = root.findtext("{http://www.w3.org/2000/svg}title") or ""
        assert said.count("detiene 60 % di") == len(made) - 1


def test_without_ties_there_is_no_drawing():
    assert group(outcome()) == ""
    assert group(tied()) == ""
