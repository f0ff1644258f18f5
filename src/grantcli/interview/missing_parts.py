"""What our text of the call lacks and the person may have read elsewhere: the value, and where it is written."""

from ..i18n import _, say
from ..model.facts import Supplied
from ..model.rule import Rule
from ..model.vocabulary import Fact
from ..model.walk.figures import Figure, figure_facts, figures_of
from .conversation import Conversation
from .prompter import Given


def supply(talk: Conversation) -> None:
    """Ask for each missing part that the outcome waits for; one that is not known is left out."""
    figures = {figure.id: figure for _steps, figure in figures_of(talk.outcome.call)}
    facts = figure_facts(talk.outcome.call)
    missing = [(ident, figures[ident]) for ident in talk.outcome.missing_figures if ident in figures]
    place = 0
    while 0 <= place < len(missing):
        talk.place(place + 1, len(missing))
        place += 1 if _supply_one(talk, facts[missing[place][0]], *missing[place]) else -1


def _supply_one(talk: Conversation, fact: Fact, ident: str, figure: Figure) -> bool:
    now = talk.facts.supplied.get(ident)
    told = None if now is None else now.value
    reply = talk.ask_about(f"supplied.{ident}", fact, _title(ident, fact, figure), told, _help(figure))
    if reply == "unknown":
        return True
    if not isinstance(reply, Given):
        return False
    asked = _("Dove si legge? (documento e paragrafo: sarà riportato nel fascicolo)")
    text = Fact(kind="text", label=_("Fonte"))
    source = talk.ask_about(f"supplied.{ident}.source", text, asked, None if now is None else now.source)
    if isinstance(source, Given):
        talk.record_supplied(ident, Supplied(reply.value, str(source.value), kind=fact.kind))
    return source != "back"


def _title(ident: str, fact: Fact, figure: Figure) -> str:
    text = say(figure.text) or ident
    if fact.kind == "percent":
        return _("{text}: quale percentuale dà il testo ufficiale?").format(text=text)
    if fact.kind != "yes_no":
        return _("{text}: quale cifra dà il testo ufficiale?").format(text=text)
    sentence = f"{text.rstrip('.')}."
    if isinstance(figure, Rule):
        return _("{text} Secondo il testo ufficiale è soddisfatto?").format(text=sentence)
    return _("{text} Secondo il testo ufficiale è così?").format(text=sentence)


def _help(figure: Figure) -> str:
    why = say(getattr(figure, "why", None))
    return _("{why} Fonte: {cite}.").format(why=why, cite=figure.cite).strip()
