"""Small calls and plans to try the money rooms on, made by hand."""

from collections.abc import Iterable
from decimal import Decimal

from grantcli.model.call import Call, Source
from grantcli.model.contribution import Contribution
from grantcli.model.expense import Category, Expenses, Limit, LineRule
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

CITE = "bando §1"
VOCABULARY = {
    "award.date": Fact(kind="date", label="Data del decreto"),
    "company.size": Fact(kind="choice", label="Dimensione"),
    "company.young": Fact(kind="yes_no", label="Giovane"),
    "people": Fact(kind="list", label="Persone"),
    "project.nights": Fact(kind="integer", label="Notti"),
    "expenses": Fact(kind="list", label="Spese"),
    "expenses[].category": Fact(kind="text", label="Categoria"),
    "expenses[].description": Fact(kind="text", label="Descrizione"),
    "expenses[].supplier": Fact(kind="text", label="Fornitore", optional=True),
    "expenses[].partner": Fact(kind="text", label="Partner", optional=True),
    "expenses[].amount": Fact(kind="money", label="Importo"),
    "expenses[].units": Fact(kind="number", label="Unità"),
    "expenses[].traits": Fact(kind="choices", label="Caratteristiche", default="none"),
    "expenses[].payment_method": Fact(kind="choice", label="Pagamento"),
    "expenses[].related": Fact(kind="yes_no", label="Legame"),
    "partners": Fact(kind="list", label="Partner"),
    "partners[].company.size": Fact(kind="choice", label="Dimensione"),
    "partners[].people": Fact(kind="list", label="Persone"),
}
SCOPE = Scope(VOCABULARY)


def euro(text: str | int) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"))


def categories(*ids: str) -> tuple[Category, ...]:
    return tuple(Category(id=one, text=f"Voce {one}", cite=CITE) for one in ids)


def limit(name: str, of: Iterable[str], **more: object) -> Limit:
    more = {key: Decimal(value) if key in {"share", "amount"} else value for key, value in more.items()}  # type: ignore[arg-type]
    return Limit(id=name, text=f"Limite {name}", cite=CITE, of=tuple(of), **more)  # type: ignore[arg-type]


def line_rule(name: str, **more: object) -> LineRule:
    return LineRule(id=name, text=f"Regola {name}", cite=CITE, **more)  # type: ignore[arg-type]


def call(
    *,
    costs: Iterable[Category] = categories("A", "B", "C", "D"),
    limits: Iterable[Limit] = (),
    refused: Iterable[LineRule] = (),
    contribution: Contribution | None = None,
) -> Call:
    return Call(
        id="prova",
        title="Bando di prova",
        sources={"bando": Source(title="Bando", kind="call"), "voce": Source(title="Giornale", kind="press")},
        expenses=Expenses(categories=tuple(costs), limits=tuple(limits), refused=tuple(refused)),
        contribution=contribution or Contribution(),
    )


def line(name: str, category: str, amount: str | int, **more: object) -> Facts:
    answers = {"category": Answer(category), "amount": Answer(euro(amount))}
    return Facts(answers={**answers, **{key: Answer(value) for key, value in more.items()}}, id=name)


def plan(*lines: Facts, **answers: object) -> Facts:
    """Facts with these expenses; keyword ``company__size`` stands for ``company.size``."""
    return Facts(
        answers={key.replace("__", "."): Answer(value) for key, value in answers.items()}, lists={"expenses": lines}
    )
