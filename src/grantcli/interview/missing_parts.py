"""What our text of the call lacks and the person may have read elsewhere: the value, and where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from ..i18n import _, say
from ..model.attachment import Attachment
from ..model.call import Call, Track
from ..model.contribution import Bonus, Rate
from ..model.expense import LineRule
from ..model.facts import Supplied
from ..model.rule import Rule
from ..model.vocabulary import Fact
from .conversation import Conversation
from .prompter import Given

_YES_OR_NO = (Rule, LineRule, Attachment, Track)
_SHARES = (Rate, Bonus)


def supply(talk: Conversation) -> None:
    """Ask for each missing part that the outcome waits for; one that is not known is left out."""
    call = talk.outcome.call
    missing = [(ident, node) for ident in talk.outcome.missing_figures if (node := _node(call, ident)) is not None]
    place = 0
    while 0 <= place < len(missing):
        talk.prompter.place(place, len(missing) - place)
        place += 1 if _supply_one(talk, *missing[place]) else -1


def _supply_one(talk: Conversation, ident: str, node: object) -> bool:
    now = talk.facts.supplied.get(ident)
    told = None if now is None else now.value
    reply = talk.ask_about(f"supplied.{ident}", _fact(node), _title(ident, node), told, _help(node))
    if reply == "unknown":
        return True
    if not isinstance(reply, Given):
        return False
    asked = _("Dove si legge? (documento e paragrafo: sarà riportato nel fascicolo)")
    text = Fact(kind="text", label=_("Fonte"))
    source = talk.ask_about(f"supplied.{ident}.source", text, asked, None if now is None else now.source)
    if isinstance(source, Given):
        talk.record_supplied(ident, Supplied(reply.value, str(source.value)))
    return source != "back"


def _fact(node: object) -> Fact:
    if isinstance(node, _YES_OR_NO):
        return Fact(kind="yes_no", label="")
    return Fact(kind="percent" if isinstance(node, _SHARES) else "number", label="")


def _title(ident: str, node: object) -> str:
    text = say(getattr(node, "text", None)) or say(getattr(node, "title", None))
    if isinstance(node, _YES_OR_NO):
        words = _("{text} Nel testo ufficiale è così?")
    elif isinstance(node, _SHARES):
        words = _("{text}: quale percentuale dà il testo ufficiale?")
    else:
        words = _("{text}: quale cifra dà il testo ufficiale?")
    return f"[{ident}] {words.format(text=text or ident)}"


def _help(node: object) -> str:
    why = say(getattr(node, "why", None))
    cite = getattr(node, "cite", "")
    return _("{why} Fonte: {cite}.").format(why=why, cite=cite).strip() if cite else why


def _node(call: Call, ident: str) -> object | None:
    return next((node for node in _nodes(call) if getattr(node, "id", None) == ident), None)


def _nodes(node: object) -> Iterator[object]:
    if is_dataclass(node):
        yield node
        for field in fields(node):
            if field.name not in ("facts", "areas"):
                yield from _nodes(getattr(node, field.name))
    elif isinstance(node, Mapping):
        for part in node.values():
            yield from _nodes(part)
    elif isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
