"""The tools that an assistant may use: each runs commands and hands on their documents, with citations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...i18n import _
from ...model.call import Edition
from ...problem import Place, Problem
from ...report.schemas import Schema, schema_of
from ...wording.facts import question_of
from ..library import Library, folders
from ..shell.setting import Setting
from .citations import citations, sources_of
from .demand import Demand
from .process import RefusedError, Runner

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AssistantTool:
    """A tool: what it does, the documents it may answer with, its arguments by name (lists end in ``*``)."""

    about: str
    documents: tuple[str, ...]
    arguments: Mapping[str, str]
    run: Callable[["Desk", Demand], Answer]
    needed: tuple[str, ...] = ()
    writes: bool = False

    def lists(self) -> dict[str, bool]:
        """Return the names of the arguments, and whether each is a list."""
        return {key.rstrip("*"): key.endswith("*") for key in self.arguments}

    def input_schema(self) -> Schema:
        """Return the JSON Schema of the arguments."""
        text: Schema = {"type": "string"}
        kinds = {True: {"type": "array", "items": text}, False: text}
        given = {
            name.rstrip("*"): {**kinds[name.endswith("*")], "description": about}
            for name, about in self.arguments.items()
        }
        return {"type": "object", "properties": given, "required": list(self.needed), "additionalProperties": False}

    def output_schema(self) -> Schema:
        """Return the JSON Schema of the answer: the document of the command, or that of problems, and citations."""
        documents = {"anyOf": [schema_of(name) for name in (*self.documents, "problems")]}
        cited = {"type": "array", "items": {"type": "object", "required": ["cite"]}}
        known = {"document": documents, "citations": cited}
        return {"type": "object", "required": list(known), "properties": known}


class Desk:
    """Where requests are answered: the runner of commands, and the calls for what they cite."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    @cached_property
    def library(self) -> Library:
        """The calls at hand, read when first cited."""
        return Library(folders(Setting(self.runner.calls)))

    def answer(self, tool: AssistantTool, arguments: Mapping[str, object]) -> Answer:
        """Return the answer of a tool; a request that is refused is answered with its problem."""
        from ...report.data.problems import SCHEMA, problems_data

        try:
            return tool.run(self, Demand(arguments, tool.lists(), self.runner.root))
        except RefusedError as error:
            problem = error.problem
        except Exception as error:  # the assistant is answered, and asks on
            text = _("errore del programma: {error}").format(error=f"{type(error).__name__}: {error}"[:300])
            problem = Problem(Place(""), "", text, kind="internal_error")
        return {"document": {"schema": SCHEMA, "problems": problems_data([problem])}, "citations": []}

    def edition(self, ident: str) -> Edition | None:
        """Return a call by its id, or by a part of it that only one has."""
        named = [name for name in self.library.names() if ident in name]
        return self.library.get(named[0] if len(named) == 1 else ident)

    def outcome(self, request: Demand) -> tuple[dict[str, Any], Edition | None]:
        """Return the outcome of the application in a request, and its call."""
        file, text = request.application()
        document = self.runner.document("evaluate", "--json", *_day(request), "--", file, text=text)
        call = document.get("call")
        return document, self.edition(str(call["id"])) if isinstance(call, dict) else None


def _day(request: Demand) -> list[str]:
    on = request.text("on")
    return [] if on is None else [f"--on={on}"]


def _list_calls(desk: Desk, request: Demand) -> Answer:
    document = desk.runner.document("calls", "list", "--json", *_day(request))
    found = [desk.edition(call["id"]) for call in document.get("calls", ())]
    return {"document": document, "citations": [one for call in found if call for one in sources_of(call)]}


def _show_call(desk: Desk, request: Demand) -> Answer:
    ident = request.needed("call")
    document = desk.runner.document("calls", "show", "--json", *_day(request), "--", ident)
    edition = desk.edition(ident)
    if edition is None or "id" not in document:
        return {"document": document, "citations": []}
    text = desk.runner.run("calls", "show", "--all", *_day(request), "--", ident)
    return {"document": document, "text": text, "citations": sources_of(edition)}


def _evaluate(desk: Desk, request: Demand) -> Answer:
    document, edition = desk.outcome(request)
    return {"document": document, "citations": citations(document, edition)}


def _missing(desk: Desk, request: Demand) -> Answer:
    document, edition = desk.outcome(request)
    if edition is None:
        return {"document": document, "citations": []}
    still_open = [finding for finding in document["findings"] if finding["verdict"] not in ("pass", "fail")]
    short = {**document, "findings": still_open}
    asks = [{"fact": key, "question": question_of(key, edition.vocabulary)} for key in document["missing"]]
    return {"document": short, "questions": asks, "citations": citations(document, edition)}


def _what_if(desk: Desk, request: Demand) -> Answer:
    file, text = request.application()
    changes = [f"--set={one}" for one in request.texts("changes")]
    document = desk.runner.document("whatif", "--json", *_day(request), *changes, "--", file, text=text)
    outcome, edition = desk.outcome(request)
    return {"document": document, "citations": citations(outcome, edition)}


def _explain(desk: Desk, request: Demand) -> Answer:
    what, call = request.needed("what"), request.text("call")
    named = [] if call is None else [f"--call={call}"]
    document = desk.runner.document("explain", "--json", *named, "--", what)
    if call is not None:
        return {"document": document, "citations": citations(document, desk.edition(call))}
    cited = [{"cite": f"docs/problems.md {document['code']}"}] if "code" in document else []
    return {"document": document, "citations": cited}


def _match(desk: Desk, request: Demand) -> Answer:
    profiles = [str(desk_path) for desk_path in map(request.inside, request.texts("profiles"))]
    if not profiles:
        raise RefusedError(Problem(Place("profiles"), "", _("manca"), kind="usage"))
    calls = [f"--call={one}" for one in request.texts("calls")]
    document = desk.runner.document("match", "--json", *_day(request), *calls, "--", *profiles)
    found = [desk.edition(call["call"]) for call in document.get("calls", ())]
    return {"document": document, "citations": [one for call in found if call for one in sources_of(call)]}


def _save(desk: Desk, request: Demand) -> Answer:
    from ...filing import create

    path, text = request.place(request.needed("file")), request.needed("text")
    if path.suffix not in (".yaml", ".yml"):
        raise RefusedError(Problem(Place(path.name), "", _("si scrivono solo file .yaml"), kind="wrong_ending"))
    try:
        with create(path) as stream:
            stream.write(text.encode("utf-8"))
    except FileExistsError:
        said = _("il file c'è già: non viene riscritto")
        raise RefusedError(Problem(Place(path.name), "", said, kind="exists")) from None
    except OSError:
        said = _("non si può scrivere in questo punto")
        raise RefusedError(Problem(Place(path.name), "", said, kind="cannot_write")) from None
    return _evaluate(desk, Demand({"file": str(path)}, {"file": False}, desk.runner.root))


def tools() -> dict[str, AssistantTool]:
    """Return the tools by name, described in the language spoken now."""
    day = {"on": _("Il giorno di riferimento, 2026-06-20; altrimenti quello della domanda, o oggi.")}
    return {**_on_calls(day), **_on_applications(day), **_on_companies(day), **_on_disk()}


def _on_calls(day: Mapping[str, str]) -> dict[str, AssistantTool]:
    call = {"call": _("La sigla del bando, come la dà list_calls.")}
    what = {"what": _("Il codice di un problema (G101), o con «call» la sigla di una regola."), **call}
    listing = _("Elenca i bandi, il loro stato e le fonti.")
    showing = _("Dice che cosa un bando chiede, paga e rifiuta.")
    explaining = _("Spiega il codice di un problema, o una regola di un bando.")
    return {
        "list_calls": AssistantTool(listing, ("calls",), day, _list_calls),
        "show_call": AssistantTool(showing, ("call",), {**call, **day}, _show_call, ("call",)),
        "explain": AssistantTool(explaining, ("explain",), what, _explain, ("what",)),
    }


def _on_applications(day: Mapping[str, str]) -> dict[str, AssistantTool]:
    one = {
        "file": _("La domanda: un file .yaml nella cartella di lavoro."),
        "text": _("Oppure il testo della domanda, in YAML."),
        **day,
    }
    changes = _("Risposte cambiate, DATO=VALORE; senza, che cosa limita il contributo e quanto rende.")
    judging = _("Valuta una domanda: esito, motivi con la fonte, contributo, allegati, scadenze.")
    lacking = _("Dice che cosa manca a una domanda, e con quali parole chiederlo.")
    asking = _("Dice che cosa cambierebbe il contributo, o che cosa farebbe una risposta diversa.")
    return {
        "evaluate": AssistantTool(judging, ("outcome",), one, _evaluate),
        "missing": AssistantTool(lacking, ("outcome",), one, _missing),
        "what_if": AssistantTool(asking, ("whatif", "diff"), {**one, "changes*": changes}, _what_if),
    }


def _on_companies(day: Mapping[str, str]) -> dict[str, AssistantTool]:
    given = {
        "profiles*": _("Profili, cartelle o tabelle di imprese nella cartella di lavoro."),
        "calls*": _("Solo questi bandi."),
        **day,
    }
    about = _("Confronta imprese e bandi: chi può chiedere che cosa, e per quanto.")
    return {"match": AssistantTool(about, ("match",), given, _match, ("profiles",))}


def _on_disk() -> dict[str, AssistantTool]:
    new = {"file": _("Il file da scrivere, .yaml; non deve esserci."), "text": _("La domanda, in YAML.")}
    about = _("Scrive una domanda nuova nella cartella di lavoro e la valuta.")
    return {"save_application": AssistantTool(about, ("outcome",), new, _save, ("file", "text"), writes=True)}
