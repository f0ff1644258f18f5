"""Two outcomes as data held against each other."""

from grantcli.report.data.departures import departures

KEPT = {
    "schema": "grantcli/outcome/1",
    "tool": "0.1",
    "call": {"id": "marche", "digest": "a"},
    "contribution": {"amount": "10.00"},
    "expenses": {"lines": [{"id": "S1", "presented": "5.00"}, {"id": "S2", "presented": "5.00"}]},
    "missing": ["company.size"],
}


def changed(**more: object) -> list[tuple[str, object, object]]:
    return [tuple(one) for one in departures(KEPT, {**KEPT, **more})]


def test_what_is_not_of_the_outcome_does_not_count():
    assert changed(tool="0.2", answers="x", paper={}, call={"id": "marche", "digest": "b"}) == []


def test_a_cent_is_found_where_it_is():
    assert changed(contribution={"amount": "10.01"}) == [("contribution.amount", "10.00", "10.01")]
    lines = [{"id": "S2", "presented": "5.00"}, {"id": "S1", "presented": "5.01"}]
    assert changed(expenses={"lines": lines}) == [("expenses.lines[S1].presented", "5.00", "5.01")]


def test_what_one_alone_says_is_told_unless_two_editions_of_the_program_are_compared():
    assert changed(missing=[]) == [("missing[1]", "company.size", None)]
    assert changed(more=1) == [("more", None, 1)]
    assert departures(KEPT, {**KEPT, "more": 1}, both=True) == []


def test_true_is_not_one():
    assert departures({"a": True}, {"a": 1}) != []


def test_a_tower_of_tables_ends():
    tower: dict[str, object] = {}
    for _floor in range(500):
        tower = {"a": tower}
    assert len(departures(tower, {"a": 1} | tower)) <= 1
