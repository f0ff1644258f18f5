"""What a paper carries inside: the application, its profile and the outcome, so that it can be judged again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ...i18n import _, language
from ...loading.papers.carried_files import APPLICATION, OUTCOME, PROFILE
from ...model.facts import Facts
from ...model.outcome import Outcome
from ..reading import ReadApplication
from ..rejudging import digest_of, judged_again, law_digest

if TYPE_CHECKING:
    from ...render.pdf import Carried

CARRYING = ("dossier", "application")
"""The papers that carry data; the memo is for the client, and may go anywhere."""


@dataclass
class Inside:
    """The data of one application on their way into its papers."""

    reading: ReadApplication
    day: date

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return the application and, where it has one, its profile, as files that name no other file, by name."""
        from ...loading.application.profile import load_profile
        from ...writing.whole_files import application_text, profile_file_text

        application, vocabulary = self.reading.application, self.reading.edition.vocabulary
        profile = Facts()
        if application.profile is not None:
            profile, _problems = load_profile(application.profile, vocabulary)
        known = bool(profile.answers or profile.lists)
        written = application_text(
            self.reading.edition.call.id,
            self.day,
            application.facts,
            vocabulary,
            profile=PROFILE if known else "",
            under=profile,
        )
        return {APPLICATION: written, **({PROFILE: profile_file_text(profile, vocabulary)} if known else {})}

    @cached_property
    def outcome(self) -> Outcome | None:
        """Return what comes of the texts: it says nothing of where the files of the application lay."""
        edition = self.reading.edition
        return judged_again(self.texts, {edition.call.id: edition}, language())[0]

    def files(self, paper: Mapping[str, str], identity: str) -> list["Carried"]:
        """Return what a paper carries; ``paper`` says which one it is, in which language and style."""
        from ...render.pdf import Carried
        from ...report.data.outcome import as_data

        if self.outcome is None:
            return []
        answers, law = digest_of(self.texts), law_digest()
        told = {"application": identity, "answers": answers, "law": law, "paper": dict(paper)}
        document = json.dumps({**as_data(self.outcome), **told}, ensure_ascii=False, indent=1) + "\n"
        about = {APPLICATION: _("Le risposte della domanda"), PROFILE: _("Il profilo dell'impresa")}
        made = [
            Carried(name, text.encode("utf-8", "backslashreplace"), "application/yaml", "Source", about[name])
            for name, text in self.texts.items()
        ]
        content = document.encode("utf-8", "backslashreplace")
        return [*made, Carried(OUTCOME, content, "application/json", "Data", _("L'esito calcolato"))]
