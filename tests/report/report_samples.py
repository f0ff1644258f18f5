"""A small outcome made by hand, with one of everything that a screen must be able to show. All of it is invented."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from grantcli.model.call import Call, Discrepancy, Gap, Source, SourceReading
from grantcli.model.expense import Category, Expenses
from grantcli.model.facts import Answer, Facts, Supplied
from grantcli.model.finding import Finding
from grantcli.model.outcome import (
    AttachmentOutcome,
    ContributionOutcome,
    CriterionOutcome,
    DeadlineOutcome,
    ExpenseTotals,
    Line,
    Outcome,
    RegimeOutcome,
    ScoreOutcome,
    Share,
    Step,
)
from grantcli.model.timeline import After
from grantcli.model.vocabulary import Fact

ROME = ZoneInfo("Europe/Rome")

VOCABULARY = {
    "company.name": Fact(kind="text", label={"it": "Denominazione", "en": "Name"}),
    "company.size": Fact(
        kind="choice",
        label={"it": "Dimensione", "en": "Size"},
        choices={"small": {"it": "piccola", "en": "small"}, "large": {"it": "grande", "en": "large"}},
        derived=True,
    ),
    "company.pec": Fact(
        kind="pec",
        label={"it": "Indirizzo PEC", "en": "Certified mail"},
        question={"it": "Qual è l'indirizzo PEC dell'impresa?", "en": "What is the certified mail address?"},
    ),
    "company.registered": Fact(
        kind="yes_no",
        label={"it": "Iscritta al registro delle imprese", "en": "In the business register"},
        question={"it": "L'impresa è iscritta al registro delle imprese?", "en": "Is it in the register?"},
    ),
    "project.duration_months": Fact(kind="integer", label="Durata", unit="mesi"),
    "expenses": Fact(kind="list", label="Spese", item="spesa"),
    "expenses[].amount": Fact(kind="money", label={"it": "Importo", "en": "Amount"}),
    "expenses[].supplier": Fact(kind="text", label="Fornitore", question="Chi è il fornitore?"),
}

CALL = Call(
    id="prova-2030",
    title={"it": "Macchine nuove per fabbriche vecchie, bando di prova", "en": "New machines for old factories"},
    authority={"it": "Regione Inventata", "en": "Invented Region"},
    sources={
        "bando": Source(
            title="Bando di prova",
            kind="call",
            issuer="Regione Inventata",
            dated=date(2030, 1, 10),
            address="https://esempio.invalid/bandi/prova-2030/testo-completo-del-bando-con-un-indirizzo-molto-lungo.pdf",
        ),
        "decreto": Source(title="Decreto di proroga", kind="amendment", dated=date(2030, 3, 1)),
        "inutile": Source(title="Fonte che nessuna regola cita", kind="press"),
    },
    gaps=(
        Gap(
            what="Tabella delle intensità di aiuto",
            cite="bando §3.9",
            consequence="Il contributo ufficiale non si può calcolare finché non si forniscono le percentuali.",
        ),
    ),
    expenses=Expenses(
        categories=(
            Category(id="A", text="Strumenti e macchinari", cite="bando §3.6 A"),
            Category(id="B", text="Consulenze", cite="bando §3.6 B"),
        )
    ),
)


def finding(ident, verdict="pass", **more):
    """Return a finding with what is not given filled in."""
    given = {"severity": "blocking", "text": f"Regola {ident}.", "cite": "bando §2.1", **more}
    return Finding(id=ident, verdict=verdict, **given)


SIX_MONTHS = After(fact="award.decree_date", months=6)
FINDINGS = (
    finding(
        "P-2.1-A",
        text={"it": "L'impresa è iscritta al registro delle imprese.", "en": "The company is in the register."},
        facts={"company.registered": Answer(True, "file", "domanda.yaml:7")},
    ),
    finding(
        "P-2.1-B",
        text="L'impresa è micro, piccola o media.",
        facts={"company.size": Answer("small", "derived", "GBER, allegato I")},
    ),
    finding(
        "P-3.5",
        "fail",
        text="Il progetto dura al massimo 6 mesi dalla data del decreto di concessione, compresa la rendicontazione.",
        cite="bando §3.5",
        facts={"project.duration_months": Answer(9, "asked")},
        remedy="Accorciare il progetto, o dividerlo e chiedere qui solo la prima parte.",
    ),
    finding(
        "P-3.2",
        "unknown",
        text="L'impresa ha un indirizzo PEC attivo.",
        cite="bando §3.2",
        missing=("company.pec",),
    ),
    finding(
        "P-A.1",
        "undetermined",
        text="L'attività rientra nell'elenco dell'appendice A.1.",
        cite="bando app. A.1",
        status="missing",
        why="L'appendice non è stata pubblicata con il testo che abbiamo.",
    ),
    finding(
        "P-2.1-F",
        "manual",
        text="L'impresa ha la capacità economica per realizzare il progetto.",
        look_at="Gli ultimi due bilanci e la quota a carico dell'impresa.",
    ),
    finding(
        "P-2.1-G",
        "fail",
        severity="warning",
        text="Il legale rappresentante firma di persona.",
        remedy="Aggiungere la procura speciale.",
        facts={"expenses[S1].amount": Answer(Decimal("42000"), "import")},
        who=("P2", "P3"),
    ),
    finding("P-9.1", "unknown", moment="reporting", text="Le fatture sono pagate con bonifico.", missing=("x.paid",)),
    finding("P-5.0", applies=False, text="La sede estera presenta documenti equivalenti."),
    finding("P-3.9-x", text="L'attività non è esclusa.", supplied="bando ufficiale, pagina 31", status="missing"),
)

REFUSED = Step("P-3.7-o", "bando §3.7 o", Decimal("-8000.00"), "I beni in leasing non sono ammessi.")
LIMIT = Step(
    "P-A.2-B", "bando app. A.2", Decimal("-1500.50"), "Le consulenze non superano il 20 % del totale.", "derived"
)

LINES = (
    Line("S1", "A", "Gateway IoT e sensori", Decimal("42000.00"), Decimal("42000.00"), supplier="Alfa S.r.l."),
    Line(
        "S2",
        "B",
        "Consulenza strategica per la mappa delle tecnologie in uso e il piano di integrazione",
        Decimal("12000.00"),
        Decimal("10499.50"),
        steps=(LIMIT,),
        supplier="DIH Beta",
        verdict="cut",
    ),
    Line(
        "S3",
        "A",
        "Muletto in leasing",
        Decimal("8000.00"),
        Decimal("0.00"),
        steps=(REFUSED,),
        supplier="Gamma S.p.A.",
        verdict="refused",
        findings=(finding("P-3.7-o", "fail", cite="bando §3.7 o", remedy="Comprare il bene, o toglierlo dal piano."),),
    ),
    Line(
        "S4",
        "A",
        "Corso di formazione [base] per operatori",
        Decimal("1000.00"),
        Decimal("1000.00"),
        verdict="unknown",
        findings=(
            finding("P-3.7-s", "unknown", text="Il fornitore è indipendente.", missing=("expenses[S4].supplier",)),
        ),
        suggestions=(
            finding("P-3.7-p", "manual", severity="info", cite="bando §3.7 p", text="La formazione non è ammessa."),
        ),
    ),
)

EXPENSES = ExpenseTotals(
    presented=Decimal("63000.00"),
    admitted=Decimal("53499.50"),
    lines=LINES,
    by_category={
        "A": (Decimal("51000.00"), Decimal("43000.00")),
        "B": (Decimal("12000.00"), Decimal("10499.50")),
    },
    limits=(LIMIT, Step("P-A.2-A", "bando app. A.2", Decimal("0.00"), "I macchinari non superano 100.000 €.")),
)

STEPS = (
    Step("gber.rate.A", "bando §3.9", Decimal("21500.00"), "50 % di 43.000,00 € (A)", "derived"),
    Step(
        "gber.rate.B", "bando §3.9", Decimal("5249.75"), "50 % di 10.499,50 € (B)", "missing", "bando ufficiale, p. 31"
    ),
    Step("P-3.8-2", "bando §3.8", Decimal("-1749.75"), "Il contributo non supera 25.000 €."),
)

CONTRIBUTION = ContributionOutcome(
    status="estimate",
    amount=Decimal("25000.00"),
    regime="gber",
    steps=STEPS,
    regimes=(
        RegimeOutcome(
            "gber",
            "Esenzione per categoria",
            "bando §3.9",
            True,
            "estimate",
            Decimal("25000.00"),
            STEPS,
            because="È il primo regime le cui condizioni valgono.",
        ),
        RegimeOutcome(
            "tf313",
            "Quadro temporaneo, sezione 3.13",
            "bando §3.9",
            False,
            "undetermined",
            None,
            because="L'autorizzazione della Commissione non è nota.",
            missing_figures=("tf313.rate.A",),
        ),
        RegimeOutcome(
            "ceiling", "Massimo di legge", "gber art. 17", False, "estimate", Decimal("10699.90"), estimates="tf313"
        ),
    ),
)

ATTACHMENTS = (
    AttachmentOutcome(
        "1", "Modulo di domanda", "required", "È sempre dovuto.", "bando §4.4", "Allegato 1", "legale rappresentante"
    ),
    AttachmentOutcome(
        "5",
        "Dichiarazione degli altri amministratori",
        "required",
        "Una per persona.",
        "bando §4.4",
        copies=2,
        who=("Bianchi", "Verdi"),
    ),
    AttachmentOutcome("2", "Procura speciale", "not_due", "Firma il legale rappresentante.", "bando §4.4"),
    AttachmentOutcome("11", "Curricula dei soci", "score_only", "Serve solo al punteggio.", "bando §4.4"),
    AttachmentOutcome(
        "7", "Cumulo degli aiuti", "unknown", "Dipende da altri aiuti.", "bando §4.4", missing=("company.pec",)
    ),
    AttachmentOutcome("R", "Rendiconto finale", "required", "Chiude il progetto.", "bando §8", moment="reporting"),
)

DEADLINES = (
    DeadlineOutcome(
        "P-4.3-1", "Apertura dello sportello", "bando §4.3", datetime(2030, 2, 16, 10, tzinfo=ROME), True, "opens"
    ),
    DeadlineOutcome(
        "P-4.3-2",
        "Chiusura dello sportello",
        "decreto art. 1",
        datetime(2030, 7, 15, 13, tzinfo=ROME),
        False,
        "closes",
        note="L'ora è presunta.",
    ),
    DeadlineOutcome(
        "P-3.5-7", "Fine del progetto", "bando §3.5", None, True, after=After(fact="award.decree_date", months=6)
    ),
)

DISCREPANCIES = (
    Discrepancy(
        id="D-3",
        text="Il comunicato mette il limite sul costo, il bando sul contributo.",
        readings=(
            SourceReading(cite="comunicato", text="costo fino a 25.000 €"),
            SourceReading(cite="bando §3.8", text="contributo fino a 25.000 €"),
        ),
        followed="Il bando: è il testo che fa legge.",
    ),
    Discrepancy(id="D-9", text="Refuso senza effetti.", shown=False),
)


def outcome(**changes):
    """Return the sample outcome, changed where asked."""
    made = Outcome(
        call=CALL,
        vocabulary=VOCABULARY,
        digest="sha256:" + "0123456789abcdef" * 4,
        on=date(2030, 6, 20),
        verdict="not_eligible",
        facts=Facts(
            answers={"company.name": Answer("Officine Esempio S.r.l.")},
            supplied={"gber.rate.B": Supplied(Decimal("0.50"), "bando ufficiale, p. 31")},
        ),
        findings=FINDINGS,
        expenses=EXPENSES,
        contribution=CONTRIBUTION,
        attachments=ATTACHMENTS,
        deadlines=DEADLINES,
        scoring=ScoreOutcome(
            "missing", most=Decimal(100), why="La griglia non è nel testo che abbiamo.", cite="bando §5.2"
        ),
        track="21.1",
        missing=("company.pec", "expenses[S4].supplier"),
        missing_figures=("tf313.rate.A",),
        discrepancies=DISCREPANCIES,
        warnings=("Il bando è stato controllato più di un anno fa.",),
    )
    return replace(made, **changes)


def eligible():
    """Return a plain good outcome: everything passes, the amount is official."""
    lines = LINES[:1]
    return outcome(
        verdict="eligible",
        findings=FINDINGS[:2],
        expenses=ExpenseTotals(
            Decimal("42000.00"), Decimal("42000.00"), lines, {"A": (Decimal("42000.00"), Decimal("42000.00"))}
        ),
        contribution=ContributionOutcome(
            "official",
            Decimal("21000.00"),
            "gber",
            (Step("gber.rate.A", "bando §3.9", Decimal("21000.00"), "50 % di 42.000,00 €"),),
        ),
        missing=(),
        missing_figures=(),
        discrepancies=(),
        warnings=(),
        scoring=ScoreOutcome("none"),
    )


def scored():
    """Return an outcome of a partnership with a computed score and shares."""
    return replace(
        eligible(),
        contribution=ContributionOutcome(
            "official",
            Decimal("21000.00"),
            "gber",
            (Step("gber.rate.A", "bando §3.9", Decimal("21000.00"), "50 % di 42.000,00 €"),),
            partners=(
                Share("P1", Decimal("30000.00"), Decimal("30000.00"), Decimal("15000.00")),
                Share("P2", Decimal("12000.00"), Decimal("12000.00"), Decimal("6000.00")),
            ),
        ),
        scoring=ScoreOutcome(
            "computed",
            Decimal("72.50"),
            Decimal(100),
            Decimal(65),
            True,
            (
                CriterionOutcome(
                    "C1", "Qualità del progetto", "bando §5.2", Decimal(60), Decimal("47.50"), "self_assessed"
                ),
                CriterionOutcome("C2", "Impatto atteso", "bando §5.2", Decimal(40), Decimal(25), "computed"),
            ),
        ),
    )
