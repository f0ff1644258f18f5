"""Conditions as docs/call-format.md writes them, typed by the vocabulary; wrong ones with the kind of each problem."""

from datetime import date
from decimal import Decimal

import pytest

from grantcli.loading.call.vocabulary import Own, whole_vocabulary
from grantcli.loading.conditions.conditions import Conditions
from grantcli.loading.conditions.names import ConditionNames, beginnings
from grantcli.loading.parser.parsing import parse_text
from grantcli.loading.parser.reader import Reader
from grantcli.loading.parser.tree import Tree
from grantcli.model.condition import All, Any, Condition, Each, Measure, Not, Ref, Test
from grantcli.model.rule import Rule
from grantcli.model.vocabulary import Fact, Kind


def fact(kind: Kind, **more: object) -> Fact:
    return Fact(kind=kind, label=kind, **more)  # type: ignore[arg-type]


PERSON = {"id": fact("text"), "role": fact("choice", choices={"director": "D", "owner": "O"}), "born": fact("date")}
VOCABULARY = whole_vocabulary(
    {
        "company.name": fact("text"),
        "company.active": fact("yes_no"),
        "company.size": fact("choice", choices={"micro": "m", "small": "s", "large": "l"}),
        "company.ateco": fact("ateco"),
        "project.site": fact("commune"),
        "project.start": fact("date"),
        "project.months": fact("integer", at_most=Decimal(12)),
        "project.uses": fact("choices", choices={"a": "A", "b": "B"}),
        "people": fact("list", items=PERSON),
        "partners": fact("list", items={"country": fact("country"), "people": fact("list", items=PERSON)}),
        "expenses": fact(
            "list",
            items={
                "category": fact("text"),
                "supplier": fact("text"),
                "partner": fact("text"),
                "amount": fact("money"),
                "share": fact("percent"),
                "date": fact("date"),
            },
        ),
    },
    own=Own(tracks={"inside": "dentro", "outside": "fuori"}, categories={"A": "Macchine", "B": "Consulenze"}),
)


def read(text: str, scope: str = "") -> tuple[Condition | None, list[str]]:
    tree: Tree | None = parse_text(text, "f")[0]
    assert tree is not None
    reader = Reader("f")
    condition = Conditions(ConditionNames(VOCABULARY, frozenset({"crater"}))).read(tree, "require", scope, reader)
    assert (condition is None) == bool(reader.problems)
    return condition, [problem.kind for problem in reader.problems]


def is_(name: str, *values: object) -> Test:
    return Test(fact=name, word="is", value=values)


GOOD: list[tuple[str, Condition]] = [
    ("company.active: true", is_("company.active", True)),
    ("company.active: NO", is_("company.active", False)),
    ("company.size: [micro, small]", is_("company.size", "micro", "small")),
    ("company.size: {is: micro}", is_("company.size", "micro")),
    (
        "{company.active: true, company.size: small}",
        All(of=(is_("company.active", True), is_("company.size", "small"))),
    ),
    ("all: [{company.active: true}]", All(of=(is_("company.active", True),))),
    (
        "{company.active: true, any: [{company.size: micro}, {not: {company.size: large}}]}",
        All(
            of=(
                is_("company.active", True),
                Any(of=(is_("company.size", "micro"), Not(of=is_("company.size", "large")))),
            )
        ),
    ),
    ("project.months: {at_most: 6}", Test(fact="project.months", word="at_most", value=6)),
    ("project.months: {more_than: 24}", Test(fact="project.months", word="more_than", value=24)),
    (
        "project.months: {at_least: 3, less_than: 6}",
        All(
            of=(
                Test(fact="project.months", word="at_least", value=3),
                Test(fact="project.months", word="less_than", value=6),
            )
        ),
    ),
    ("project.start: {not_before: 20/06/2022}", Test(fact="project.start", word="not_before", value=date(2022, 6, 20))),
    (
        "project.start: {after: {fact: on, plus: {days: -15, months: 6}}}",
        Test(fact="project.start", word="after", value=Ref(fact="on", days=-15, months=6)),
    ),
    ("project.start: {fact: on}", Test(fact="project.start", word="is", value=Ref(fact="on"))),
    (
        "total.admitted: {at_least: {fact: total.presented, times: 0.30}}",
        Test(fact="total.admitted", word="at_least", value=Ref(fact="total.presented", times=Decimal("0.30"))),
    ),
    ('company.ateco: {under: ["62", "63.1", J]}', Test(fact="company.ateco", word="under", value=("62", "63.1", "J"))),
    ("project.site: {under: crater}", Test(fact="project.site", word="under", value=("crater",))),
    ('project.site: {under: [crater, "11"]}', Test(fact="project.site", word="under", value=("crater", "11"))),
    ("project.site: Camerino", is_("project.site", "043007")),
    ('project.site.region: "11"', is_("project.site.region", "11")),
    ("company.name: {known: true}", Test(fact="company.name", word="known", value=True)),
    ("people: {known: no}", Test(fact="people", word="known", value=False)),
    ("company.name: {within_words: 10}", Test(fact="company.name", word="within_words", value=10)),
    ("project.uses: a, b", is_("project.uses", "a", "b")),
    ("track: inside", is_("track", "inside")),
    ("{some: people, where: {role: director}}", Each(word="some", list="people", where=is_("role", "director"))),
    (
        "{every: partners, where: {some: people, where: {role: owner}}}",
        Each(word="every", list="partners", where=Each(word="some", list="people", where=is_("role", "owner"))),
    ),
    (
        "{count: expenses, where: {category: [A, B]}, at_least: 1}",
        Measure(
            quantity="count",
            list="expenses",
            where=is_("category", "A", "B"),
            tests=(("at_least", Decimal(1)),),
        ),
    ),
    (
        "{sum: expenses.amount, at_least: 10, at_most: {fact: total.presented, times: 0.5}}",
        Measure(
            quantity="sum",
            list="expenses",
            field="amount",
            tests=(("at_least", Decimal("10.00")), ("at_most", Ref(fact="total.presented", times=Decimal("0.5")))),
        ),
    ),
    (
        "{distinct: expenses.supplier, is: 1}",
        Measure(quantity="distinct", list="expenses", field="supplier", tests=(("is", Decimal(1)),)),
    ),
    (
        "{count: people, is: [1, 2], company.active: true}",
        All(
            of=(
                is_("company.active", True),
                Measure(quantity="count", list="people", tests=(("is", (Decimal(1), Decimal(2))),)),
            )
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), GOOD, ids=[text for text, _condition in GOOD])
def test_a_condition_is_read(text: str, expected: Condition) -> None:
    assert read(text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("amount: {at_most: 10}", "expenses"),
        ("admitted: {at_most: 10}", "expenses"),
        ("country: IT", "expenses"),
        ("company.active: true", "expenses"),
        ("role: owner", "partners[].people"),
        ("country: IT", "partners[].people"),
        ("id: [p1, p2]", "partners"),
        ("{some: people, where: {born: {before: {fact: on}}}}", "partners"),
        ("supplier: {fact: company.name}", "expenses"),
    ],
)
def test_names_are_looked_for_from_the_item_outward(text: str, scope: str) -> None:
    assert read(text, scope)[1] == []


@pytest.mark.parametrize(
    ("text", "scope", "kinds"),
    [
        ("role: owner", "", ["unknown_fact"]),
        ("country: IT", "", ["unknown_fact"]),
        ("amount: 1", "partners", ["unknown_fact"]),
        ("expenses[].amount: {at_most: 1}", "", ["unknown_fact"]),
        ("category: C", "expenses", ["not_a_choice"]),
        ("company.size: [micro, tiny, huge]", "", ["not_a_choice", "not_a_choice"]),
        ("company.size: [[micro]]", "", ["not_a_value"]),
        ("company.size: ~", "", ["missing_value"]),
        ("company.size: {}", "", ["missing_value"]),
        ("company.active: {known: maybe}", "", ["not_yes_no"]),
        ("company.name: {within_words: [1]}", "", ["not_a_value"]),
        ("project.months: {at_most: [1, 2]}", "", ["not_a_value"]),
        ("project.start: {after: {plus: {days: 3}}}", "", ["missing_key"]),
        ("project.start: {after: {fact: on, days: 3}}", "", ["unknown_key"]),
        ("project.start: {after: {fact: on, plus: {weeks: 3}}}", "", ["wrong_plus"]),
        ("project.start: {after: {fact: on, plus: {days: x}}}", "", ["not_an_integer"]),
        ("project.start: {after: {fact: yesterday}}", "", ["unknown_fact"]),
        ("project.months: {at_most: {fact: project.start}}", "", ["facts_do_not_compare"]),
        ("project.months: {at_most: {fact: total.presented, times: tre}}", "", ["not_a_number"]),
        ("company.name: {fact: company.active}", "", ["facts_do_not_compare"]),
        ("project.site: {under: mare}", "", ["unknown_area"]),
        ("all: []", "", ["not_a_list"]),
        ("any: {company.active: true}", "", ["not_a_list"]),
        ("all: [{company.actve: true}, {company.size: tiny}]", "", ["unknown_fact", "not_a_choice"]),
        ("not: [company.active]", "", ["not_a_condition"]),
        ("{some: people.role, where: {role: owner}}", "", ["unknown_list"]),
        ("{every: people, where: {role: chief}}", "", ["not_a_choice"]),
        ("{count: people, at_least: uno}", "", ["not_a_number"]),
        ("{distinct: people, is: 1}", "", ["unknown_field"]),
        ("{sum: people.born, at_least: 1}", "", ["not_a_number_field"]),
        ("{count: [people], at_least: 1}", "", ["unknown_list"]),
        ("{count: people, some: people, where: {role: owner}, at_least: 1}", "", ["two_list_words"]),
    ],
)
def test_a_wrong_condition_is_told(text: str, scope: str, kinds: list[str]) -> None:
    assert read(text, scope)[1] == kinds


def test_bounds_of_the_question_do_not_bind_the_rule() -> None:
    """A rule may name 24 months where the question takes 12 at most: it is about what must not be."""
    assert read("project.months: {at_least: 24}")[1] == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("", [""]),
        ("people", ["people[].", ""]),
        ("expenses", ["expenses[].", "partners[].", ""]),
        ("partners[].people", ["partners[].people[].", "partners[].", ""]),
    ],
)
def test_where_names_are_looked_for(scope: str, expected: list[str]) -> None:
    assert list(beginnings(scope)) == expected


def test_a_reader_without_vocabulary_takes_no_condition() -> None:
    tree = parse_text("{id: R, text: t, cite: c, require: {x: 1}}", "f")[0]
    assert tree is not None
    reader = Reader("f")
    reader.read(Rule, tree)
    assert [(problem.kind, problem.path) for problem in reader.problems] == [("no_condition", "require")]
