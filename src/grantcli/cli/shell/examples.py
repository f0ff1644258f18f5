"""Two lines for each command, to be typed as they are beside an application, a profile and files of a client."""

from typing import Final

EXAMPLES: Final[dict[str, tuple[str, str]]] = {
    "": ("grantcli calls list", "grantcli evaluate domanda.yaml --lang en"),
    "calls": ("grantcli calls list --json", "grantcli calls show marche-transizione"),
    "calls list": ("grantcli calls list", "grantcli calls list --on 2022-06-20 --json"),
    "calls show": (
        "grantcli calls show marche-transizione",
        "grantcli calls show marche-transizione --on 2022-06-20 --all",
    ),
    "calls diff": (
        "grantcli calls diff marche-transizione --from 2022-06-01 --to 2022-07-10",
        "grantcli calls diff marche-transizione --from 2022-06-01 --to 2022-07-10 --with domanda.yaml --json",
    ),
    "calls check": (
        "grantcli calls check marche-transizione-digitale-2022",
        "grantcli calls check inter-ventures --json",
    ),
    "calls new": ("grantcli calls new voucher-2027", "grantcli calls new voucher-2028 -o bandi"),
    "calls keys": ("grantcli calls keys", "grantcli calls keys window --json"),
    "calls cases": ("grantcli calls cases inter-ventures", "grantcli calls cases marche-transizione --boundaries"),
    "calls schema": (
        "grantcli calls schema > call.schema.json",
        "grantcli calls schema application --call marche-transizione-digitale-2022",
    ),
    "calls test": (
        "grantcli calls test inter-ventures",
        "grantcli calls test marche-transizione-digitale-2022 --untried",
    ),
    "ask": (
        "grantcli ask marche-transizione -o rossi.yaml --profile company.yaml --plan piano.csv",
        "grantcli ask marche-transizione --set project.site=Camerino --review",
    ),
    "company": ("grantcli company show company.yaml", "grantcli company check company.yaml"),
    "company new": ("grantcli company new", "grantcli company new rossi.yaml"),
    "company show": ("grantcli company show company.yaml", "grantcli company show company.yaml --on 2022-06-20 --json"),
    "company check": ("grantcli company check company.yaml", "grantcli company check company.yaml --json"),
    "company import": (
        "grantcli company import bilancio.xbrl --yes",
        "grantcli company import bilancio.xbrl -o rossi.yaml --replace --yes",
    ),
    "expenses": (
        "grantcli expenses import piano.csv --dry-run",
        "grantcli expenses import piano.csv -a domanda.yaml --yes",
    ),
    "expenses import": (
        "grantcli expenses import piano.csv --dry-run",
        "grantcli expenses import piano.csv -a domanda.yaml --yes",
    ),
    "evaluate": ("grantcli evaluate domanda.yaml", "grantcli evaluate - --on 2022-06-20 --json < domanda.yaml"),
    "whatif": (
        "grantcli whatif domanda.yaml",
        "grantcli whatif domanda.yaml --set company.active=no --set company.durc_regular=no",
    ),
    "declarations": (
        "grantcli declarations domanda.yaml -o dichiarazioni",
        "grantcli declarations domanda.yaml --only size,deggendorf --format docx",
    ),
    "dossier": ("grantcli dossier domanda.yaml -o fascicolo", "grantcli dossier domanda.yaml --format html,json"),
    "status": ("grantcli status clienti", "grantcli status clienti --since 2022-06-01 --on 2022-07-10 --json"),
    "diff": (
        "grantcli diff domanda.yaml clienti/domanda.yaml",
        "grantcli diff domanda.yaml clienti/domanda.yaml --json",
    ),
    "open": ("grantcli open domanda.yaml", "grantcli open domanda.yaml -o fascicolo --path"),
    "verify": ("grantcli verify fascicolo.pdf", "grantcli verify fascicolo.pdf --json"),
    "style": ("grantcli style new stile", "grantcli style new stile-dello-studio"),
    "style new": ("grantcli style new stile", "grantcli style new stile-dello-studio"),
    "batch": (
        "grantcli batch clienti -o esiti",
        "grantcli batch clienti domanda.yaml -o esiti --on 2022-06-20 --json",
    ),
    "batch template": (
        "grantcli batch template marche-transizione",
        "grantcli batch template marche-transizione -o clienti.xlsx",
    ),
    "match": (
        "grantcli match company.yaml --on 2022-06-20",
        "grantcli match clienti -o abbinamenti --call marche-transizione",
    ),
    "schema": ("grantcli schema", "grantcli schema outcome > outcome.schema.json"),
    "mcp": ("grantcli mcp", "grantcli mcp --root clienti --write"),
    "doctor": ("grantcli doctor", "grantcli doctor --json"),
    "explain": ("grantcli explain G101", "grantcli explain MAR-D-01 --call marche-transizione --json"),
}
"""The words of a command, without the program's own name, to its two lines."""


def examples_of(path: str) -> tuple[str, ...]:
    """Return the lines for a command named with the program's own name before it, such as ``grantcli calls list``."""
    return EXAMPLES.get(path.partition(" ")[2], ())
