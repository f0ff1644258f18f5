"""What a paper carries judged again: by whoever puts it into the paper, and by whoever opens the paper later."""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ..loading.papers.carried_files import APPLICATION
from ..model.attachment import Sentence
from ..model.call import Call, Edition
from ..model.outcome import Outcome
from ..problem import Problem
from .reading import ReadApplication, with_differences


def in_language(edition: Edition, wanted: str) -> Edition:
    """Return the call with its drafts in the language ``wanted``, where its texts have it.

    A sentence of a draft that the call has in its own language alone stays what it is.
    """
    if edition.call.language == wanted or isinstance(edition.call.title, str):
        return edition

    def spoken(call: Call) -> Call:
        sections = tuple(replace(one, draft=_with_language(one.draft, call.language)) for one in call.sections)
        return replace(call, language="en" if wanted == "en" else "it", sections=sections)

    versions = tuple(replace(version, call=spoken(version.call)) for version in edition.versions)
    return replace(edition, call=spoken(edition.call), versions=versions)


def _with_language(draft: tuple[Sentence, ...], language: str) -> tuple[Sentence, ...]:
    """Return sentences that say which language they are in."""
    return tuple(replace(one, text={language: one.text}) if isinstance(one.text, str) else one for one in draft)


def judged_again(
    texts: Mapping[str, str], library: Mapping[str, Edition], language: str
) -> tuple[Outcome | None, list[Problem]]:
    """Return what comes of carried files (name to text), in the language spoken, or why nothing does."""
    from ..assessment.assess import assess
    from ..loading.application.application import parse_application
    from ..loading.application.disagreement import KIND

    read, problems = parse_application(texts[APPLICATION], APPLICATION, library, beside=texts)
    if read is None or read.on is None or any(not problem.warning for problem in problems):
        return None, problems
    edition = in_language(library[read.call], language)
    differences = tuple(problem for problem in problems if problem.kind == KIND)
    outcome = assess(edition, read.facts, read.on)
    return with_differences(outcome, ReadApplication(read, edition, differences)), problems


def digest_of(texts: Mapping[str, str]) -> str:
    """Return a SHA-256 of carried files, names and contents."""
    whole = json.dumps(dict(sorted(texts.items())), ensure_ascii=False)
    return sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()


def law_digest() -> str:
    """Return a SHA-256 of the rules of law that this program shares between calls."""
    from .. import law

    whole = sha256()
    for file in sorted(Path(law.__file__).parent.glob("*.py")):
        whole.update(file.read_bytes())
    return whole.hexdigest()
