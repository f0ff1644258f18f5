"""The two languages: every message has its English, and what speaks English leaves no Italian behind."""

import ast
import json
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from grantcli import i18n
from grantcli.assets import shipped

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "grantcli"
CATALOG = SOURCE / "locale" / "en" / "LC_MESSAGES" / "grantcli.po"
sys.path.insert(0, str(ROOT / "tools"))
from messages import gather  # noqa: E402

COMMANDS = [
    *(
        "",
        "ask",
        "evaluate",
        "whatif",
        "dossier",
        "batch",
        "batch template",
        "match",
        "explain",
        "schema",
        "doctor",
        "calls",
        "calls list",
    ),
    *("calls show", "calls check", "calls test", "calls new", "calls schema", "calls diff"),
    *("company", "company new", "company show", "company check", "company import"),
]
MARCHE = "marche-transizione-digitale-2022"
EXAMPLE = shipped("calls") / MARCHE / "example" / "domanda.yaml"
ITALIAN = re.compile(  # words that English has not
    r"\b(il|lo|gli|uno?|una|di|dell[aoe]|dei|degli|che|non|è|sono|con|dall?a?|nell?a?|alla|allo|si|già|più|può|senza"
    r"|mancano?|bando|domanda|spes[ae]|impresa|righ?[ae]|voc[ei]|ogni|quest[ao]|quando|dove|sì|quale|quanto|chi|cosa|anche"
    r"|tutt[aeio]|contributo|importo|scadenza|allegati)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _italian_again() -> Iterator[None]:
    yield
    i18n.use("it")


def as_tuple(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def messages() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the catalog: Italian forms to English ones."""
    with CATALOG.open("rb") as file:
        return {as_tuple(one.id): as_tuple(one.string) for one in read_po(file, locale="en") if one.id}


GATHERED = {as_tuple(one.id) for one in gather() if one.id}


def italian_words(text: str) -> list[str]:
    return [match[0] for match in ITALIAN.finditer(text)]


class TestCatalog:
    """``make messages`` gathers and compiles; whoever adds a message adds its English."""

    def test_every_message_has_its_english_and_no_other_stands_in_the_catalog(self) -> None:
        known = messages()
        assert len(GATHERED) > 1000
        assert GATHERED - set(known) == set()
        assert set(known) - GATHERED == set()
        assert [italian for italian, english in known.items() if not all(english)] == []

    def test_every_form_has_the_same_placeholders(self) -> None:
        """A form of the singular may leave its number out."""

        def holes(text: str) -> set[str]:
            return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}

        def comparable(text: str) -> bool:
            return "{it:" not in text and "{company" not in text  # braces that are shown as they are

        known = [(italian, english) for italian, english in messages().items() if comparable(italian[0])]
        wrong = [
            italian
            for italian, english in known
            if [holes(text) for text in italian] != [holes(text) for text in english]
        ]
        assert wrong == []

    def test_ends_and_breaks_of_lines_are_the_same(self) -> None:
        """A message that begins with a comma or ends in a colon is glued to others."""

        def frame(text: str) -> tuple[str, str, int, bool]:
            lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            return lead, trail, text.count("\n"), text.rstrip().endswith(":")

        wrong = [
            (one, other)
            for italian, english in messages().items()
            for one, other in zip(italian, english, strict=True)
            if frame(one) != frame(other)
        ]
        assert wrong == []

    def test_the_compiled_catalog_is_not_stale(self) -> None:
        with CATALOG.with_suffix(".mo").open("rb") as file:
            compiled = GNUTranslations(file)
        said = {
            italian: (compiled.gettext(italian[0]),)
            if len(italian) == 1
            else (compiled.ngettext(*italian, 1), compiled.ngettext(*italian, 2))
            for italian in messages()
        }
        assert said == messages()

    def test_no_english_is_italian(self) -> None:
        """Words quoted from files and commands stand as they are."""
        quoted = re.compile(r"[«“][^»”]*[»”]|\S*\.(?:yaml|md)\b|\{[^}]*\}")
        wrong = [text for english in messages().values() for text in english if italian_words(quoted.sub("", text))]
        assert wrong == []


class TestSource:
    """All that people read passes through ``_``."""

    def test_messages_are_literal(self) -> None:
        """A name or an f-string inside ``_()`` is found by nobody."""
        wrong = []
        for path in SOURCE.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "plural"):
                    texts = node.args[: 1 if node.func.id == "_" else 2]
                    if not all(isinstance(text, ast.Constant) for text in texts):
                        wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
        assert wrong == []

    def test_no_sentence_is_italian_alone(self) -> None:
        """Outside ``_`` there are names of columns that tables may use, and labels that stand in both languages."""
        allowed = {"codice domanda", "data di valutazione", "non so"}
        wrong = []
        for path in SOURCE.rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            spared = {id(one) for node in ast.walk(tree) if said_elsewhere(node) for one in ast.walk(node)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared:
                    text = node.value
                    if (
                        " " in text
                        and text not in allowed
                        and not text.startswith(("create table", "grantcli "))
                        and italian_words(text)
                    ):
                        wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno} {text}")
        assert wrong == []

    def test_templates_hold_no_text_of_their_own(self) -> None:
        code = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", re.S)
        pages = sorted(shipped("templates").rglob("*.j2"))
        assert pages
        wrong = {page.name: words for page in pages if (words := italian_words(code.sub(" ", page.read_text("utf-8"))))}
        assert wrong == {}


def said_elsewhere(node: ast.AST) -> bool:
    """Tell whether a node is a message, a docstring, or a text in both languages."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("_", "plural")
    if isinstance(node, ast.Dict):
        return {one.value for one in node.keys if isinstance(one, ast.Constant)} >= {"it", "en"}
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


ALL_HELP = """
import contextlib, io, json, sys
from grantcli.cli.start import start
shown = {}
for command in json.loads(sys.argv.pop()):
    sys.argv[1:] = [*WORDS, *command.split(), "--help"]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(SystemExit):
        start()
    shown[command] = out.getvalue()
print(json.dumps(shown))
"""


@cache
def all_help(*words: str, lang: str | None = None) -> dict[str, str]:
    """Return the help of every command; each language has a process, as it does for whoever asks."""
    environment = {**os.environ, "COLUMNS": "100"} | ({"GRANTCLI_LANG": lang} if lang else {})
    script = f"WORDS = {list(words)!r}\n{ALL_HELP}"
    asked = [sys.executable, "-c", script, json.dumps(COMMANDS)]
    return json.loads(subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("command", COMMANDS)
class TestHelp:
    """Help follows ``--lang`` and ``GRANTCLI_LANG``."""

    def test_in_english(self, command: str) -> None:
        shown = all_help("--lang", "en")[command]
        assert "Show this help." in shown
        assert italian_words(shown.replace("domanda.yaml", "")) == []

    def test_in_italian(self, command: str) -> None:
        shown = all_help()[command]
        assert "Mostra questo aiuto." in shown
        assert {"Usage", "Options", "Show", "Write"} & set(re.findall(r"\w+", shown)) == set()

    def test_the_environment_speaks_too(self, command: str) -> None:
        assert all_help(lang="en")[command] == all_help("--lang", "en")[command]


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)


def without(shown: str, texts: Iterator[str]) -> str:
    """Return a screen without the texts of the call and of the application, however their lines were broken."""
    plain = " ".join(shown.split())
    for text in sorted({" ".join(text.split()) for text in texts}, key=len, reverse=True):
        if " " in text:
            plain = plain.replace(text, " ")
    return plain


def test_an_outcome_in_english_leaves_no_italian_but_the_texts_of_the_call() -> None:
    asked = [sys.executable, "-c", "from grantcli.cli.start import start; start()"]
    words = ["--lang", "en", "evaluate", str(EXAMPLE), "--all"]
    shown = subprocess.run([*asked, *words], capture_output=True, text=True, check=False).stdout
    folder = EXAMPLE.parent.parent
    files = [folder / "call.yaml", EXAMPLE]
    read = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    sources = set(read[0]["sources"])
    texts = (text for one in read for text in texts_of(one))
    told = re.sub(r"^The money.*?(?=^\S.*──)", "", shown, flags=re.S | re.M)  # its labels stand in a narrow column
    told = re.sub(r"\S*[-/.]\S*", "", without(told.replace("┃", ""), texts))  # names of rules, addresses, commands
    assert "supplied by the applicant" in shown
    assert [word for word in italian_words(told) if word not in sources] == []


def dossier_of(ident: str, folder: Path, *options: str) -> str:
    """Return the text of the dossier of a shipped example, without its tags and addresses."""
    asked = [sys.executable, "-c", "from grantcli.cli.start import start; start()", *options, "dossier"]
    application = shipped("calls") / ident / "example" / "domanda.yaml"
    subprocess.run([*asked, str(application), "--format", "html", "-o", str(folder)], capture_output=True, check=False)
    (file,) = folder.glob("Dossier_*.html")
    return re.sub(r"<style.*?</style>|<[^>]*>|https?://\S+", " ", file.read_text("utf-8"), flags=re.S)


@pytest.mark.parametrize("ident", ["cosme-cluster-excellence-2020", "cosme-clusters-go-international-2020"])
def test_the_dossier_of_an_english_call_is_english_where_no_language_is_asked_for(ident: str, tmp_path: Path) -> None:
    """«The European ones in English»: the judgement too, not the labels alone."""
    shown = dossier_of(ident, tmp_path)
    assert "The rules" in shown
    assert italian_words(shown.replace("Il Denaro", "")) == []  # a newspaper


def test_the_language_asked_for_decides_the_labels_and_the_texts_of_a_call_that_has_it(tmp_path: Path) -> None:
    shown = dossier_of("cosme-clusters-go-international-2020", tmp_path, "--lang", "it")
    assert "Le regole" in shown
    assert "The rules" not in shown
    assert "Sovvenzione europea" in shown or "bando" in shown


class TestCalls:
    """Texts promised in two languages have both."""

    @pytest.mark.parametrize("file", sorted(shipped("calls").glob("*/call.yaml")), ids=lambda path: path.parent.name)
    def test_a_text_with_a_language_has_both(self, file: Path) -> None:
        assert list(halves(yaml.safe_load(file.read_text("utf-8")))) == []

    def test_the_shared_vocabulary_has_both_everywhere(self) -> None:
        facts = yaml.safe_load((shipped("calls") / "facts.yaml").read_text("utf-8"))
        assert list(halves(facts)) == []
        assert list(bare(facts)) == []


def halves(value: object, path: str = "") -> Iterator[str]:
    """Yield the places of texts that have one language and not the other."""
    if isinstance(value, Mapping):
        if set(value) & {"it", "en"} and all(isinstance(text, str) for text in value.values()):
            if set(value) != {"it", "en"} or not all(value.values()):
                yield path
            return
        for key, one in value.items():
            yield from halves(one, f"{path}.{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from halves(one, f"{path}[{number}]")


def bare(value: object, path: str = "") -> Iterator[str]:
    """Yield the places of words for people that have no language."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key in ("label", "question", "help", "unit", "item") and isinstance(one, str):
                yield f"{path}.{key}"
            yield from bare(one, f"{path}.{key}")


def test_english_is_quoted_as_english_is() -> None:
    with CATALOG.open("rb") as file:
        told = [message.string for message in read_po(file, locale="en") if message.id]
    texts = [text for one in told for text in ([one] if isinstance(one, str) else one)]
    assert len(texts) > 1000
    assert not [text for text in texts if set("«»") & set(text)]
