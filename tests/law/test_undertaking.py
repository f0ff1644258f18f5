"""An undertaking is judged once, and anew when anything that judges it has changed."""

from datetime import date
from decimal import Decimal

import pytest
from tests.law.law_facts import firm, size_of, tie, year

from grantcli import i18n
from grantcli.law.derive import derive
from grantcli.law.difficulty import difficulty_2019, difficulty_of
from grantcli.law.figures import Size
from grantcli.law.standing import standing_of
from grantcli.law.undertaking import ANSWERS, LISTS, Undertaking
from grantcli.model.facts import Answer, Facts

ON = date(2022, 6, 20)
FIGURES = {"subscribed_capital": 100_000, "equity": 90_000}


class Watched(dict):  # type: ignore[type-arg]
    """A mapping that tells which of its keys were asked for."""

    def __init__(self, *of: object) -> None:
        super().__init__(*of)
        self.asked: set[str] = set()

    def get(self, key: str, default: object = None) -> object:
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> object:
        self.asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)


def told(**more: object) -> Facts:
    known = {
        "name": "Alfa S.r.l.",
        "founded": date(2001, 1, 1),
        "legal_form": "SR",
        "structure_changed_on": date(2020, 6, 30),
        "public_control_percent": Decimal("0.10"),
        "insolvency_procedure": False,
        "insolvency_conditions": False,
        "rescue_aid": False,
        "restructuring_plan": False,
    }
    years = (year(2019, 9, 1, 1, **FIGURES), year(2020, 60, 9, 9, **FIGURES), year(2021, 9, 1, 1, **FIGURES))
    return firm(*years, links=(tie("P", "upstream", "0.30", year(2021, 1, 1, 1)),), **{**known, **more})


def test_all_that_is_read_is_compared_and_nothing_else() -> None:
    """What is read and not compared would bring back the judgement of another firm."""
    answers, lists = Watched(told().answers), Watched(told().lists)
    facts = Facts(answers=answers, lists=lists)
    sizes: tuple[Size | None, ...] = ("small", "large", None)
    for size in sizes:
        difficulty_of(facts, ON, size)
        difficulty_2019(facts, size)
    size_of(facts, ON)
    assert (answers.asked, lists.asked) == (set(ANSWERS), set(LISTS))


@pytest.mark.parametrize("key", ANSWERS)
def test_another_answer_is_another_undertaking(key: str) -> None:
    answers = told().answers
    same = Facts(answers=dict(answers), lists=told().lists)
    facts = Facts(answers=answers, lists=same.lists)
    assert Undertaking(facts) == Undertaking(same)
    assert Undertaking(facts) != Undertaking(facts.with_answers({key: Answer(None)}))


@pytest.mark.parametrize("key", LISTS)
def test_another_list_is_another_undertaking(key: str) -> None:
    facts = told()
    assert Undertaking(facts) != Undertaking(facts.with_list(key, facts.lists[key][:0]))
    assert Undertaking(facts) != Undertaking(Facts(facts.answers, {k: v for k, v in facts.lists.items() if k != key}))
    assert Undertaking(facts) != facts


def test_what_derivation_judged_is_not_judged_again() -> None:
    facts = told()
    derived = Undertaking(derive(facts, {}, ON))
    assert derived.size(ON) is Undertaking(facts).size(ON)
    assert derived.size(ON) is not Undertaking(told()).size(ON)
    assert derived.size(ON) == Undertaking(told()).size(ON)


def test_each_language_has_its_own_words() -> None:
    facts = told().with_list("company.links", ())
    said = []
    for spoken in ("it", "en", "it"):
        with i18n.speaking(spoken):
            derived = derive(facts, {}, ON)
            (difficulty, _then) = standing_of(derived, ON).difficulty
            said.append((derived.answers["company.in_difficulty"].note, difficulty.limbs[2].why))
    assert said[0] == said[2]
    assert said[0][1] == "nessuna procedura di insolvenza, né le condizioni per aprirla"
    assert all(italian != english for italian, english in zip(*said[:2], strict=True))


def test_a_group_told_wrong_has_no_size() -> None:
    wrong = Undertaking(told().with_list("company.links", (tie("A", "upstream", "1", of="A"),)))
    assert wrong.worlds is None
    assert wrong.size(ON).missing == ("company.links",)
