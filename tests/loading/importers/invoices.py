"""Electronic invoices made for tests, after the FatturaPA 1.2.2 layout; the firms are nobody's."""

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><p:FatturaElettronica versione="FPR12" '
    'xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"><FatturaElettronicaHeader>'
    "<CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>{country}</IdPaese><IdCodice>{code}</IdCodice>"
    "</IdFiscaleIVA><Anagrafica><Denominazione>{name}</Denominazione></Anagrafica></DatiAnagrafici></CedentePrestatore>"
    "<CessionarioCommittente><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>99999990437</IdCodice>"
    "</IdFiscaleIVA><Anagrafica><Denominazione>Alfa</Denominazione></Anagrafica></DatiAnagrafici>"
    "</CessionarioCommittente></FatturaElettronicaHeader>"
)
BODY = (
    "<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>{kind}</TipoDocumento>"
    "<Divisa>{currency}</Divisa><Data>2022-06-20</Data><Numero>{number}</Numero>{general}</DatiGeneraliDocumento>"
    "<DatiContratto><IdDocumento>7</IdDocumento><CodiceCUP>B11B22000000001</CodiceCUP><CodiceCIG>Z123456789</CodiceCIG>"
    "</DatiContratto>{linked}</DatiGenerali><DatiBeniServizi>{lines}<DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA>"
    "<ImponibileImporto>{taxable}</ImponibileImporto><Imposta>{vat}</Imposta></DatiRiepilogo></DatiBeniServizi>"
    "<DatiPagamento><CondizioniPagamento>TP02</CondizioniPagamento><DettaglioPagamento><ModalitaPagamento>MP05"
    "</ModalitaPagamento><DataScadenzaPagamento>2022-07-31</DataScadenzaPagamento><ImportoPagamento>1220.00"
    "</ImportoPagamento></DettaglioPagamento></DatiPagamento></FatturaElettronicaBody>"
)
LINE = (
    "<DettaglioLinee><NumeroLinea>{n}</NumeroLinea><Descrizione>{text}</Descrizione><PrezzoUnitario>{amount}"
    "</PrezzoUnitario><PrezzoTotale>{amount}</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>"
)
TWO = (("Robot", "900.00"), ("Trasporto", "100.00"))


def body(number: str = "12/A", lines: tuple[tuple[str, str], ...] = TWO, **told: str) -> str:
    """Return a document; ``told`` replaces its general data, its type, its currency, its sums."""
    written = "".join(LINE.format(n=n, text=text, amount=amount) for n, (text, amount) in enumerate(lines, 1))
    standard = {"kind": "TD01", "currency": "EUR", "general": "", "linked": "", "taxable": "1000.00", "vat": "220.00"}
    return BODY.format(**{**standard, **told, "number": number, "lines": written})


def invoice(*bodies: str, country: str = "IT", code: str = "01234567897", name: str = "Beta S.r.l.") -> bytes:
    """Return a file of one or more documents of one supplier."""
    head = HEAD.format(country=country, code=code, name=name)
    return (head + "".join(bodies or (body(),)) + "</p:FatturaElettronica>").encode()
