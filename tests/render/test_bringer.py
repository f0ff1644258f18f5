"""Who brings a document that is asked for each expense: its supplier, else who signs it, never the line itself."""

from grantcli.model.facts import Answer, Facts
from grantcli.model.outcome import AttachmentOutcome
from grantcli.render.pieces.bringer import who_brings

LINES = Facts(
    lists={
        "expenses": (
            Facts(answers={"supplier": Answer("Robotica Esempio S.r.l.")}, id="S1"),
            Facts(answers={}, id="S2"),
        )
    }
)


def test_of_an_expense_its_supplier_else_who_signs():
    signer = "Ingegnere, iscritto all'albo"
    asked = AttachmentOutcome("D1", "Perizia", "required", "", "bando §5", signer=signer, who=("S1", "S2"))
    assert who_brings(asked, LINES) == "Robotica Esempio S.r.l. (S1), Ingegnere (S2)"
