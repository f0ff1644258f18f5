"""What to do next, on the terminal."""

import shlex
from datetime import date

from ...i18n import _
from ...model.outcome import Outcome
from ...wording.meaning import closed


def next_step(outcome: Outcome, file: str, program: str, on: date | None = None) -> str:
    """Say what to do now: ``file`` is the application, ``program`` this program as the user types it.

    ``on``: the day that was asked for on the line, which the command that follows must be asked for as well.
    """
    template = _template(outcome, carried=file.lower().endswith(".pdf"))
    if "grantcli" in template:
        asked = f" --on {on.isoformat()}" if on is not None and "--on" not in template else ""
        file = shlex.quote(file) + asked
    return template.replace("grantcli", "{program}").format(**_placeholders(outcome), file=file, program=program)


def _placeholders(outcome: Outcome) -> dict[str, str]:
    late = closed(outcome)
    day = late.at.date().isoformat() if late is not None and late.at is not None else ""
    return {"call": outcome.call.id, "day": day}


def _template(outcome: Outcome, *, carried: bool) -> str:
    if outcome.call.kind != "call":
        return _("Regole e percentuali: grantcli calls show {call}")
    late = closed(outcome)
    if late is not None and late.at is not None:
        return _("Per rifare la valutazione come in tempo utile: grantcli evaluate {file} --on {day}")
    if carried and outcome.verdict in ("undetermined", "incomplete", "not_eligible"):
        return _("Ora: salvare l'allegato domanda.yaml che il PDF porta con sé, e completare o correggere quello.")
    steps = {
        "eligible": _("Ora: «grantcli dossier {file}» prepara il fascicolo."),
        "to_verify": _("Ora: guardare i punti da verificare, poi «grantcli dossier {file}» prepara il fascicolo."),
        "undetermined": _("Ora: cercare le parti mancanti nel testo ufficiale e fornirle, con la fonte, in {file}."),
        "incomplete": _("Ora: «grantcli ask {call} -o {file}» chiede solo quello che manca."),
        "not_eligible": _("Ora: vedere i rimedi qui sotto, correggere {file} e valutare di nuovo."),
    }
    return steps[outcome.verdict]
