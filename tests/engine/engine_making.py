"""Small facts and calls made by hand for the tests of the engine."""

from datetime import date
from decimal import Decimal

from grantcli.model.call import Call, Edition
from grantcli.model.condition import Test as Asks
from grantcli.model.facts import Answer, Facts, Supplied
from grantcli.model.rule import Rule
from grantcli.model.vocabulary import Fact

ON = date(2022, 6, 20)


def facts(answers=None, lists=None, supplied=None):
    """Make Facts of plain values; a list is a mapping from id to plain values, its nested lists mappings too."""
    return Facts(
        answers={key: Answer(value) for key, value in (answers or {}).items()},
        lists={key: tuple(_item(one, fields) for one, fields in items.items()) for key, items in (lists or {}).items()},
        supplied={key: Supplied(value, "testo ufficiale") for key, value in (supplied or {}).items()},
    )


def _item(one, fields):
    nested = facts({}, {key: value for key, value in fields.items() if isinstance(value, dict)}).lists
    answers = {key: Answer(value) for key, value in fields.items() if not isinstance(value, dict)}
    return Facts(id=one, answers=answers, lists=nested)


def asks(fact, *values, word="is"):
    """Make a test: accepted values, or one value of a word."""
    return Asks(fact=fact, word=word, value=values if word == "is" else values[0])


def rule(**fields):
    """Make a rule with what a test does not care about filled in."""
    return Rule(**{"id": "R", "text": "Regola", "cite": "bando §1", **fields})


def yes_no(**fields):
    return Fact(kind="yes_no", label="Sì o no", **fields)


def edition(vocabulary=None, **fields):
    """Make an edition of a call with these parts."""
    call = Call(id="prova", title="Bando di prova", **fields)
    return Edition(call=call, vocabulary=vocabulary or {}, digest="sha256:0", folder="prova")


def euro(text):
    return Decimal(text)
