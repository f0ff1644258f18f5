"""A call may word one field of a shared list its own way: docs/call-format.md, «Facts»."""

from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.vocabulary import Own, whole_vocabulary
from grantcli.model.vocabulary import Fact

SHARED = {
    "expenses": Fact(
        kind="list",
        label="",
        items={"technology": Fact(kind="text", label="libera"), "amount": Fact(kind="money", label="")},
    )
}
CHOICE = Fact(kind="choice", label="una", choices={"L1.05": "oggetti connessi"})


def test_the_field_of_the_call_takes_the_place_of_the_shared_one_and_the_others_stay():
    whole = whole_vocabulary(SHARED, {"expenses[].technology": CHOICE}, own=Own())
    assert whole["expenses[].technology"] is CHOICE
    assert whole["expenses"].items is not None
    assert list(whole["expenses"].items) == ["technology", "amount"]
    assert SHARED["expenses"].items is not None
    assert SHARED["expenses"].items["technology"].kind == "text"


def test_an_answer_is_read_by_the_field_of_the_call():
    whole = whole_vocabulary(SHARED, {"expenses[].technology": CHOICE}, own=Own())
    facts, problems = read_facts({"expenses": [{"id": "S1", "technology": "L9.99"}]}, whole, "file")
    assert [problem.path for problem in problems] == ["expenses[0].technology"]
    assert facts.lists["expenses"][0].value("technology") is None
