"""Days that cannot be, as seen on 30 November 2026: of what has happened still to come, before what they follow."""

from datetime import date, datetime

import pytest

from grantcli.law.check import impossible_days
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact

TODAY = date(2026, 11, 30)
LINE = {
    "invoice_date": Fact(kind="date", label="Fattura", past=True),
    "payment_date": Fact(kind="date", label="Pagamento", past=True, not_before="invoice_date"),
}
KNOWN = {
    "applicant.who": Fact(kind="choice", label="Chi"),
    "company.founded": Fact(kind="date", label="Costituita", past=True),
    "project.start": Fact(kind="date", label="Avvio"),
    "project.end": Fact(kind="datetime", label="Fine", not_before="project.start"),
    "expenses": Fact(kind="list", label="Spese", items=LINE),
}


def facts(answers: dict[str, object], line: dict[str, object] | None = None) -> Facts:
    told = {key: Answer(value, "file", "d.yaml:3:12") for key, value in answers.items()}
    held = {key: Answer(value, "file", "d.yaml:9:30") for key, value in (line or {}).items()}
    return Facts(told, {"expenses": (Facts(held, id="S1"),)} if line else {})


@pytest.mark.parametrize(
    ("answers", "line", "said"),
    [
        ({"company.founded": date(2026, 11, 30)}, None, ""),
        (
            {"company.founded": date(2030, 1, 1)},
            None,
            "d.yaml:3:12: company.founded: 1º gennaio 2030 deve ancora venire",
        ),
        ({"company.founded": date(2030, 1, 1), "applicant.who": "team"}, None, ""),
        ({"project.start": date(2030, 1, 1), "project.end": datetime(2030, 1, 1, 9)}, None, ""),
        ({"project.start": date(2030, 1, 2), "project.end": datetime(2030, 1, 1, 9)}, None, "«Avvio», 2 gennaio 2030"),
        ({"project.end": datetime(2030, 1, 1, 9)}, None, ""),
        ({}, {"invoice_date": date(2026, 3, 1), "payment_date": date(2026, 3, 1)}, ""),
        (
            {},
            {"invoice_date": date(2026, 3, 2), "payment_date": date(2026, 3, 1)},
            "d.yaml:9:30: expenses[S1].payment_date",
        ),
        ({}, {"payment_date": date(2026, 12, 1)}, "deve ancora venire"),
    ],
)
def test_a_day_that_cannot_be_is_a_warning_at_its_place(
    answers: dict[str, object], line: dict[str, object] | None, said: str
) -> None:
    told = impossible_days(facts(answers, line), KNOWN, TODAY)
    assert len(told) == bool(said)
    assert all(problem.warning and said in str(problem) for problem in told)
