"""Which documents are due with the application, and why."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from ...i18n import Text, _
from ...model.attachment import Attachment
from ...model.outcome import AttachmentOutcome
from ...model.vocabulary import Vocabulary
from ...model.walk.scope import Scope
from ...wording.facts import label_of
from ...wording.formats import listing
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame, frames_of
from ..conditions.judgement import Judgement
from ..conditions.logic import HOLDS, any_of
from ..conditions.lookups import lister

Due = Literal["required", "score_only", "not_due", "unknown"]
FindAttachment = Callable[[Frame], AttachmentOutcome]


class Called(NamedTuple):
    """Whether a document is called for, how many of it, and for whom."""

    judgement: Judgement
    copies: int = 1
    who: tuple[str, ...] = ()


def compile_attachment(attachment: Attachment, scope: Scope) -> FindAttachment:
    """Return the function from the application's frame to whether ``attachment`` is due, and for whom."""
    call_for = _compile_call(attachment, scope)
    return lambda frame: _outcome(attachment, call_for(frame), scope)


def _outcome(attachment: Attachment, called: Called, scope: Scope) -> AttachmentOutcome:
    due = _due(attachment, called.judgement)
    return AttachmentOutcome(
        attachment.id,
        attachment.title,
        due,
        _because(attachment, due, called.judgement, scope.vocabulary),
        attachment.cite,
        attachment.form,
        attachment.signer,
        attachment.moment,
        called.copies,
        attachment.help,
        called.judgement.missing,
        called.who,
        attachment.status,
        attachment.ours,
    )


def _compile_call(attachment: Attachment, scope: Scope) -> Callable[[Frame], Called]:
    if attachment.each is not None:
        return _compile_for_each(attachment, attachment.each, scope)
    if attachment.when is None:
        always = Called(Judgement("undetermined") if attachment.status == "missing" else HOLDS)
        return lambda frame: always  # noqa: ARG005
    judge = compile_condition(attachment.when, scope)
    return lambda frame: Called(judge(frame))


def _compile_for_each(attachment: Attachment, name: str, scope: Scope) -> Callable[[Frame], Called]:
    find = lister(name, scope)
    judge = compile_condition(attachment.when, scope.within(name))

    def call_for(frame: Frame) -> Called:
        found = find(frame)
        if found.items is None:
            return Called(Judgement("unknown", (), (found.path,)))
        judged = [(inner.item.id, judge(inner)) for inner in frames_of(frame, found)]
        who = tuple(one for one, judgement in judged if judgement.verdict == "pass")
        return Called(any_of([judgement for _, judgement in judged]), max(len(who), 1), who)

    return call_for


def _due(attachment: Attachment, judgement: Judgement) -> Due:
    if judgement.verdict == "pass":
        return "score_only" if attachment.purpose == "score" else "required"
    return "not_due" if judgement.verdict == "fail" else "unknown"


def _because(attachment: Attachment, due: Due, judgement: Judgement, vocabulary: Vocabulary) -> Text:
    if due == "not_due":
        return _("Non ricorre il caso che lo richiede.")
    if due == "unknown":
        return _unknown_because(judgement, vocabulary)
    if attachment.because is not None:
        return attachment.because
    if attachment.purpose == "keep":
        return _("Va conservato e mostrato in caso di controllo.")
    if due == "score_only":
        return _("Serve per il punteggio, non per l'ammissibilità.")
    return _("È chiesto a tutti.") if attachment.when is None else _("Ricorre il caso che lo richiede.")


def _unknown_because(judgement: Judgement, vocabulary: Vocabulary) -> str:
    if judgement.missing:
        labels = [label_of(key, vocabulary) for key in judgement.missing]
        return _("Non si può ancora dire: manca {facts}.").format(facts=listing(labels))
    return _("Non si può dire: il testo che abbiamo non lo precisa.")
