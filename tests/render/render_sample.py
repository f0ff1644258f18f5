"""A made-up outcome with everything a paper can hold: long words, many lines, every verdict and kind of amount."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from grantcli.model.call import Call, Discrepancy, Gap, Source, SourceReading, Track
from grantcli.model.criterion import Scoring
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
    SectionOutcome,
    Share,
    Step,
)
from grantcli.model.rule import Rule
from grantcli.model.timeline import After, Amendment
from grantcli.model.vocabulary import Fact, Vocabulary

SIX_MONTHS = After(fact="award.decree_date", months=6)
ROME = ZoneInfo("Europe/Rome")
LONG = (
    "Acquisto, installazione e messa in esercizio di un sistema integrato di raccolta dati dalle macchine, con "
    "cruscotto di controllo della produzione, interfaccia verso il gestionale e addestramento all'uso"
)
UNBROKEN = "https://esempio.invalid/" + "percorso-lunghissimo-senza-spazi/" * 6


def vocabulary() -> Vocabulary:
    """The facts that the sample uses."""
    return {
        "company.name": Fact(kind="text", label={"it": "Denominazione", "en": "Name"}),
        "company.vat_number": Fact(kind="vat_number", label={"it": "Partita IVA", "en": "VAT number"}),
        "company.seat": Fact(kind="commune", label={"it": "Comune della sede legale", "en": "Registered office"}),
        "company.size": Fact(
            kind="choice", label={"it": "Dimensione", "en": "Size"}, choices={"small": {"it": "piccola", "en": "small"}}
        ),
        "company.active": Fact(kind="yes_no", label={"it": "Impresa attiva", "en": "Active"}),
        "company.founded": Fact(kind="date", label={"it": "Data di costituzione", "en": "Founded"}),
        "company.years": Fact(
            kind="list",
            label={"it": "Esercizi", "en": "Years"},
            key="year",
            items={
                "year": Fact(kind="integer", label={"it": "Anno", "en": "Year"}),
                "headcount": Fact(kind="number", label={"it": "Addetti", "en": "Headcount"}),
                "turnover": Fact(kind="money", label={"it": "Fatturato", "en": "Turnover"}),
                "balance_sheet": Fact(kind="money", label={"it": "Totale di bilancio", "en": "Balance sheet"}),
            },
        ),
        "project.title": Fact(kind="text", label={"it": "Titolo del progetto", "en": "Project title"}),
        "project.duration_months": Fact(
            kind="integer", label={"it": "Durata", "en": "Duration"}, unit={"it": "mesi", "en": "months"}
        ),
        "project.technologies": Fact(
            kind="choices",
            label={"it": "Tecnologie", "en": "Technologies"},
            choices={"iot": {"it": "oggetti connessi", "en": "internet of things"}, "erp": "ERP"},
        ),
        "people": Fact(
            kind="list",
            label={"it": "Persone", "en": "People"},
            items={
                "name": Fact(kind="text", label={"it": "Nome", "en": "Name"}),
                "role": Fact(kind="text", label={"it": "Ruolo", "en": "Role"}),
                "convicted": Fact(kind="yes_no", label={"it": "Condanne", "en": "Convictions"}),
            },
        ),
        "declarations.antimafia": Fact(kind="yes_no", label={"it": "Norme antimafia", "en": "Anti-mafia rules"}),
        "expenses": Fact(
            kind="list",
            label={"it": "Spese", "en": "Expenses"},
            items={"amount": Fact(kind="money", label={"it": "Importo", "en": "Amount"})},
        ),
        "company.iban": Fact(
            kind="iban", label="IBAN", question={"it": "Qual è l'IBAN dell'impresa?", "en": "What is the IBAN?"}
        ),
    }


def facts() -> Facts:
    """The answers of the sample."""
    year = Facts(
        answers={
            "year": Answer(2021),
            "headcount": Answer(Decimal("34.5")),
            "turnover": Answer(Decimal("6200000.00")),
            "balance_sheet": Answer(Decimal("5100000.00")),
        },
        id="2021",
    )
    person = Facts(
        answers={"name": Answer("Ada Prova"), "role": Answer("amministratrice"), "convicted": Answer(False)}, id="P1"
    )
    return Facts(
        answers={
            "company.name": Answer("Officine Esempio <Prova> & Figli S.r.l.", "asked"),
            "company.vat_number": Answer("01234567890"),
            "company.seat": Answer("043007"),
            "company.seat.name": Answer("Camerino", "derived"),
            "company.seat.province": Answer("MC", "derived"),
            "company.size": Answer("small", "derived", "raccomandazione 2003/361/CE, dagli ultimi due esercizi"),
            "company.active": Answer(True),
            "company.founded": Answer(date(1998, 3, 2)),
            "project.title": Answer("Reparto connesso: dati di macchina dall'officina al gestionale, in ogni fase"),
            "project.duration_months": Answer(6),
            "project.technologies": Answer(("iot", "erp")),
            "declarations.antimafia": Answer(True),
        },
        lists={"company.years": (year, replace(year, id="2020")), "people": (person,), "expenses": ()},
        supplied={"gber.rate.B": Supplied(Decimal("0.50"), "testo ufficiale, tabella del §3.9")},
    )


def call() -> Call:
    """The call of the sample."""
    return Call(
        id="bando-di-prova-2022",
        title={
            "it": "Trasformazione tecnologica e digitale dei processi produttivi: bando di prova 2022",
            "en": "Technological and digital change of production: sample call 2022",
        },
        authority="Regione di Prova",
        rules=tuple(Rule(id=one.id, text=one.text, cite=one.cite) for one in findings()),
        sources={
            "bando": Source(
                title="Bando di prova, allegato A", kind="call", issuer="Regione di Prova", dated=date(2022, 5, 11)
            ),
            "pagina": Source(title="Pagina del bando", kind="page", address=UNBROKEN, checked=date(2026, 11, 1)),
        },
        gaps=(
            Gap(
                what="Tabella delle intensità di aiuto",
                cite="bando §3.9",
                consequence="Il contributo non si può calcolare finché le percentuali non sono fornite.",
            ),
        ),
        amendments=(
            Amendment(
                id="proroga",
                since=date(2022, 6, 1),
                text="Il termine slitta",
                cite="pagina titolo",
                set={},
                verified=False,
            ),
        ),
        tracks=(Track(id="21.1", text="Area del cratere", cite="bando §1.2"),),
        expenses=Expenses(
            categories=(
                Category(id="A", text="Strumenti, macchinari, hardware e software", cite="bando §3.6 A"),
                Category(id="B", text="Consulenze specialistiche", cite="bando §3.6 B"),
            )
        ),
        scoring=Scoring(
            cite="bando §5.2", status="missing", known_inputs=("Parità di genere", "Esposizione ai mercati")
        ),
    )


def findings() -> tuple[Finding, ...]:
    """One finding of every verdict, and thirty that pass."""
    failing = Finding(
        id="P-2.1-G",
        verdict="fail",
        severity="blocking",
        text="L'impresa è in regola con i contributi previdenziali e assistenziali.",
        cite="bando §2.1 G",
        facts={"company.active": Answer(True, "asked"), "company.size": Answer("small", "derived")},
        remedy="Regolarizzare la posizione prima di presentare la domanda e chiedere un nuovo documento di regolarità.",
        who=("P1",),
    )
    return (
        failing,
        Finding(
            id="P-2.1-U",
            verdict="unknown",
            severity="blocking",
            text="L'IBAN è indicato.",
            cite="bando §4.2",
            missing=("company.iban",),
        ),
        Finding(
            id="P-2.1-C",
            verdict="undetermined",
            severity="blocking",
            text="L'attività rientra fra quelle ammesse.",
            cite="bando app. A.1",
            status="missing",
            why="L'elenco delle attività non è pubblicato insieme al testo.",
        ),
        Finding(
            id="P-2.1-F",
            verdict="manual",
            severity="blocking",
            text="L'impresa ha la capacità finanziaria per il progetto.",
            cite="bando §2.1 F",
            look_at="Bilanci degli ultimi due esercizi e impegni di cofinanziamento.",
        ),
        Finding(
            id="P-3.1-W",
            verdict="fail",
            severity="warning",
            text="Un ordine precede la data di presentazione.",
            cite="bando §3.5",
            remedy="Togliere la riga o rinviare l'ordine.",
        ),
        *(
            Finding(
                id=f"P-2.1-{number}",
                verdict="pass",
                severity="blocking",
                text=f"Requisito soddisfatto numero {number}. "
                + (LONG if number % 5 == 0 else "Testo breve della regola."),
                cite=f"bando §2.1 {number}",
                facts={"company.active": Answer(True)},
            )
            for number in range(30)
        ),
        Finding(
            id="P-3.5-7",
            verdict="unknown",
            severity="blocking",
            text="Il progetto finisce entro sei mesi dal decreto.",
            cite="bando §3.5",
            moment="execution",
            missing=("award.decree_date",),
        ),
        Finding(
            id="P-2.1-foreign",
            verdict="pass",
            severity="blocking",
            text="Sede estera: requisiti equivalenti.",
            cite="bando §2.1",
            applies=False,
        ),
    )


def lines(count: int = 60) -> tuple[Line, ...]:
    """Expense lines: one in nine refused, one in eleven cut by half, some doubtful, all presented at 1,500 euro."""
    return tuple(_line(number) for number in range(1, count + 1))


def _line(number: int) -> Line:
    presented, admitted, verdict, steps = Decimal("1500.00"), Decimal("1500.00"), "admitted", ()
    suggestions: tuple[Finding, ...] = ()
    if number % 9 == 0:
        letter = "npl"[number % 3]
        steps = (
            Step(
                "P-3.7-" + letter, f"bando §3.7 {letter}", -presented, f"Spesa che il bando esclude, lettera {letter}"
            ),
        )
        admitted, verdict = Decimal("0.00"), "refused"
    elif number % 11 == 0:
        steps = (
            Step("P-3.6-L", "bando app. A.2", Decimal("-500.00"), "Oltre il limite per le consulenze"),
            Step("P-3.6-M", "bando app. A.2", Decimal("-250.00"), "Quota non inerente al progetto", "derived"),
        )
        admitted, verdict = Decimal("750.00"), "cut"
    elif number % 13 == 0:
        verdict = "manual"
    if number % 17 == 0:
        suggestions = (
            Finding("P-3.7-n", "manual", "info", "la descrizione fa pensare a mobili e arredi", "bando §3.7 n"),
        )
    return Line(
        id=f"S{number}",
        category="AB"[number % 2],
        description=LONG if number % 6 == 0 else f"Licenza annuale del modulo {number} del sistema gestionale",
        presented=presented,
        admitted=admitted,
        steps=steps,
        supplier="Fornitrice Esemplare Soluzioni Digitali S.p.A." if number % 2 else "Alfa S.r.l.",
        verdict=verdict,  # type: ignore[arg-type]
        suggestions=suggestions,
    )


def totals() -> ExpenseTotals:
    """The lines with their totals, and limits: one that bites and one that does not."""
    made = lines()
    presented = sum((line.presented for line in made), Decimal(0))
    admitted = sum((line.admitted for line in made), Decimal(0))
    return ExpenseTotals(
        presented=presented,
        admitted=admitted,
        lines=made,
        by_category={
            name: (
                sum((line.presented for line in made if line.category == name), Decimal(0)),
                sum((line.admitted for line in made if line.category == name), Decimal(0)),
            )
            for name in ("A", "B")
        },
        limits=(
            Step("P-A2-1", "bando app. A.2", Decimal("-2500.00"), "Consulenze: al massimo il 20% del totale ammesso"),
        ),
    )


def contribution(admitted: Decimal) -> ContributionOutcome:
    """Half of the admitted cost, cut to 35,000 euro: an estimate, since a rate was supplied."""
    half = admitted / 2
    steps = (
        Step(
            "gber.rate.B", "bando §3.9", half, "50% del costo ammesso", "official", "testo ufficiale, tabella del §3.9"
        ),
        Step("P-3.9-cap", "bando §3.9", Decimal("35000.00") - half, "Massimale di contributo"),
    )
    return ContributionOutcome(
        status="estimate",
        amount=Decimal("35000.00"),
        regime="gber",
        steps=steps,
        regimes=(
            RegimeOutcome(
                "gber", "Regolamento generale di esenzione", "bando §3.9", True, "estimate", Decimal("35000.00"), steps
            ),
            RegimeOutcome(
                "tf",
                "Quadro temporaneo",
                "bando §3.9",
                False,
                "undetermined",
                None,
                (),
                because="Vale solo per le concessioni fino al 30 giugno 2022.",
                missing_figures=("tf.rate.A",),
            ),
            RegimeOutcome(
                "gber.law",
                "Massimali di legge",
                "reg. 651/2014 art. 29",
                True,
                "estimate",
                Decimal("38250.00"),
                (),
                estimates="gber",
            ),
        ),
        partners=(Share("P1", Decimal("90000.00"), admitted, Decimal("35000.00")),),
        why="Percentuali fornite dal richiedente.",
    )


def attachments() -> tuple[AttachmentOutcome, ...]:
    """Twelve papers, of every kind of due."""
    due = [
        AttachmentOutcome(
            id=str(number),
            title=f"Allegato di prova numero {number}: dichiarazione sui requisiti e sugli impegni",
            due="required",
            because="È richiesto a tutti i partecipanti.",
            cite=f"bando §4.4 n. {number}",
            form="Modello dell'ente, firmato digitalmente",
            signer="legale rappresentante",
        )
        for number in range(1, 10)
    ]
    return (
        *due,
        AttachmentOutcome(
            "10", "Procura speciale", "unknown", "Dipende da chi firma.", "bando §4.4", missing=("company.iban",)
        ),
        AttachmentOutcome("11", "Certificazione di parità", "score_only", "Serve soltanto al punteggio.", "bando §5.2"),
        AttachmentOutcome("12", "Documenti dello Stato estero", "not_due", "La sede legale è in Italia.", "bando §2.1"),
    )


def outcome() -> Outcome:
    """The whole sample, in Italian."""
    costs = totals()
    return Outcome(
        call=call(),
        vocabulary=vocabulary(),
        digest="sha256:" + "0123456789abcdef" * 4,
        on=date(2022, 6, 20),
        verdict="not_eligible",
        facts=facts(),
        findings=findings(),
        expenses=costs,
        contribution=contribution(costs.admitted),
        attachments=attachments(),
        deadlines=(
            DeadlineOutcome(
                "apre", "Apre lo sportello", "bando §4.3", datetime(2022, 5, 16, 10, tzinfo=ROME), True, "opens"
            ),
            DeadlineOutcome(
                "chiude",
                "Chiude lo sportello",
                "pagina titolo",
                datetime(2022, 7, 15, 13, tzinfo=ROME),
                False,
                "closes",
                note="L'ora non è indicata: si assume quella del termine precedente.",
            ),
            DeadlineOutcome(
                "fine", "Fine del progetto", "bando §3.5", None, True, after=After(fact="award.decree_date", months=6)
            ),
        ),
        scoring=ScoreOutcome(
            "missing", why="La tabella dei criteri non è pubblicata insieme al testo.", cite="bando §5.2"
        ),
        sections=(
            SectionOutcome(
                "impresa",
                "Presentazione dell'impresa",
                "Officine Esempio produce componenti.\n" + LONG,
                True,
                "Chi siete e che cosa fate.",
                300,
                ("company.iban",),
            ),
            SectionOutcome("progetto", "Descrizione del progetto", LONG, False),
            SectionOutcome("benefici", "Benefici attesi in cifre", "", True),
        ),
        track="21.1",
        missing=("company.iban",),
        missing_figures=("tf.rate.A",),
        discrepancies=(
            Discrepancy(
                id="D3",
                text="Massimale: sul contributo o sulla spesa?",
                readings=(
                    SourceReading(cite="bando §3.9", text="Sul contributo."),
                    SourceReading(cite="pagina", text="Sulla spesa."),
                ),
                followed="il testo del bando, che prevale sulla pagina",
            ),
        ),
        warnings=("Il bando è chiuso: la valutazione serve solo da esempio.",),
    )


def scored() -> Outcome:
    """The sample with a grid of criteria, eligible and official."""
    sample = outcome()
    grid = ScoreOutcome(
        "computed",
        Decimal("62.5"),
        Decimal("100"),
        Decimal("60"),
        True,
        (
            CriterionOutcome(
                "C1", "Qualità del progetto", "bando §5.2 1", Decimal(40), Decimal("32.5"), "self_assessed"
            ),
            CriterionOutcome("C2", "Impatto", "bando §5.2 2", Decimal(60), None, "unknown", ("company.iban",)),
        ),
        None,
        "bando §5.2",
    )
    official = replace(sample.contribution, status="official")
    return replace(sample, verdict="eligible", scoring=grid, contribution=official, findings=findings()[5:])


def undetermined() -> Outcome:
    """The sample without a figure for the rate: no amount, only the estimate by law."""
    sample = outcome()
    chosen, *others = sample.contribution.regimes
    unknown = replace(chosen, status="undetermined", amount=None, steps=(), missing_figures=("gber.rate.B",))
    blank = ContributionOutcome("undetermined", regimes=(unknown, *others), why="La tabella delle intensità manca.")
    return replace(sample, verdict="undetermined", contribution=blank)


def stretched() -> Outcome:
    """The sample with words that have no place to break, and amounts of ten digits."""
    sample = outcome()
    huge = Decimal("9999999999.99")
    line = replace(sample.expenses.lines[0], id="R" * 40, category="C" * 30, description="d" * 300, supplier="s" * 200)
    step = Step("r" * 60, "cite" * 30, -huge, "t" * 200)
    expenses = replace(
        sample.expenses,
        lines=(replace(line, presented=huge, admitted=Decimal("0.00"), steps=(step, step), verdict="refused"),),
        presented=huge,
        limits=(step,),
    )
    finding = sample.findings[0]._replace(id="I" * 80, text="x" * 300, cite="y" * 90, remedy="z" * 300)
    paper = replace(sample.attachments[0], id="4.2-" + "a" * 40, title="w" * 200, form="f" * 90, signer="g" * 90)
    named = {"company.name": Answer("N" * 160), "project.title": Answer("P" * 300)}
    return replace(
        sample,
        expenses=expenses,
        findings=(finding,) * 12,
        attachments=(paper,),
        facts=sample.facts.with_answers(named),
    )
