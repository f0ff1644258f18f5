"""What the declarations that go with an application still lack: offered at the end of an interview."""

from ...i18n import speaking
from ...model.outcome import Outcome


def lacking(outcome: Outcome) -> tuple[str, ...]:
    """Return the full keys that the declarations asked for by a due document lack; nothing where none is asked for."""
    if not any(one.declaration for one in outcome.call.attachments):
        return ()
    from ...declarations.due import lacking_answers
    from ...loading.declarations import load_declarations

    with speaking("it"):
        forms, _problems = load_declarations(outcome.call, outcome.vocabulary)
        return lacking_answers(outcome, forms.forms, forms.blocks)
