"""What follows from what: size, difficulty, age, places, and that nothing told is ever overwritten."""

import timeit
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.law.law_facts import firm, tie, year

from grantcli.law.derive import SOURCES, derive
from grantcli.law.standing import standing_of
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact, Vocabulary

ON = date(2022, 6, 20)
SMALL = (year(2020, 30, 5, 5), year(2021, 30, 5, 5))
LOST = year(2021, 30, 5, 5, subscribed_capital=100_000, equity=0)
CLEAN = {"insolvency_procedure": False, "rescue_aid": False, "restructuring_plan": False, "founded": date(2001, 1, 1)}


def told(facts: Facts, vocabulary: Vocabulary | None = None) -> dict[str, object]:
    return {
        key.removeprefix("company."): answer.value
        for key, answer in derive(facts, vocabulary or {}, ON).answers.items()
    }


class TestSize:
    def test_from_the_accounts(self) -> None:
        derived = derive(firm(*SMALL), {}, ON)
        answer = derived.answers["company.size"]
        assert (answer.value, answer.origin) == ("small", "derived")
        assert "2020, 2021" in answer.note
        assert "art. 4(2)" in answer.note
        assert (derived.value("company.sme"), derived.value("company.size_basis")) == (True, "figures")
        assert derived.value("company.autonomous") is True
        assert derived.value("company.size_to_verify") is False

    def test_what_needs_a_look_is_said(self) -> None:
        answer = derive(firm(year(2021, 30, 5, 5)), {}, ON).answers["company.size_to_verify"]
        assert answer.value is True
        assert "Un solo esercizio" in answer.note

    def test_a_declared_size_stands_alone_and_says_so(self) -> None:
        """Its origin stays that of the declaration: it is not a computation of ours."""
        facts = Facts(answers={"company.declared_size": Answer("medium", "asked")})
        answer = derive(facts, {}, ON).answers["company.size"]
        assert (answer.value, answer.origin) == ("medium", "asked")
        assert "dichiarata" in answer.note
        assert derive(facts, {}, ON).value("company.size_basis") == "declared"

    @pytest.mark.parametrize(("declared", "agrees"), [("small", True), ("micro", False)])
    def test_declared_and_computed_are_compared(self, declared: str, agrees: bool) -> None:
        answers = told(firm(*SMALL, declared_size=declared))
        assert (answers["size"], answers["size_agrees"]) == ("small", agrees)

    def test_figures_that_do_not_decide_leave_it_to_the_declaration_they_do_not_contradict(self) -> None:
        open_figures = year(2021, 9, 3)  # micro or small
        allowed = told(firm(open_figures, declared_size="small"))
        assert (allowed["size"], allowed["size_to_verify"]) == ("small", True)
        assert "size_agrees" not in allowed
        against = told(firm(open_figures, declared_size="medium"))
        assert against["size_agrees"] is False
        assert "size" not in against
        assert "size" not in told(firm(open_figures))

    def test_a_size_that_is_told_is_not_overwritten(self) -> None:
        assert told(firm(*SMALL, size="large"))["size"] == "large"
        assert told(firm(*SMALL, size="large"))["sme"] is False

    def test_a_large_firm_is_no_sme(self) -> None:
        assert told(firm(year(2020, 300, 60, 50), year(2021, 300, 60, 50)))["sme"] is False

    def test_a_wrong_group_is_not_sized(self) -> None:
        assert "size" not in told(firm(*SMALL, links=(tie("A", "upstream", "0.3", of="A"),)))


class TestDifficulty:
    def test_computed_prevails_over_declared_and_they_are_compared(self) -> None:
        answers = told(firm(LOST, **CLEAN, legal_form="SR", declared_in_difficulty=False))
        assert (answers["in_difficulty"], answers["difficulty_agrees"]) == (True, False)

    def test_the_note_says_which_limb(self) -> None:
        note = derive(firm(LOST, **CLEAN, legal_form="SR"), {}, ON).answers["company.in_difficulty"].note
        assert "art. 2(18)(a)" in note
        assert "100.000,00" in note

    def test_what_the_figures_leave_open_is_taken_from_the_declaration(self) -> None:
        answer = derive(firm(*SMALL, declared_in_difficulty=False), {}, ON).answers["company.in_difficulty"]
        assert (answer.value, answer.origin) == (False, "file")
        assert "dichiarato" in answer.note
        assert "in_difficulty" not in told(firm(*SMALL))

    def test_without_accounts_an_insolvency_is_enough(self) -> None:
        assert told(firm(insolvency_procedure=True))["in_difficulty"] is True

    def test_2019(self) -> None:
        then = year(2019, 30, 5, 5, subscribed_capital=100_000, equity=0)
        answers = told(firm(then, LOST, **CLEAN, legal_form="SR"))
        assert answers["in_difficulty_2019"] is True
        assert answers["tf_difficulty_derogation"] is True
        assert told(firm(declared_in_difficulty_2019=True))["in_difficulty_2019"] is True
        assert told(firm(founded=date(2020, 5, 1)))["in_difficulty_2019"] is False
        assert "in_difficulty_2019" not in told(firm(LOST, **CLEAN))

    def test_the_size_of_2019_is_that_of_2019(self) -> None:
        """A young firm, large then and small now: the exception for SMEs is not for it (art. 2(18)(a))."""
        ratios = {"debt": 1, "ebitda": 1, "interest": 1}
        big = [year(y, 300, 60, 50, subscribed_capital=100_000, equity=0, **ratios) for y in (2018, 2019)]
        now = [year(y, 30, 5, 5, subscribed_capital=100_000, equity=0) for y in (2020, 2021)]
        assert told(firm(*big, *now, **{**CLEAN, "founded": date(2018, 1, 1)}))["in_difficulty_2019"] is True


def test_age_is_told_for_a_day_after_the_founding_only() -> None:
    assert told(firm(founded=date(2019, 6, 21)))["age_years"] == 2
    assert "age_years" not in told(firm(founded=date(2023, 1, 1)))


class TestTheDayOfTheApplication:
    """What a firm was when it applied stays, whatever it has become since."""

    years = (*SMALL, year(2022, 300, 60, 50), year(2023, 300, 60, 50))
    later = date(2024, 6, 1)

    def at(self, filed: object) -> Facts:
        facts = firm(*self.years, **CLEAN, legal_form="SR")
        return facts.with_answers({"application.submitted_at": Answer(filed)}) if filed else facts

    @pytest.mark.parametrize(
        ("filed", "size", "age"),
        [
            (datetime(2022, 6, 20, 10, 0), "small", 21),
            (date(2022, 6, 20), "small", 21),
            (datetime(2024, 6, 2, 0, 0), "large", 23),
            (None, "large", 23),
        ],
    )
    def test_size_and_age(self, filed: object, size: str, age: int) -> None:
        derived = derive(self.at(filed), {}, self.later)
        assert (derived.value("company.size"), derived.value("company.age_years")) == (size, age)

    def test_difficulty_and_its_account(self) -> None:
        lost = year(2023, 30, 5, 5, subscribed_capital=100_000, equity=0)
        fine = year(2021, 30, 5, 5, subscribed_capital=100_000, equity=100_000)
        facts = firm(fine, lost, **CLEAN, legal_form="SR")
        filed = facts.with_answers({"application.submitted_at": Answer(datetime(2022, 6, 20, 10, 0))})
        assert derive(facts, {}, self.later).value("company.in_difficulty") is True
        derived = derive(filed, {}, self.later)
        assert derived.value("company.in_difficulty") is False
        (account,) = standing_of(derived, self.later).difficulty
        assert (account.on, account.in_difficulty) == (date(2022, 6, 20), False)

    def test_partners_share_the_day(self) -> None:
        together = self.at(datetime(2022, 6, 20, 10, 0)).with_list("partners", (firm(*self.years),))
        assert derive(together, {}, self.later).lists["partners"][0].value("company.size") == "small"


@pytest.mark.parametrize(
    ("answers", "paying"),
    [
        ({"regulation": "1407/2013", "lines": "S1, S2"}, True),
        ({"regulation": "1407/2013"}, False),
        ({"regulation": "none", "lines": "S1"}, False),
    ],
)
def test_aid_on_expenses_of_the_plan(answers: dict[str, object], paying: bool) -> None:
    aid = Facts(answers={key: Answer(value) for key, value in answers.items()}, id="A1")
    assert derive(Facts(lists={"aids": (aid,)}), {}, ON).value("aid.on_expenses") is paying
    assert "aid.on_expenses" not in derive(Facts(), {}, ON).answers


def test_partners_are_derived_like_the_applicant() -> None:
    partner = Facts(answers={"company.declared_size": Answer("micro")}, id="P1")
    other = Facts(lists={"company.years": SMALL}, id="P2")
    derived = derive(Facts(lists={"partners": (partner, other)}), {}, ON)
    assert [item.value("company.size") for item in derived.lists["partners"]] == ["micro", "small"]
    assert derived.answers == {}


class TestPlaces:
    """ISTAT codes of 2024: 043007 Camerino (MC), region 11; 041037 of Marche before 2009."""

    vocabulary: Vocabulary = {  # noqa: RUF012
        "project.site": Fact(kind="commune", label="x"),
        "expenses[].site": Fact(kind="commune", label="x"),
        "expenses[].amount": Fact(kind="money", label="x"),
    }

    def test_name_province_region(self) -> None:
        facts = Facts(answers={"project.site": Answer("043007")})
        derived = derive(facts, self.vocabulary, ON)
        assert derived.value("project.site.name") == "Camerino"
        assert derived.value("project.site.province") == "MC"
        assert derived.value("project.site.region") == "11"
        assert derived.answers["project.site.region"].origin == "derived"

    def test_the_names_of_codes(self) -> None:
        """Business-register and ISO 3166 codes, in both languages; ISTAT calls region 11 Marche."""
        kinds: Vocabulary = {
            "form": Fact(kind="legal_form", label="x"),
            "seat": Fact(kind="country", label="x"),
            **self.vocabulary,
        }
        codes = {"form": Answer("SR"), "seat": Answer("IT"), "project.site": Answer("043007")}
        derived = derive(Facts(answers=codes), kinds, ON)
        assert derived.value("form.name") == {
            "it": "Società a responsabilità limitata",
            "en": "Private limited company",
        }
        assert derived.value("seat.name") == {"it": "Italia", "en": "Italy"}
        assert derived.value("project.site.region.name") == "Marche"
        assert "form.name" not in derive(Facts(answers={"form": Answer("??")}), kinds, ON).answers

    def test_inside_lists(self) -> None:
        items = (
            Facts(answers={"site": Answer("043007")}, id="S1"),
            Facts(answers={"amount": Answer(Decimal(1))}, id="S2"),
        )
        derived = derive(Facts(lists={"expenses": items}), self.vocabulary, ON)
        assert derived.lists["expenses"][0].value("site.province") == "MC"
        assert derived.lists["expenses"][1] is items[1]

    def test_of_a_partner_too(self) -> None:
        """ISTAT 2024: 017029 Brescia, region 03; the size is told beside it, and does not put it out."""
        vocabulary = {"partners[].site": Fact(kind="commune", label="Sede")}
        partner = Facts(answers={"site": Answer("017029"), "company.declared_size": Answer("small")}, id="P1")
        (derived,) = derive(Facts(lists={"partners": (partner,)}), vocabulary, ON).lists["partners"]
        assert (derived.value("site.region"), derived.value("company.size")) == ("03", "small")

    def test_an_unknown_code_tells_nothing_and_a_told_region_stays(self) -> None:
        facts = Facts(answers={"project.site": Answer("999999")})
        assert set(derive(facts, self.vocabulary, ON).answers) == {"project.site"}
        facts = Facts(answers={"project.site": Answer("043007"), "project.site.region": Answer("09")})
        assert derive(facts, self.vocabulary, ON).value("project.site.region") == "09"


def test_what_can_be_asked_is_named_for_each_derived_fact() -> None:
    assert all(keys for keys in SOURCES.values())


@pytest.mark.slow
def test_a_row_with_little_to_derive_costs_little() -> None:
    """Batch rows: under 100 µs where a size is declared (three times that allowed for a busy machine)."""
    facts = firm(declared_size="small", declared_in_difficulty=False, founded=date(2001, 3, 4))
    derive(facts, {}, ON)
    assert min(timeit.repeat(lambda: derive(facts, {}, ON), number=200, repeat=5)) / 200 < 300e-6
