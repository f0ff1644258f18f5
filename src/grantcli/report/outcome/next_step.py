"""What to do next, on the terminal."""

from ...i18n import _
from ...model.outcome import Outcome
from ...wording.meaning import closed


def next_step(outcome: Outcome, file: str) -> str:
    """Say what to do now; ``file`` is the application as the user calls it."""
    if outcome.call.kind != "call":
        return _("Regole e percentuali: grantcli calls show {call}").format(call=outcome.call.id)
    late = closed(outcome)
    if late is not None and late.at is not None:
        words = _("Per rifare la valutazione come in tempo utile: grantcli evaluate {file} --on {day}")
        return words.format(file=file, day=late.at.date().isoformat())
    steps = {
        "eligible": _("Ora: «grantcli dossier {file}» prepara il fascicolo."),
        "to_verify": _("Ora: guardare i punti da verificare, poi «grantcli dossier {file}» prepara il fascicolo."),
        "undetermined": _("Ora: cercare le parti mancanti nel testo ufficiale e fornirle, con la fonte, in {file}."),
        "incomplete": _("Ora: «grantcli ask {call} -o {file}» chiede solo quello che manca."),
        "not_eligible": _("Ora: vedere i rimedi qui sotto, correggere {file} e valutare di nuovo."),
    }
    return steps[outcome.verdict].format(file=file, call=outcome.call.id)
