"""Lists as tables: in one that a page holds, or in several with what all share told once."""

from dataclasses import replace

from tests.render.render_sample import outcome

from grantcli import i18n
from grantcli.model.facts import Answer, Facts
from grantcli.model.finding import Finding
from grantcli.model.vocabulary import Fact
from grantcli.render.context import context
from grantcli.render.pieces.listed import tables

FIELDS = {
    "company.name": Fact(kind="text", label="Denominazione"),
    "lead": Fact(kind="yes_no", label="Capofila"),
    "company.size": Fact(kind="text", label="Dimensione", derived=True),
    "company.sme": Fact(kind="yes_no", label="PMI", derived=True),
    **{f"f{number}": Fact(kind="text", label=f"Campo {number}") for number in range(1, 7)},
}


def together(count: int):
    """Return an outcome of so many partners: all but the first alike in ``lead``, each its own in the fields."""
    items = tuple(
        Facts(
            {
                "company.name": Answer(f"Impresa {number}"),
                "lead": Answer(number == 1),
                "company.size": Answer("piccola", "derived"),
                "company.sme": Answer(value=True, origin="derived"),
                **{f"f{field}": Answer(f"{field}.{number}") for field in range(1, 7)},
            },
            id=f"P{number}",
        )
        for number in range(1, count + 1)
    )
    entry = Fact(kind="list", label="Partner", item="partner", items=FIELDS)
    sample = outcome()
    used = Finding("R", "pass", "blocking", "", "", facts={"partners[P1].company.size": Answer("piccola", "derived")})
    return replace(
        sample,
        facts=sample.facts.with_list("partners", items),
        vocabulary={**sample.vocabulary, "partners": entry},
        findings=(*sample.findings, used),
    )


def test_many_items_with_many_fields_are_told_a_few_columns_at_a_time():
    i18n.use("it")
    made = tables("partners", together(8))
    heads = [[column["label"] for column in table["columns"]] for table in made]
    assert heads == [
        ["Partner", "Campo 1", "Campo 2", "Campo 3"],
        ["Partner", "Campo 4", "Campo 5", "Campo 6"],
        ["Uguale per tutti, salvo dove è detto", "Valore"],
    ]
    assert made[1]["rows"][7] == ["Impresa 8 (P8)", "4.8", "5.8", "6.8"]
    assert [table["title"] for table in made] == ["Partner", "", ""]


def test_what_nearly_all_share_is_told_once_with_those_that_differ_by_name():
    """Of what was derived only what a rule used is told: the size, not whether it is an SME."""
    i18n.use("it")
    assert tables("partners", together(8))[-1]["rows"] == [
        ["Capofila", "no; Impresa 1 (P1): sì"],
        ["Dimensione", "piccola"],
    ]


def test_few_items_head_the_columns_by_name():
    i18n.use("it")
    (made,) = tables("partners", together(3))
    assert [column["label"] for column in made["columns"]] == [
        "Dato",
        "Impresa 1 (P1)",
        "Impresa 2 (P2)",
        "Impresa 3 (P3)",
    ]
    assert "Denominazione" not in [row[0] for row in made["rows"]]


def test_those_who_apply_together_have_a_part_of_their_own():
    made = context(together(8))
    assert "partners" in [part["id"] for part in made["application"]]
    assert made["partners"]["tables"][0]["title"] == ""
    assert "Partner" not in [table["title"] for table in made["others"]["tables"]]
    assert "partners" not in [part["id"] for part in context(outcome())["application"]]
